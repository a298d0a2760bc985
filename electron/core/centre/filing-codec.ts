import type { Filing, FilingCategory } from '../../../shared/model/filing.ts';
import type { AidClass } from '../../../shared/model/settlement-case.ts';
import { type CalendarDate, calendarDateSchema, hospitalText, type Instant, plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type { InsuredPerson, SpecialIdentity } from '../ports/centre-gateway.ts';
import { rowsOf, textOf } from './answer.ts';

type Fields = Readonly<Record<string, unknown>>;

/** §10 `biz_appy_type`: applications that are filings for care elsewhere. */
const LIVES_THERE = '08';
const EMERGENCY_THERE = '07';

/** §3.3, 5302: the applications of one kind. */
export const applicationsInput = (insured: InsuredPerson, kind: typeof LIVES_THERE | typeof EMERGENCY_THERE): object => ({
  data: { psn_no: insured.personNumber, biz_appy_type: kind },
});

export const FILED_KINDS = [LIVES_THERE, EMERGENCY_THERE] as const;

/** §3.3, 5304: referrals of the two years around an instant. */
export const referralsInput = (insured: InsuredPerson, on: Instant): object => ({
  data: {
    psn_no: insured.personNumber,
    begntime: hospitalText(plusMilliseconds(on, -365 * 86_400_000)),
    endtime: hospitalText(plusMilliseconds(on, 365 * 86_400_000)),
  },
});

/** The platform has no code of the category in this answer: places write it into the remark. */
const REMARKS: readonly (readonly [RegExp, FilingCategory])[] = [
  [/安置退休/, 'settled-retired'],
  [/常驻/, 'posted'],
  [/转诊|转院/, 'referred'],
  [/急诊|抢救/, 'emergency'],
];

/** Places write into the remark, too, that an old filing was brought under the present rules: the answer has no field for it. */
const RENEWED = /更新|续(办|期|备|保)|重新(备案|登记|办理)/;

/** §3.3: rows without a first day cannot count and are left out. The day of filing is not told: the first day stands for it. */
export function readApplications(output: Fields, kind: (typeof FILED_KINDS)[number]): readonly Filing[] {
  return rowsOf(output, 'psnfixmedin').flatMap((row) => {
    const remark = textOf(row['memo']);
    const category =
      kind === EMERGENCY_THERE ? 'emergency' : (REMARKS.find(([pattern]) => pattern.test(remark))?.[1] ?? 'long-term-resident');
    return dated(row, category, remark);
  });
}

export const readReferrals = (output: Fields): readonly Filing[] =>
  rowsOf(output, 'refmedin').flatMap((row) => dated(row, 'referred', textOf(row['memo'])));

function dated(row: Fields, category: FilingCategory, remark: string): readonly Filing[] {
  const from = dayOf(row, 'begndate');
  if (from === null) return [];
  const told = { householdMoved: /户籍(已)?迁/.test(remark), renewed: RENEWED.test(remark) };
  return [{ category, ...told, filedOn: dayOf(row, 'refl_date') ?? from, from, until: dayOf(row, 'enddate') }];
}

/** Words of the special identities that medical assistance knows (§3.1 `idetinfo`); the first that fits, so the narrower stands first. */
const AID_WORDS: readonly (readonly [RegExp, AidClass])[] = [
  [/特困|五保|孤儿/, 'destitute'],
  [/低保边缘|低收入/, 'low-income-edge'],
  [/低保|最低生活/, 'minimum-living'],
  [/返贫致贫|致贫/, 'back-in-poverty'],
  [/监测|易返贫/, 'monitored'],
  [/支出型|刚性支出/, 'rigid-expense'],
];

/** §3.1. The codes of identities differ by place: the hospital's own list counts first, else the words. Others mean nothing to assistance. */
export function readIdentities(output: Fields, codes: Readonly<Record<string, AidClass>>): readonly SpecialIdentity[] {
  return rowsOf(output, 'idetinfo').flatMap((row): SpecialIdentity[] => {
    const words = textOf(row['memo']);
    const aid = codes[textOf(row['psn_idet_type'])] ?? AID_WORDS.find(([pattern]) => pattern.test(words))?.[1];
    return aid === undefined ? [] : [{ aid, words, from: dayOf(row, 'begntime'), until: dayOf(row, 'endtime') }];
  });
}

function dayOf(row: Fields, name: string): CalendarDate | null {
  const parsed = calendarDateSchema.safeParse(textOf(row[name]).slice(0, 10));
  return parsed.success ? parsed.data : null;
}
