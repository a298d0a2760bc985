import fc from 'fast-check';
import type { CentreSettings } from '../../electron/core/centre/centre-settings.ts';
import { envelopeText } from '../../electron/core/centre/envelope.ts';
import { actInput } from '../../electron/core/centre/message-codec.ts';
import type { CentreContent } from '../../electron/core/ports/centre-gateway.ts';
import { splitOf } from '../../shared/model/settlement.ts';
import { Money } from '../../shared/money/money.ts';
import { type Instant, instantOf } from '../../shared/time/calendar-date.ts';
import { checkRow, rowsOf } from '../centre/fields.ts';
import * as fees from '../centre/transactions/fees.ts';
import * as list from '../centre/transactions/list.ts';
import * as reversal from '../centre/transactions/reversal.ts';
import * as settlement from '../centre/transactions/settlement.ts';
import * as stay from '../centre/transactions/stay.ts';
import * as visitFees from '../centre/transactions/visit-fees.ts';
import * as visitSettlement from '../centre/transactions/visit-settlement.ts';
import * as visit from '../centre/transactions/visit.ts';

type Spec = Parameters<typeof checkRow>[2];

/** The nodes of each act and what the stand-in, written from the reference alone, wants of them. */
const NODES: Readonly<Record<CentreContent['kind'], readonly (readonly [node: string, spec: Spec])[]>> = {
  admission: [
    ['mdtrtinfo', stay.ADMISSION],
    ['diseinfo', stay.DIAGNOSIS],
  ],
  'admission-change': [
    ['adminfo', stay.CHANGE],
    ['diseinfo', stay.DIAGNOSIS],
  ],
  charges: [['feedetail', fees.LINE]],
  'charges-removal': [['data', fees.DELETION]],
  'charges-reversal': [['data', fees.DELETION]],
  discharge: [
    ['dscginfo', stay.DISCHARGE],
    ['diseinfo', stay.DIAGNOSIS_AT_DISCHARGE],
  ],
  settlement: [['data', settlement.SETTLEMENT]],
  'settlement-reversal': [['data', settlement.CANCELLATION]],
  'discharge-reversal': [['data', stay.BOTH_NUMBERS]],
  'admission-reversal': [['data', stay.BOTH_NUMBERS]],
  'message-reversal': [['data', reversal.REVERSAL]],
  'settlement-list': [
    ['setlinfo', list.LIST],
    ['payinfo', list.FUND],
    ['diseinfo', list.DIAGNOSIS],
  ],
  'settlement-list-reversal': [],
  'settlement-adoption': [],
  'charges-comparison': [],
  visit: [['data', visit.REGISTRATION]],
  'visit-details': [
    ['mdtrtinfo', visit.DETAILS],
    ['diseinfo', visit.DIAGNOSIS],
  ],
  'visit-charges': [['feedetail', visitFees.LINE]],
  'visit-charges-reversal': [['data', visitFees.DELETION]],
  'visit-settlement': [['data', visitSettlement.SETTLEMENT]],
  'visit-settlement-reversal': [['data', visitSettlement.CANCELLATION]],
  'visit-reversal': [['data', visit.CANCELLATION]],
};

/** Any text that a hospital's system may send, as long as the interface allows: quotes, breaks, rare characters, none of a lone surrogate. */
const text = (longest: number) =>
  fc
    .oneof(
      fc.constantFrom('"', '\\', '\n', '𠮷', '张三', '\t制表', '</x>', '{"a":1}'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    )
    .map((made) => made.toWellFormed().slice(0, longest).toWellFormed().trim() || '示例');
const code = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
const coded = fc.record({ code, name: text(20) });
const instant = fc.integer({ min: Date.parse('2016-01-01'), max: Date.parse('2035-01-01') }).map((at): Instant => instantOf(at));
const amount = fc.integer({ min: 0, max: 99_999_999_999 }).map((fen) => Money.fromFen(fen));
const person = fc.record({
  name: text(12),
  certType: fc.constantFrom('id-card' as const, 'other' as const),
  certNumber: code,
  sex: fc.constantFrom('male' as const, 'female' as const, 'unknown' as const),
  birthOn: fc.constant(null),
  cardNumber: fc.option(code),
  cardSerial: fc.option(code),
});
const insured = fc.record({
  person,
  personNumber: code,
  schemeCode: fc.constantFrom('310', '390'),
  personClassCode: fc.constantFrom('11', '15'),
  insuredPlaceCode: fc.constantFrom('210200', '220100'),
});
/** Exactly one main diagnosis, as the hospital's files are checked for. */
const diagnoses = fc
  .array(coded, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((one, index) => ({ ...one, main: index === all.length - 1 })));
const order = fc.record({
  attendingDoctor: coded,
  department: coded,
  bed: text(10),
  diagnoses,
  issuedAt: instant,
  route: fc.constantFrom('emergency' as const, 'outpatient' as const, 'transfer' as const),
  careKind: fc.constantFrom('inpatient' as const, 'day-care' as const),
});
const notice = fc.record({
  leftAt: instant,
  department: coded,
  bed: text(10),
  way: fc.constantFrom(
    'ordered' as const,
    'transfer' as const,
    'community' as const,
    'against-advice' as const,
    'death' as const,
    'other' as const,
  ),
  diagnoses,
});
const line = fc.record({
  lineNumber: fc.stringMatching(/^[1-9]\d{0,14}$/),
  originalLineNumber: fc.option(fc.stringMatching(/^[1-9]\d{0,14}$/)),
  occurredAt: instant,
  itemCode: code,
  hospitalItemCode: code,
  quantity: fc.integer({ min: -99_999, max: 9_999_999 }).map((n) => (n / 10_000).toFixed(4)),
  unitPrice: fc.integer({ min: 0, max: 999_999_999 }).map((n) => (n / 1_000_000).toFixed(6)),
  amount,
  department: coded,
  doctor: coded,
});
const sums = fc.record({ selfPaid: amount, overCap: amount, firstShare: amount, inScope: amount });
const money = fc.record({ total: amount, own: amount, fund: amount }).map(({ total, own, fund }) => {
  const whole = Money.sum([total, own, fund]);
  return splitOf({ total: whole, selfPaid: own, overCap: Money.ZERO, firstShare: Money.ZERO, deductible: total, pooledFund: fund });
});

/** Everything that any act may be about; each takes its own part. */
const content: fc.Arbitrary<CentreContent> = fc
  .record({
    kind: fc.constantFrom(...(Object.keys(NODES) as CentreContent['kind'][])),
    insured,
    order,
    notice,
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    visitNumber: code,
    stayNumber: code,
    outpatientNumber: code,
    settlementNumber: code,
    originalMessageId: code,
    batch: code,
    contactName: text(12),
    contactPhone: fc.stringMatching(/^\d{0,11}$/),
    admittedAt: instant,
    at: instant,
    settledAt: instant,
    leftAt: instant,
    total: amount,
    sums,
    split: money,
    visitType: fc.constantFrom('ordinary' as const, 'chronic' as const, 'emergency' as const),
    account: fc.constantFrom('none' as const, 'own' as const, 'family' as const),
    disease: coded,
    department: coded,
    doctor: coded,
    injury: fc.option(fc.record({ injured: fc.boolean(), otherPayer: fc.boolean() })),
  })
  .map((all) => ({
    ...all,
    careKind: all.order.careKind,
    diagnoses: all.order.diagnoses,
    lineNumber: null,
    originalNumber: '2304',
    agencyCode: '210200',
    funds: [{ code: '310100', name: '', amount: all.total }],
    invoice: { code: '02106023', number: '0000000001' },
  })) as unknown as fc.Arbitrary<CentreContent>;

/** The body of any legal act is JSON that the stand-in reads back whole, every field in its form, every text as it was. "" or the example. */
export async function fuzzRequests(settings: CentreSettings, cases: number, seed: number): Promise<string> {
  const property = fc.asyncProperty(content, fc.boolean(), async (act, inputAsText) => {
    const input = actInput(settings, act);
    const facts = { number: '0000', messageId: 'M', insuredPlaceCode: '', at: instantOf(0), signInNumber: '', input };
    const body = JSON.parse(await envelopeText({ ...settings, inputAsText }, facts)) as { input: unknown };
    const there = typeof body.input === 'string' ? (JSON.parse(body.input) as unknown) : body.input;
    if (inputAsText !== (typeof body.input === 'string')) throw new Error('object or text, not as it was set');
    if (JSON.stringify(there) !== JSON.stringify(input)) throw new Error('not read back as it was written');
    for (const [node, spec] of NODES[act.kind]) {
      const rows = rowsOf(there, node);
      if (rows.length === 0) throw new Error(`${act.kind}: no ${node}`);
      for (const row of rows) checkRow(row, node, spec);
    }
    const name = act.insured.person.name;
    if (act.kind === 'settlement' && rowsOf(there, 'data')[0]?.['psn_name'] !== name) throw new Error('another name');
  });
  const { failed, errorInstance, counterexample } = await fc.check(property, { numRuns: cases, seed });
  return failed
    ? `${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}: ${JSON.stringify(counterexample)}`
    : '';
}
