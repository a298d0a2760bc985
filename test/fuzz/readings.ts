import fc from 'fast-check';
import { readEligibility, readLinesThere, readPerson, readVoucher, readYear } from '../../electron/core/centre/answer-codec.ts';
import { readDiagnoses } from '../../electron/core/centre/diagnosis-codec.ts';
import { FILED_KINDS, readApplications, readIdentities, readReferrals } from '../../electron/core/centre/filing-codec.ts';
import { readListNumber, readListThere } from '../../electron/core/centre/list-codec.ts';
import { readCatalogue, readChronic, readDictionary, readLimitPrices } from '../../electron/core/centre/reading-codec.ts';
import { readFunds, readSplit } from '../../electron/core/centre/split-codec.ts';
import { readFileNumber, readListRow, readRecord, readTotals } from '../../electron/core/centre/statement-codec.ts';
import { packRows, unpackRows } from '../../electron/core/centre/text-file.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { Money } from '../../shared/money/money.ts';
import type { Instant } from '../../shared/time/calendar-date.ts';
import { changed, junk, without } from './spoil.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One reader of the desk with a right answer to it. What it says must stand in the answer, word for word; `beside` are its own words. */
interface Reader {
  readonly name: string;
  readonly right: unknown;
  readonly read: (output: Fields) => unknown;
  readonly beside?: readonly string[];
  /** What the platform must have said for what was read; "" when it did. */
  readonly guess?: (value: never, output: Fields) => string;
}

const AT = '2023-06-13T02:00:00.000Z' as Instant;
const CODES = { stayCount: 'A', deductible: 'B', pooledFund: 'C', burden: 'D', outpatientDeductible: 'E', outpatientFund: 'F' };
const LIST = { clearingType: '21', agencyCode: '210200', schemeCode: '310', from: '2023-06-13', to: '2023-06-13', entries: [] } as never;
const STAY = { mdtrt_id: 'M00001', psn_no: 'P00001', setl_id: 'J00001' };
const MONEY = {
  medfee_sumamt: '100.00',
  fulamt_ownpay_amt: 10,
  overlmt_selfpay: '0.00',
  preselfpay_amt: '5.5',
  act_pay_dedc: '20.00',
  hifp_pay: '60.00',
  fund_pay_sumamt: 60,
  psn_part_amt: '40.00',
  acct_pay: '0',
  psn_cash_pay: '40.00',
};
const days = { begndate: '2023-01-01', enddate: '2023-12-31' };
const flags = { equal: 'stmt_rslt', returned: 'refd_setl_flag' };
/** A line of a file has only texts. */
const isTexts = (row: unknown): row is readonly string[] => Array.isArray(row) && row.every((cell) => typeof cell === 'string');
const zeros = (value: unknown): boolean => /^0+$/.test(String(value).trim());

export const READERS: readonly Reader[] = [
  {
    name: '1101',
    right: {
      baseinfo: { psn_no: 'P00001', psn_name: '示例甲', certno: '210202' },
      insuinfo: [{ insutype: '310', psn_type: '11', insuplc_admdvs: '210200', psn_insu_stas: '1', psn_insu_date: '2005-01-01', balc: 3.5 }],
    },
    read: readPerson,
    guess: (value: ReturnType<typeof readPerson>, output) => {
      const rows = [output['insuinfo']].flat() as Fields[];
      const active = value.statuses.filter((status) => status.active).length;
      return active > rows.filter((row) => String(row?.['psn_insu_stas']) === '1').length ? 'insured who is not' : '';
    },
  },
  {
    name: '1101 idetinfo',
    right: { idetinfo: [{ psn_idet_type: '07', memo: '最低生活保障对象', begntime: '2023-01-01 00:00:00', endtime: null }] },
    read: (output) => readIdentities(output, {}),
    beside: ['minimum-living'],
  },
  {
    name: '2001',
    right: {
      trtinfo: [
        { fund_pay_type: '330100', trt_enjymnt_flag: '0' },
        { fund_pay_type: '310100', trt_enjymnt_flag: '1', trt_chk_rslt: '可以享受' },
      ],
    },
    read: (output) => readEligibility(output, ['310100', '390100']),
    guess: ({ eligible }: ReturnType<typeof readEligibility>, output) =>
      eligible && !JSON.stringify(output).includes('"trt_enjymnt_flag":"1"') && !JSON.stringify(output).includes('"trt_enjymnt_flag":1')
        ? 'eligible by no flag'
        : '',
  },
  {
    name: '5206',
    right: { cuminfo: [{ insutype: '310', year: '2023', cum_ym: '202306', cum_type_code: 'B', cum: '300.00' }] },
    read: (output) => ({ ...readYear(output, CODES, '310', 2023, AT), askedAt: null }),
    beside: ['2023'],
  },
  {
    name: '6101',
    right: {
      data: JSON.stringify({ userName: '示例甲', idNo: 'X123456', idType: '99', ecToken: 'T00001', gender: '1', birthday: '1980-01-01' }),
    },
    read: readVoucher,
    beside: ['male', 'female', 'unknown', 'id-card', 'other'],
  },
  {
    name: '5302',
    right: { psnfixmedin: { memo: '异地安置退休人员', ...days } },
    read: (output) => FILED_KINDS.flatMap((kind) => readApplications(output, kind)),
    beside: ['settled-retired', 'posted', 'referred', 'emergency', 'long-term-resident'],
  },
  { name: '5304', right: { refmedin: [{ refl_date: '2022-12-30', ...days }] }, read: readReferrals, beside: ['referred'] },
  { name: '5301', right: { feedetail: [{ opsp_dise_code: 'M03900', opsp_dise_name: '高血压', ...days }] }, read: readChronic },
  {
    name: '1901',
    right: { list: [{ type: 'insutype', value: '310', label: '职工基本医疗保险', parent_value: null, vali_flag: '1' }] },
    read: (output) => readDictionary('insutype', output),
    beside: ['insutype'],
  },
  {
    name: '1312',
    right: {
      pages: 3,
      data: [
        { hilist_code: 'X00001', hilist_name: '床位费', chrgitm_lv: '01', list_type: '201', ...days, updt_time: '2023-06-01 00:00:00' },
      ],
    },
    read: (output) => readCatalogue(output, 1, 20),
  },
  {
    name: '1318',
    right: { recordCounts: 1, data: [{ hilist_code: 'X00001', hilist_lmtpric_type: '101', hilist_pric_uplmt_amt: 1200.5, ...days }] },
    read: (output) => readLimitPrices(output, 1, 20).items.map(({ unitPrice: _price, ...rest }) => rest),
  },
  {
    name: '2303',
    right: MONEY,
    read: (output) => {
      const { total, selfPaid, overCap, firstShare, deductible, pooledFund } = readSplit(output);
      return [total, selfPaid, overCap, firstShare, deductible, pooledFund];
    },
  },
  {
    name: 'setldetail',
    right: { setldetail: [{ fund_pay_type: '310100', fund_payamt: '60.00', fund_pay_type_name: '统筹基金' }] },
    read: readFunds,
  },
  {
    name: '3201',
    right: { stmtinfo: { stmt_rslt: '0', stmt_rslt_dscr: '平' } },
    read: readTotals,
    guess: ({ equal }: ReturnType<typeof readTotals>, output) => {
      const [info] = [output['stmtinfo']].flat() as Fields[];
      return equal && !zeros(info?.[flags.equal]) ? 'equal by no zero' : '';
    },
  },
  {
    name: '3202 rows',
    right: { row: ['P00001', 'M00001', 'J00001', 'H00001', '0', '1', '说明', '100.00', '60.00', '0.00'] },
    read: (output) => ((row) => (isTexts(row) ? readListRow(row, LIST) : null))(output['row']),
    beside: ['21', '210200'],
    guess: (value: ReturnType<typeof readListRow> | null, output) =>
      value?.equal === true && !zeros((output['row'] as unknown[])[4]) ? 'equal by no zero' : '',
  },
  {
    name: '5203 as a record',
    right: {
      setlinfo: {
        ...STAY,
        ...MONEY,
        insutype: '310',
        clr_type: '21',
        clr_optins: '210200',
        setl_time: '2023-06-13 10:00:00',
        refd_setl_flag: '0',
      },
    },
    read: readRecord,
    guess: ({ returned }: ReturnType<typeof readRecord>, output) =>
      returned === zeros((output['setlinfo'] as Fields)[flags.returned]) ? 'stands or not by another flag' : '',
  },
  { name: '9101', right: { file_qury_no: 'F00001', filename: 'stmt.zip' }, read: readFileNumber },
  {
    name: '5204',
    right: { data: [{ feedetl_sn: '1234567', det_item_fee_sumamt: 30.25 }] },
    read: (output) => readLinesThere(output, 'M00001'),
  },
  {
    name: '5202',
    right: { diseinfo: [{ inout_diag_type: '1', diag_srt_no: '1', diag_code: 'K29.500', maindiag_flag: '1' }] },
    read: readDiagnoses,
  },
  { name: '4101', right: { setl_list_id: 'QD00001' }, read: readListNumber },
  {
    name: '4103',
    right: { setlinfo: { setl_id: 'J00001', setl_list_id: 'QD00001', stas_type: '1' } },
    read: (output) => readListThere(output, 'J00001'),
    beside: ['J00001'],
  },
];

interface Spoilt {
  readonly reader: number;
  readonly changes: readonly { readonly at: number; readonly into: unknown }[];
}

const spoilt: fc.Arbitrary<Spoilt> = fc.record({
  reader: fc.nat({ max: READERS.length - 1 }),
  changes: fc.array(fc.record({ at: fc.nat({ max: 60 }), into: junk }), { maxLength: 3 }),
});

/**
 * Gives each reader right answers with some values spoilt. It may say that it cannot read one; it never throws anything else, and what it says stands in
 * the answer. Returns the example that went wrong, made small, or "".
 */
export function fuzzReadings(
  cases: number,
  seed: number,
): { readonly example: string; readonly readable: Readonly<Record<string, number>> } {
  const readable: Record<string, number> = {};
  const property = fc.property(spoilt, ({ reader: index, changes }) => {
    const reader = READERS[index] as Reader;
    const output = changes.reduce<unknown>((value, { at, into }) => changed(value, at, into), structuredClone(reader.right));
    const fields = (typeof output === 'object' && output !== null && !Array.isArray(output) ? without(output) : {}) as Fields;
    const wrong = guessOf(reader, fields, () => {
      readable[reader.name] = (readable[reader.name] ?? 0) + 1;
    });
    if (wrong !== '') throw new Error(`${reader.name}: ${wrong}: ${JSON.stringify(fields)}`);
  });
  const { failed, errorInstance } = fc.check(property, { numRuns: cases, seed });
  return { example: failed ? String(errorInstance) : '', readable };
}

/** "" when it was read right or called unreadable. */
export function guessOf(reader: Reader, output: Fields, wasRead: () => void): string {
  let value: unknown;
  try {
    value = reader.read(output);
  } catch (error) {
    return error instanceof AppError && error.kind === 'unknown' ? '' : `crash ${error instanceof Error ? error.stack : String(error)}`;
  }
  wasRead();
  const said = leavesOf(output);
  const invented = leavesOf(value).find((leaf) => !mayBe(leaf, said, reader.beside ?? []));
  if (invented !== undefined) return `"${invented}" stands nowhere in it`;
  return reader.guess?.(value as never, output) ?? '';
}

function mayBe(leaf: string, said: readonly string[], beside: readonly string[]): boolean {
  if (leaf === '' || leaf === '0.00' || beside.includes(leaf)) return true;
  return said.some((one) => one === leaf || one.startsWith(leaf) || amountText(one) === leaf);
}

const amountText = (text: string): string => (text.trim() === '' || Number.isNaN(Number(text)) ? '' : Number(text).toFixed(2));

/** Every text, number and amount within; what is written as JSON in a text counts, too. */
function leavesOf(value: unknown): readonly string[] {
  if (value instanceof Money) return [value.toString()];
  if (typeof value === 'string') return [value, ...inner(value)];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
}

function inner(text: string): readonly string[] {
  if (!/^[[{]/.test(text)) return [];
  try {
    return leavesOf(JSON.parse(text));
  } catch {
    return [];
  }
}

/** Any bytes as the file of 9102: rows, or unreadable; and a file of ours comes back as it went. */
export function fuzzFiles(cases: number, seed: number): string {
  const rows = fc.array(fc.array(fc.stringMatching(/^[^\t\r\n\uFEFF]{0,12}$/), { minLength: 2, maxLength: 5 }), {
    minLength: 1,
    maxLength: 5,
  });
  const cut = fc.record({ rows, at: fc.nat({ max: 400 }), bit: fc.nat({ max: 7 }), whole: fc.boolean() });
  const property = fc.property(cut, ({ rows: wanted, at, bit, whole }) => {
    const clean = wanted
      .map((row) => row.map((cell) => (cell === 'null' ? '' : cell)))
      .filter((row) => row.join('').trim() !== '' || row.includes(''));
    const file = packRows('stmt.txt', clean);
    if (whole) {
      if (JSON.stringify(unpackRows(file)) !== JSON.stringify(clean)) throw new Error(`not as it went: ${JSON.stringify(clean)}`);
      return;
    }
    file[at % file.length] = (file[at % file.length] ?? 0) ^ (1 << bit);
    try {
      unpackRows(at % 3 === 0 ? file.subarray(0, at % file.length) : file);
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'unknown')) throw error;
    }
  });
  const { failed, errorInstance } = fc.check(property, { numRuns: cases, seed });
  return failed ? String(errorInstance) : '';
}
