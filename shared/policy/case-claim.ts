import type { SplitParts } from '../model/settlement.ts';
import type { Accumulator, Accumulators, ChargeLine, Charges, SettlementCase } from '../model/settlement-case.ts';
import { ENTRY_LAYERS } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import { Rate } from '../money/rate.ts';
import type { FiledStay } from '../rules/filing-kind.ts';
import { placeOf } from '../rules/gate-answers.ts';
import { valuesOfItsTime } from '../rules/running-values.ts';
import type { DirectApplication } from '../rules/gate-types.ts';
import type { CalendarDate, Instant } from '../time/calendar-date.ts';
import { creditOf, directOf, familyOf } from './case-application.ts';
import { AMOUNT_NAMES, type AmountName, type CaseText } from './case-schema.ts';
import type { ReadCase } from './case-reading.ts';

/** The centre's figures as parts of a split. */
export const finalOf = ({ final }: CaseText): SplitParts | null =>
  final === undefined
    ? null
    : {
        selfPaid: Money.ZERO,
        overCap: Money.ZERO,
        firstShare: Money.ZERO,
        ...(Object.fromEntries(Object.entries(given(final)).map(([name, text]) => [name, Money.parse(text)])) as Pick<
          SplitParts,
          'total' | 'deductible' | 'pooledFund'
        >),
      };

export const lawDay = ({ on, dischargedOn, admittedOn }: CaseText['care']): CalendarDate | undefined => on ?? dischargedOn ?? admittedOn;

type Entry = NonNullable<CaseText['entry']>;

/** Where sums enter; a burden says by `entry` which layer comes next, else it is what basic insurance left. */
export function entryOf(sums: NonNullable<CaseText['sums']>, entry: Entry | undefined): Entry {
  if ('burden' in sums) return isLayer(entry) ? entry : 'burden-after-basic';
  return 'inScope' in sums ? 'in-scope' : 'charges';
}

const isLayer = (entry: Entry | undefined): entry is (typeof ENTRY_LAYERS)[number] => (ENTRY_LAYERS as readonly unknown[]).includes(entry);

export function toCase(text: CaseText): ReadCase {
  const { patient, coverage, care, accounts, credit } = text;
  const on = lawDay(care) as CalendarDate;
  const { name = '', region, level, specialty } = text.provider;
  const provider = given({ region, name, level, specialty });
  const { scheme, person, aid, familyDoctor, commercial, priorDisease } = coverage;
  const available = credit !== undefined && 'available' in credit ? Money.parse(credit.available) : null;
  const family = accounts?.family;
  const claim: SettlementCase = {
    patient: { birthOn: patient.birthOn ?? bornBefore(on, patient.age ?? 0) },
    coverage: { region: coverage.region, scheme, person, ...given({ aid, familyDoctor, commercial, priorDisease }) },
    filing: filingKind(text),
    provider,
    care: given({ kind: care.kind, on, disease: care.disease }),
    charges: chargesOf(text),
    accumulators: accumulatorsOf(text, on),
    account: accounts?.own === undefined ? null : Money.parse(accounts.own),
    familyAccount: typeof family === 'string' ? Money.parse(family) : null,
    credit: available,
  };
  const direct = directOf(text, claim, care.admittedOn ?? on);
  return {
    claim,
    filed: typeof text.filing === 'string' ? null : filedOf(text, direct),
    direct,
    credit: credit === undefined || 'available' in credit ? null : creditOf(text, credit, provider, on),
    familyAccount: typeof family === 'object' ? familyOf(text, family, on) : null,
    final: finalOf(text),
  };
}

/** The filing as a word says it. Of any other, the rules of the insured place say how it counts (`filed`): until then, by the places alone. */
function filingKind({ filing, coverage, provider }: CaseText): SettlementCase['filing'] {
  if (typeof filing === 'string') return filing;
  return placeOf(coverage.region, provider.region) === 'local' ? 'local' : 'temporary';
}

function filedOf({ filing }: CaseText, { coverage, provider, care, settledOn, filing: filed }: DirectApplication): FiledStay {
  const counted = typeof filing === 'object' ? filing.kind : undefined;
  return { region: coverage.region, scheme: coverage.scheme, provider, care, filing: filed, counted, settledOn };
}

/** Without the keys that have no value. */
type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
const given = <T extends object>(object: T): Given<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Given<T>;

/** Somebody who is so many years old on a day. */
const bornBefore = (on: CalendarDate, age: number) => `${String(Number(on.slice(0, 4)) - age).padStart(4, '0')}-01-01` as CalendarDate;

function chargesOf({ lines, sums, entry }: CaseText): Charges {
  if (lines !== undefined) return { kind: 'lines', lines: lines.map(lineOf) };
  if (sums === undefined) throw new TypeError('a checked case has lines or sums');
  if ('burden' in sums) {
    const left = Money.parse(sums.burden);
    return isLayer(entry) ? { kind: 'burden', before: entry, amount: left } : { kind: 'burden-after-basic', amount: left };
  }
  if ('inScope' in sums) return { kind: 'in-scope', amount: Money.parse(sums.inScope) };
  const { total, selfPaid = '0.00', overCap = '0.00', firstShare = '0.00', otherPayer } = sums;
  const parts = {
    total: Money.parse(total),
    selfPaid: Money.parse(selfPaid),
    overCap: Money.parse(overCap),
    firstShare: Money.parse(firstShare),
  };
  return { kind: 'sums', sums: otherPayer === undefined ? parts : { ...parts, otherPayer: Money.parse(otherPayer) } };
}

type LineText = NonNullable<CaseText['lines']>[number];

/** Refused lines are found again by their ids; without one its number in the list stands for it. */
export const idOf = ({ id }: LineText, index: number) => id ?? String(index + 1);

function lineOf(line: LineText, index: number): ChargeLine {
  return {
    id: idOf(line, index),
    code: line.code,
    quantity: line.quantity ?? quantityOf(line),
    amount: Money.parse(line.amount),
    grade:
      line.class === undefined
        ? null
        : { class: line.class, firstShare: Rate.parse(line.firstShare ?? '0.0000'), priceCap: line.priceCap ?? null },
    ...given({ otherPayer: line.otherPayer, unitPrice: line.unitPrice, fee: line.fee, tariff: line.tariff }),
  };
}

/** What a line without its quantity counts: its amount in units of its price where that comes out, else one. */
function quantityOf({ amount, unitPrice }: LineText): string {
  const price = Number((unitPrice ?? '0').replace('.', '')); // millionths of a yuan
  const units = (Number(amount.replace('.', '')) * 100_000_000) / price; // ten-thousandths of a unit
  const comesOut = price > 0 && units !== 0 && Number.isSafeInteger(units) && Math.abs(units) < 10_000_000_000;
  const digits = comesOut ? String(Math.abs(units)).padStart(5, '0') : '10000';
  return `${amount.startsWith('-') ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

type Dated<T> = {
  readonly value: T;
  readonly source?: Accumulator<T>['source'] | undefined;
  readonly asOf: Instant;
  readonly freshness?: 'fresh' | 'stale' | undefined;
  readonly atMost?: T | undefined;
};

function accumulatorsOf({ accumulators: written = {}, care }: CaseText, on: CalendarDate): Accumulators {
  const read = <T extends string | number, U>(one: T | Dated<T> | undefined, map: (value: T) => U): Accumulator<U> | null => {
    if (one === undefined) return null;
    const dated: Dated<T> = typeof one === 'object' ? one : { value: one, asOf: startOf(on) };
    const { value, source = 'clerk', asOf, freshness = 'fresh', atMost } = dated;
    return { value: map(value), source, asOf, freshness, atMost: atMost === undefined ? null : map(atMost) };
  };
  const values = AMOUNT_NAMES.map((name) => [name, read<string, Money>(written[name], Money.parse)] as const);
  const stays = read<number, number>(care.stayNo === undefined ? written.stays : care.stayNo - 1, (count) => count);
  const duties = written.duties && {
    duties: Object.fromEntries(
      Object.entries(written.duties).map(([id, { burden, paid }]) => [
        id,
        { burden: read<string, Money>(burden, Money.parse), paid: read<string, Money>(paid, Money.parse) },
      ]),
    ),
  };
  const all = { stays, ...duties, ...(Object.fromEntries(values) as Record<AmountName, Accumulator<Money> | null>) };
  return valuesOfItsTime(all, on);
}

const startOf = (on: CalendarDate) => `${on}T00:00:00.000Z` as Instant;
