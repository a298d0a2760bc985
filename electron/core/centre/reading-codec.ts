import { type CalendarDate, calendarDateSchema } from '../../../shared/time/calendar-date.ts';
import type { DictionaryEntry, InsuranceItem, LimitPrice, ListPage, Registration } from '../ports/reading-gateway.ts';
import { requiredText, rowsOf, textOf, unreadable } from './answer.ts';

type Fields = Readonly<Record<string, unknown>>;

/** 1901. Names of its fields: the platform's, not stated in the reference (own knowledge), save `Vali_Flag` (§1.3). */
export const dictionaryInput = (name: string, on: string, region: string): object => ({
  data: { type: name, parentValue: '', admdvs: region, date: on, Vali_Flag: '1' },
});

export function readDictionary(name: string, output: Fields): readonly DictionaryEntry[] {
  return listOf(output, 'list', 'data').map((row) => ({
    dictionary: name,
    code: requiredText(row, 'value'),
    name: textOf(row['label']) || textOf(row['name']),
    parentCode: textOf(row['parent_value']) || textOf(row['parentValue']),
    valid: textOf(row['vali_flag'] ?? row['Vali_Flag'] ?? '1') === '1',
  }));
}

/** §7.2, 1312 and 1318: paged. `updt_time`: what changed after it. */
export const changedSinceInput = (changedSince: string, region: string, page: number, rows: number): object => ({
  data: { insu_admdvs: region, updt_time: changedSince, page_num: page, page_size: rows, vali_flag: '' },
});

export const readCatalogue = (output: Fields, page: number, rows: number): ListPage<InsuranceItem> =>
  pageOf(output, page, rows, (row) => ({
    itemCode: requiredText(row, 'hilist_code'),
    name: textOf(row['hilist_name']),
    grade: textOf(row['chrgitm_lv']),
    listType: textOf(row['list_type']),
    from: dayOrNull(row['begndate']),
    to: dayOrNull(row['enddate']),
    valid: textOf(row['vali_flag'] ?? '1') === '1',
    changedAt: textOf(row['updt_time']),
  }));

/** 1318. Names of its fields: the platform's, not stated in the reference (own knowledge). A limit without a price or a first day would be a guess. */
export const readLimitPrices = (output: Fields, page: number, rows: number): ListPage<LimitPrice> =>
  pageOf(output, page, rows, (row) => {
    const from = dayOrNull(row['begndate']);
    if (from === null) throw unreadable('begndate');
    return {
      itemCode: requiredText(row, 'hilist_code'),
      kind: textOf(row['hilist_lmtpric_type']),
      unitPrice: unitPriceOf(row, 'hilist_pric_uplmt_amt'),
      from,
      to: dayOrNull(row['enddate']),
      valid: textOf(row['vali_flag'] ?? '1') === '1',
      changedAt: textOf(row['updt_time']),
    };
  });

/** Up to six decimals, as number or text. */
function unitPriceOf(row: Fields, name: string): string {
  const [, whole, decimals = ''] = /^(0|[1-9]\d{0,9})(?:\.(\d{1,6}))?$/.exec(requiredText(row, name)) ?? [];
  if (whole === undefined) throw unreadable(name);
  return `${whole}.${decimals.padEnd(6, '0')}`;
}

/** Whether more follows is told by the pages, by the count, or by a page that was full. */
function pageOf<Row>(output: Fields, page: number, rows: number, read: (row: Fields) => Row): ListPage<Row> {
  const items = listOf(output, 'data', 'list').map(read);
  const pages = Number(textOf(output['pages']) || Number.NaN);
  const count = Number(textOf(output['recordCounts']) || Number.NaN);
  const more = Number.isInteger(pages) ? page < pages : Number.isInteger(count) ? page * rows < count : items.length >= rows;
  return { items, more: more && items.length > 0 };
}

/** §3.3 */
export const readChronic = (output: Fields): readonly Registration[] =>
  rowsOf(output, 'feedetail').map((row) => registration(row, 'opsp_dise_code', 'opsp_dise_name'));

function registration(row: Fields, code: string, name: string): Registration {
  return { code: textOf(row[code]), name: textOf(row[name]), from: dayOrNull(row['begndate']), to: dayOrNull(row['enddate']) };
}

/** The first of these nodes that holds rows: places differ in the name. */
function listOf(output: Fields, ...names: readonly string[]): readonly Fields[] {
  return names.map((name) => rowsOf(output, name)).find((rows) => rows.length > 0) ?? [];
}

function dayOrNull(value: unknown): CalendarDate | null {
  const parsed = calendarDateSchema.safeParse(textOf(value).slice(0, 10));
  return parsed.success ? parsed.data : null;
}
