import { AppError, type ErrorKind } from '../../../../shared/errors/app-error.ts';
import { dayOf, hospitalText, plusWorkingDays } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Encounter, forgottenOnCredit } from '../../db/repositories/encounter-repository.ts';
import { leaveOf } from '../../db/repositories/leave-repository.ts';
import { lastCreditStanding } from '../../db/repositories/patient-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';
import type { Settings } from '../../settings-schema.ts';
import type { SettlementService } from './settlement-service.ts';
import type { StripService } from '../stay/strip-service.ts';

export interface AutoSettleDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly settlements: SettlementService;
  readonly strips: StripService;
  readonly rules: Settings['autoSettle'];
  readonly holidays: ReadonlySet<string>;
}

/** The line is away, and would be for the next one. Anything else is this stay's own matter, and holds nobody else up. */
const LINE_AWAY: readonly ErrorKind[] = ['gateway', 'unknown', 'interrupted'];

/**
 * 医院发起自动结算 (rule D-12): whoever went without a word and has agreed to it is settled in the evening, so many working days after the ward let him
 * go. Nobody's till. The centre is asked first; what it refuses then stands in the work list, and a settlement from his phone is found and adopted.
 * Returns how many were begun. Errors: none; a line that is away ends the turn.
 */
export async function settleForgotten(deps: AutoSettleDeps): Promise<number> {
  const { db, clock, rules, settlements } = deps;
  if (!rules.enabled || Number(hospitalText(clock.now()).slice(11, 13)) < rules.atHour) return 0;
  let begun = 0;
  for (const encounter of forgottenOnCredit(db).filter((each) => isDue(deps, each))) {
    try {
      await settlements.askCentre(encounter.id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (LINE_AWAY.includes(error.kind)) return begun;
    }
    if (settlements.settleByItself(encounter.id)) begun += 1;
  }
  return begun;
}

/** On credit with a lock that stands, by an agreement that allows it, and long enough gone. Who said that he comes back is given his days. */
function isDue({ db, clock, strips, rules, holidays }: AutoSettleDeps, encounter: Encounter): boolean {
  if (encounter.wardLeftAt === null) return false;
  const { afterWorkingDays } = rules;
  const today = clock.today();
  if (plusWorkingDays(dayOf(encounter.wardLeftAt), afterWorkingDays, holidays) > today) return false;
  const comesBack = leaveOf(db, encounter.id)?.exit === 'come-back';
  if (comesBack && encounter.settleBy !== null && today <= encounter.settleBy) return false;
  const standing = lastCreditStanding(db, encounter.patientId);
  const agreed = standing?.standing === 'available' && standing.agreementSigned;
  return agreed && claimOf(db, encounter.id)?.state.kind === 'draft' && strips.from(encounter).creditState === 'locked';
}
