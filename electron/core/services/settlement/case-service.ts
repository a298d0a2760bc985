import type { z } from 'zod';
import type { CaseList, CaseView, caseContract } from '../../../../shared/contract/case-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { caseOf } from '../../../../shared/model/case.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf, daysBetween } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { actsOf } from '../../db/repositories/act-repository.ts';
import { caseStepsOf, insertCaseStep } from '../../db/repositories/case-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter, listSettledOrLeft } from '../../db/repositories/encounter-repository.ts';
import { leaveOf } from '../../db/repositories/leave-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { claimOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import type { EstimateService } from './estimate-service.ts';
import { once } from '../desk/keyed.ts';
import { outcomeOf } from './settlement-outcome.ts';
import { clerkName } from '../money/shift-seal.ts';
import { stayBalance } from '../money/stay-money.ts';

export interface CaseDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly onChange: () => void;
}

type Reading = Pick<CaseDeps, 'clock' | 'estimates'> & { readonly db: ReadableDb };

/** Every settled stay that is not even, or not as expected, the oldest first: with what is to be done, and by whom. */
export function openCases(deps: Reading): CaseList {
  const found = listSettledOrLeft(deps.db).flatMap((encounter) => openCase(deps, encounter) ?? []);
  return {
    cases: found.sort((a, b) => a.settledAt.localeCompare(b.settledAt)),
    due: Money.sum(found.map(({ due }) => due)),
    back: Money.sum(found.map(({ back }) => back)),
  };
}

/** undefined: it is off the list, or was never on it. */
export function openCase(deps: Reading, encounter: Encounter): CaseView | undefined {
  const { db, clock } = deps;
  const settled = encounter.state === 'settled' ? settledFacts(deps, encounter) : undefined;
  if (settled === undefined) return undefined;
  const { due, held, owed } = stayBalance(db, encounter.id);
  const back = held.plus(Money.max(Money.ZERO, owed.negated()));
  const steps = caseStepsOf(db, encounter.id, settled.id);
  const unexplained = settled.causes.some(({ cause }) => cause === 'unexplained');
  const todo = caseOf({ difference: settled.difference, unexplained, due, back, steps: steps.map(({ step }) => step) });
  if (todo === null) return undefined;
  const claimed = steps.findLast(({ step }) => step === 'claimed');
  const name = findPatient(db, encounter.patientId)?.name ?? '';
  return {
    encounterId: encounter.id,
    stayNumber: encounter.stayNumber,
    patientName: maskName(name),
    phone: encounter.contactPhone,
    settledAt: settled.at,
    days: daysBetween(dayOf(settled.at), clock.today()),
    selfPay: settled.id === null,
    difference: settled.difference,
    causes: [...settled.causes],
    due,
    back,
    ...todo,
    owner: claimed === undefined ? null : clerkName(db, claimed.clerkId),
    steps: steps.map(({ step, words, clerkId, at }) => ({ step, words, clerkName: clerkName(db, clerkId), at })).toReversed(),
  };
}

function settledFacts({ db, estimates }: Reading, encounter: Encounter) {
  const withdrawal = withdrawalOf(db, encounter.id);
  if (withdrawal !== undefined) {
    const at = leaveOf(db, encounter.id)?.at ?? withdrawal.at;
    return { id: null, at, difference: Money.ZERO, causes: [] };
  }
  const claim = claimOf(db, encounter.id);
  const final = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final');
  if (final === undefined) return undefined;
  const { difference, causes } = outcomeOf(db, encounter, actsOf(db, encounter.id), final, estimates.ofStay(encounter));
  return { id: final.id, at: final.settledAt, difference, causes };
}

export type TakeCaseStep = z.output<typeof caseContract.step.request>;

/** Writes down what was done. Errors: conflict/encounter.wrong-state when nothing is open, request.key-reused. */
export function takeCaseStep(deps: CaseDeps, request: TakeCaseStep, clerkId: string): void {
  const { db, clock, onChange } = deps;
  const { encounterId, step, words, key } = request;
  once(db, key, { ...request, clerkId }, clock.now(), () => {
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    const open = openCase(deps, encounter);
    if (open === undefined) throw new AppError('conflict', 'encounter.wrong-state', 'nothing is open about this stay', { state: 'even' });
    const claim = claimOf(db, encounterId);
    const settlementId = open.selfPay || claim === undefined ? null : (lastSettlement(db, claim.id, 'final')?.id ?? null);
    insertCaseStep(db, { encounterId, settlementId, step, words, clerkId, at: clock.now() });
    insertAudit(db, { at: clock.now(), clerkId, event: 'case-step', subjectId: encounterId, facts: { step } });
    return encounterId;
  });
  onChange();
}
