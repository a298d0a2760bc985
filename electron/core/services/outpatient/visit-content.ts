import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import { netLines, type NetLine } from '../../../../shared/model/visit.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Act, attemptsOf } from '../../db/repositories/act-repository.ts';
import { chargesOf } from '../../db/repositories/charge-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { claimOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import {
  batchLines,
  batchOfAct,
  findVisitOrder,
  sumsOf,
  visitAccount,
  visitChoice,
  visitResults,
} from '../../db/repositories/visit-repository.ts';
import type { InsuredPerson } from '../../ports/centre-gateway.ts';
import type { OutpatientContent, VisitSettlementContent } from '../../ports/outpatient.ts';

/** What an act of a visit is about, gathered when it is sent. */
export function visitContent(db: ReadableDb, act: Act, encounter: Encounter, insured: InsuredPerson): OutpatientContent {
  const order = findVisitOrder(db, encounter.orderNumber);
  invariant(order !== undefined, 'a visit refers to its order');
  const { department, doctor, diagnoses } = order;
  const base = headOf(db, encounter, insured);
  switch (act.kind) {
    case 'visit':
      return { ...base, kind: act.kind, department, doctor };
    case 'visit-details': {
      const disease = diagnoses.find(({ main }) => main);
      invariant(disease !== undefined, 'a visit has one main diagnosis');
      return { ...base, kind: act.kind, disease, diagnoses, department, doctor };
    }
    case 'visit-charges': {
      const batch = batchOfAct(db, act.id);
      invariant(batch !== undefined, 'an upload has its batch');
      return { ...base, kind: act.kind, batch, lines: frozenLines(db, encounter, batch) };
    }
    case 'visit-settlement': {
      const { account, batch } = visitAccount(db, act.id);
      const sentBefore = attemptsOf(db, act.id).map(({ messageId }) => messageId);
      return { ...settling(db, base, batch), account, sentBefore };
    }
    case 'visit-settlement-reversal':
      return { ...base, kind: act.kind, settlementNumber: settledNumberOf(db, encounter) };
    case 'visit-charges-reversal':
    case 'visit-reversal':
      return { ...base, kind: act.kind };
    default:
      throw new AppError('bug', 'app.bug', `${act.kind} is not of a visit`);
  }
}

/** 2206 asks what 2207 would settle. */
export const preSettlementContent = (
  db: ReadableDb,
  encounter: Encounter,
  insured: InsuredPerson,
  batch: string,
): VisitSettlementContent => ({
  ...settling(db, headOf(db, encounter, insured), batch),
  account: visitChoice(db, encounter.id).account,
});

type Head = Pick<VisitSettlementContent, 'insured' | 'visitNumber' | 'outpatientNumber' | 'at' | 'visitType'>;

function headOf(db: ReadableDb, encounter: Encounter, insured: InsuredPerson): Head {
  const order = findVisitOrder(db, encounter.orderNumber);
  invariant(order !== undefined, 'a visit refers to its order');
  const { visitedAt, visitType, orderNumber } = order;
  return { insured, visitNumber: encounter.visitNumber ?? '', outpatientNumber: orderNumber, at: visitedAt, visitType };
}

function settling(db: ReadableDb, head: Head, batch: string): Omit<VisitSettlementContent, 'account'> {
  const total = Money.sum(batchLines(db, batch).map(({ amount }) => amount));
  return { ...head, kind: 'visit-settlement', batch, total, sums: sumsOf(visitResults(db, batch).values()) };
}

/** The lines of a batch, as they were when the clerk sent it: what the hospital's system takes back meanwhile is not in it. */
function frozenLines(db: ReadableDb, encounter: Encounter, batch: string): readonly NetLine[] {
  const known = new Map(chargesOf(db, encounter.orderNumber).map((line) => [line.lineNumber, line]));
  return batchLines(db, batch).map(({ lineNumber, quantity, amount }) => {
    const line = known.get(lineNumber);
    invariant(line !== undefined, 'a batch carries lines of its visit');
    return { ...line, quantity, amount, returned: line.amount.minus(amount) };
  });
}

function settledNumberOf(db: ReadableDb, encounter: Encounter): string {
  const claim = claimOf(db, encounter.id);
  const number = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final')?.centreNumber;
  invariant(number !== undefined && number !== null, 'only a settlement that stands is taken back');
  return number;
}

/** What is charged of a visit now. */
export const chargedNow = (db: ReadableDb, { orderNumber }: Pick<Encounter, 'orderNumber'>): readonly NetLine[] =>
  netLines(chargesOf(db, orderNumber));
