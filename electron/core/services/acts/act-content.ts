import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import { plusDays, plusMilliseconds, startOfDay } from '../../../../shared/time/calendar-date.ts';
import { asksInjury } from '../../../../shared/rules/injury.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Act, actsOf, actTargetOf, attemptsOf, creditOrderOf } from '../../db/repositories/act-repository.ts';
import { coverageAt } from '../../db/repositories/change-repository.ts';
import { chargesOfAct, interimSums, removedLineOf, resultSums } from '../../db/repositories/charge-repository.ts';
import { insuredTotal } from '../../db/repositories/charge-share-repository.ts';
import { injuryOf } from '../../db/repositories/door-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { interimOfReversal, interimsOf, standingInterims } from '../../db/repositories/interim-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findCoverage, findPatient } from '../../db/repositories/patient-repository.ts';
import { claimOf, creditEntries, lastCentreNumber, lastSettlement, settlementById } from '../../db/repositories/settlement-repository.ts';
import { visitChoice } from '../../db/repositories/visit-repository.ts';
import type { BankContent } from '../../ports/bank-gateway.ts';
import type { AdmissionContent, CentreContent, InsuredPerson, SettlementContent } from '../../ports/centre-gateway.ts';
import { listContent } from '../settlement/list-content.ts';
import { insuredPerson } from '../admission/lookup-service.ts';
import { visitContent } from '../outpatient/visit-content.ts';

/** What an act for the centre is about, gathered when it is sent: the visit number is there only after the admission's answer. */
export function centreContent(db: ReadableDb, act: Act): CentreContent {
  const encounter = stayOf(db, act);
  if (act.kind === 'message-reversal' || act.kind === 'settlement-adoption') return targetContent(db, act, encounter);
  if (encounter.careKind === 'outpatient') return visitContent(db, act, encounter, insuredOf(db, encounter));
  const insured = insuredOf(db, { ...encounter, coverageId: coverageOf(db, act, encounter) });
  const order = findOrder(db, encounter.orderNumber);
  invariant(order !== undefined, 'a stay refers to its order');
  const { stayNumber, admittedAt, contactName, contactPhone } = encounter;
  const { careKind } = order;
  const injury = injuryFlags(db, encounter.id, order);
  switch (act.kind) {
    case 'admission':
      return { kind: 'admission', insured, order, stayNumber, admittedAt, contactName, contactPhone, injury };
    case 'charges':
      return { kind: 'charges', careKind, insured, visitNumber: visitOf(encounter), lines: chargesOfAct(db, act.id) };
    case 'discharge':
      invariant(encounter.wardNotice !== null, 'a discharge is never begun before the ward said so');
      return { kind: 'discharge', insured, visitNumber: visitOf(encounter), stayNumber, admittedAt, order, notice: encounter.wardNotice };
    case 'settlement':
      return { ...settlementContent(db, encounter), sentBefore: attemptsOf(db, act.id).map(({ messageId }) => messageId) };
    case 'interim-settlement':
      return { ...interimContent(db, act, encounter), sentBefore: attemptsOf(db, act.id).map(({ messageId }) => messageId) };
    case 'interim-settlement-reversal':
      return { kind: 'settlement-reversal', insured, visitNumber: visitOf(encounter), settlementNumber: interimNumberOf(db, act) };
    case 'admission-change':
      return { kind: act.kind, insured, order, stayNumber, admittedAt, contactName, contactPhone, injury, visitNumber: visitOf(encounter) };
    case 'settlement-reversal':
      return { kind: act.kind, insured, visitNumber: visitOf(encounter), settlementNumber: settledNumberOf(db, encounter) };
    case 'charges-reversal':
    case 'charges-comparison':
      return { kind: act.kind, insured, visitNumber: visitOf(encounter) };
    case 'charges-removal':
      return { kind: act.kind, insured, visitNumber: visitOf(encounter), lineNumber: removedLineOf(db, act.id) };
    case 'discharge-reversal':
    case 'admission-reversal':
      return { kind: act.kind, careKind, insured, visitNumber: visitOf(encounter), stayNumber, admittedAt };
    case 'settlement-list':
    case 'settlement-list-reversal':
      return listContent(db, act, encounter, insured);
    default:
      throw new AppError('bug', 'app.bug', `${act.kind} is not for the centre`);
  }
}

/** What was said; where the diagnosis points to an injury and nobody was asked, that much is known. Else nothing is said of it. */
function injuryFlags(db: ReadableDb, id: Encounter['id'], order: AdmissionOrder): AdmissionContent['injury'] {
  const said = injuryOf(db, id);
  if (said !== undefined) return { injured: said.injured, otherPayer: said.otherPayer !== 'none' };
  return asksInjury(order.diagnoses.map(({ code }) => code)) ? { injured: true, otherPayer: false } : null;
}

/** A stay may change its coverage: what is taken back of it was told under the one of before. */
function coverageOf(db: ReadableDb, act: Act, { id, coverageId }: Encounter): string {
  const admission = actsOf(db, id).findLast((one) => one.kind === 'admission' && one.id <= act.id);
  return (admission === undefined ? undefined : coverageAt(db, id, admission.createdAt)) ?? coverageId;
}

/** Of a stay and of a visit alike. */
function targetContent(db: ReadableDb, act: Act, encounter: Encounter): CentreContent {
  const insured = insuredOf(db, { ...encounter, coverageId: coverageOf(db, act, encounter) });
  const target = actTargetOf(db, act.id);
  invariant(target !== undefined, 'an act of this kind names what it is about');
  if (target.settlementNumber === null) {
    return { kind: 'message-reversal', insured, originalMessageId: target.messageId, originalNumber: target.transactionNumber };
  }
  return { kind: 'settlement-adoption', insured, visitNumber: visitOf(encounter), settlementNumber: target.settlementNumber };
}

function settledNumberOf(db: ReadableDb, encounter: Encounter): string {
  const claim = claimOf(db, encounter.id);
  const number = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final')?.centreNumber;
  invariant(number !== undefined && number !== null, 'only a settlement that stands is taken back');
  return number;
}

/** What was used until its day, as it stood when it was asked for. */
function interimContent(db: ReadableDb, act: Act, encounter: Encounter): SettlementContent {
  const interim = interimsOf(db, encounter.id).find(({ actId }) => actId === act.id);
  invariant(interim !== undefined, 'an act of this kind says until when');
  const lastMoment = plusMilliseconds(startOfDay(plusDays(interim.untilOn, 1)), -1_000);
  return {
    ...settlementContent(db, encounter),
    interim: true,
    leftAt: lastMoment,
    total: interim.total,
    sums: interimSums(db, encounter.orderNumber, act.id),
  };
}

function interimNumberOf(db: ReadableDb, act: Act): string {
  const taken = interimsOf(db, act.encounterId).find(({ actId }) => actId === interimOfReversal(db, act.id));
  const number = taken?.settlementId == null ? undefined : settlementById(db, taken.settlementId)?.centreNumber;
  invariant(number !== undefined && number !== null, 'only an interim settlement that stands is taken back');
  return number;
}

/** Also for a pre-settlement: the same message, asked beforehand. */
export function settlementContent(db: ReadableDb, encounter: Encounter): SettlementContent {
  return {
    kind: 'settlement',
    careKind: findOrder(db, encounter.orderNumber)?.careKind ?? 'inpatient',
    insured: insuredOf(db, encounter),
    visitNumber: visitOf(encounter),
    admittedAt: encounter.admittedAt,
    leftAt: encounter.wardLeftAt ?? encounter.admittedAt,
    total: insuredTotal(db, encounter.orderNumber),
    account: visitChoice(db, encounter.id).account,
    sums: resultSums(db, encounter.orderNumber),
    settledParts: standingInterims(db, encounter.id).map(({ settlement }) => settlement.centreNumber ?? ''),
  };
}

export function bankContent(db: ReadableDb, act: Act): BankContent {
  const encounter = stayOf(db, act);
  const patient = findPatient(db, encounter.patientId);
  invariant(patient !== undefined, 'a stay refers to its patient');
  const amount = creditOrderOf(db, act.id);
  const requestKey = `${act.kind}-${act.key}`;
  if (act.kind === 'credit-lock') {
    return {
      kind: 'credit-lock',
      requestKey,
      certNumber: patient.certNumber,
      name: patient.name,
      stayNumber: encounter.stayNumber,
      amount,
    };
  }
  if (act.kind === 'credit-draw-reversal') {
    const entries = creditEntries(db, encounter.id);
    const back = entries.filter(({ kind }) => kind === 'draw-reversal').length;
    const draw = entries.filter(({ kind }) => kind === 'draw')[back];
    invariant(draw !== undefined, 'only what was drawn goes back');
    return { kind: 'credit-draw-reversal', requestKey, drawNumber: draw.bankNumber, amount };
  }
  const lockNumber = creditEntries(db, encounter.id).find(({ kind }) => kind === 'lock')?.bankNumber;
  invariant(lockNumber !== undefined, 'a lock is raised, drawn on and released only after the bank confirmed it');
  if (act.kind === 'credit-raise') return { kind: 'credit-raise', requestKey, lockNumber, amount };
  if (act.kind === 'credit-release') return { kind: 'credit-release', requestKey, lockNumber, amount };
  // The settlement may have been taken back since the draw was sent: what became of the draw is still asked.
  const claim = claimOf(db, encounter.id);
  const settlementNumber = claim === undefined ? null : lastCentreNumber(db, claim.id);
  invariant(settlementNumber !== null, 'a draw follows only from the final settlement');
  return { kind: 'credit-draw', requestKey, lockNumber, amount, settlementNumber };
}

function stayOf(db: ReadableDb, act: Act): Encounter {
  const encounter = findEncounter(db, act.encounterId);
  invariant(encounter !== undefined, 'an act refers to its stay');
  return encounter;
}

export function insuredOf(db: ReadableDb, encounter: Encounter): InsuredPerson {
  const patient = findPatient(db, encounter.patientId);
  const coverage = findCoverage(db, encounter.coverageId);
  invariant(patient !== undefined && coverage !== undefined, 'a stay refers to its patient and coverage');
  return insuredPerson(patient, coverage);
}

function visitOf({ visitNumber }: Encounter): string {
  invariant(visitNumber !== null, 'acts after the admission wait for its answer');
  return visitNumber;
}
