import type { CentreContent } from '../../electron/core/ports/centre-gateway.ts';
import { splitOf } from '../../shared/model/settlement.ts';
import { Money } from '../../shared/money/money.ts';
import type { DeskAtCentre } from '../electron/core/centre/desk-at-centre.ts';

export const VISIT = '210200000000000000000077';
export const SETTLEMENT = '210200J00000000000000077';
const ORIGINAL_MESSAGE = 'H21020200001202306130900000301';
const OUTPATIENT_NUMBER = 'MZ23061300001';
const BATCH = 'PC23061300001';

export type Kind = CentreContent['kind'];

/** The transaction of each act: interface reference §2. */
export const NUMBERS: Readonly<Record<Kind, string>> = {
  admission: '2401',
  'admission-change': '2403',
  charges: '2301',
  'charges-removal': '2302',
  'charges-reversal': '2302',
  'charges-comparison': '5204',
  discharge: '2402',
  settlement: '2304',
  'settlement-adoption': '5203',
  'settlement-reversal': '2305',
  'discharge-reversal': '2405',
  'admission-reversal': '2404',
  'message-reversal': '2601',
  'settlement-list': '4101',
  'settlement-list-reversal': '4102',
  visit: '2201',
  'visit-details': '2203',
  'visit-charges': '2204',
  'visit-charges-reversal': '2205',
  'visit-settlement': '2207',
  'visit-settlement-reversal': '2208',
  'visit-reversal': '2202',
};
export const KINDS = Object.keys(NUMBERS) as Kind[];

/** What an act is about, as the judge and the answering side must know it. */
export interface Case {
  readonly kind: Kind;
  readonly messageId: string;
  readonly personNumber: string;
  readonly visitNumber: string;
  /** 住院号 or 门诊号: the hospital's own. */
  readonly ownNumber: string;
  readonly settlementNumber: string;
  readonly lines: readonly { readonly number: string; readonly amount: string }[];
  /** "12860.40" */
  readonly total: string;
  /** What 2403 says of the stay, in the names of 5201. */
  readonly said: Readonly<Record<string, string>>;
  readonly diagnoses: readonly { readonly code: string; readonly main: boolean }[];
}

export function caseOf(desk: DeskAtCentre, kind: Kind, messageId: string): Case {
  const { stayNumber, order, insured } = desk.admission;
  const main = order.diagnoses.find((diagnosis) => diagnosis.main);
  return {
    kind,
    messageId,
    personNumber: insured.personNumber,
    visitNumber: VISIT,
    ownNumber: kind.startsWith('visit') ? OUTPATIENT_NUMBER : stayNumber,
    settlementNumber: SETTLEMENT,
    lines: desk.charges(VISIT).lines.map(({ lineNumber, amount }) => ({ number: lineNumber, amount: amount.toString() })),
    total: desk.settlement(VISIT).total.toString(),
    said: {
      atddr_no: order.attendingDoctor.code,
      chfpdr_name: order.attendingDoctor.name,
      adm_dept_codg: order.department.code,
      adm_dept_name: order.department.name,
      adm_bed: order.bed,
      dscg_maindiag_code: main?.code ?? '',
      dscg_maindiag_name: main?.name ?? '',
    },
    diagnoses: order.diagnoses,
  };
}

/** One act of this kind about which something is sent or asked. */
export function contentOf(desk: DeskAtCentre, kind: Kind): CentreContent {
  const { insured, stayNumber, admittedAt, order, contactName, contactPhone } = desk.admission;
  const { notice } = desk.discharge(VISIT);
  const { lines } = desk.charges(VISIT);
  const about = { insured, visitNumber: VISIT };
  const settled = { ...about, settlementNumber: SETTLEMENT };
  const { total } = desk.settlement(VISIT);
  switch (kind) {
    case 'admission':
      return desk.admission;
    case 'charges':
    case 'discharge':
    case 'settlement':
      return desk[kind](VISIT);
    case 'admission-change':
      return { ...desk.admission, kind, visitNumber: VISIT };
    case 'charges-removal':
      return { ...about, kind, lineNumber: null };
    case 'charges-reversal':
    case 'charges-comparison':
      return { ...about, kind };
    case 'settlement-adoption':
    case 'settlement-reversal':
    case 'settlement-list-reversal':
      return { ...settled, kind };
    case 'discharge-reversal':
    case 'admission-reversal':
      return { ...about, kind, careKind: 'inpatient', stayNumber, admittedAt };
    case 'message-reversal':
      return { kind, insured, originalMessageId: ORIGINAL_MESSAGE, originalNumber: '2304' };
    case 'settlement-list': {
      const split = splitOf({
        total,
        selfPaid: total,
        overCap: Money.ZERO,
        firstShare: Money.ZERO,
        deductible: Money.ZERO,
        pooledFund: Money.ZERO,
      });
      const paper = { agencyCode: '210200', split, funds: [], invoice: { code: '02106023', number: '0000000001' } };
      return { ...settled, ...paper, kind, stayNumber, admittedAt, settledAt: notice.leftAt, order, notice, contactName, contactPhone };
    }
    default: {
      const visit = { ...about, outpatientNumber: OUTPATIENT_NUMBER, at: admittedAt, visitType: 'chronic' as const };
      const { department, attendingDoctor: doctor, diagnoses } = order;
      const disease = { code: 'M03900', name: '高血压' };
      const sums = { selfPaid: total, overCap: Money.ZERO, firstShare: Money.ZERO, inScope: Money.ZERO };
      if (kind === 'visit') return { ...visit, kind, department, doctor };
      if (kind === 'visit-details') return { ...visit, kind, department, doctor, disease, diagnoses };
      if (kind === 'visit-charges')
        return { ...visit, kind, batch: BATCH, lines: lines.map((line) => ({ ...line, returned: Money.ZERO })) };
      if (kind === 'visit-settlement') return { ...visit, kind, batch: BATCH, total, sums, account: 'none' };
      if (kind === 'visit-settlement-reversal') return { ...visit, kind, settlementNumber: SETTLEMENT };
      return { ...visit, kind };
    }
  }
}
