import type { LeavingView } from '../../../../shared/contract/settlement-contract.ts';
import { menderOf, type PreDischargeCheck } from '../../../../shared/claim/mender.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { plusDays } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { leavingUntil } from '../../db/repositories/order-repository.ts';
import type { SettlementService } from './settlement-service.ts';

interface LeavingDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly settlements: Pick<SettlementService, 'view'>;
}

/** 预出院清单: everybody who leaves today or tomorrow, with what is not in order yet and whose it is. */
export function leavingList({ db, clock, settlements }: LeavingDeps): LeavingView[] {
  return leavingUntil(db, plusDays(clock.today(), 1)).map(({ encounterId, leavesOn }) => {
    const { strip, prechecks } = settlements.view(encounterId);
    const short = strip.balance?.most.isNegative() === true && !strip.final;
    const checks: { check: PreDischargeCheck; standing: LeavingView['open'][number]['standing']; facts: Record<string, string> }[] = [
      ...prechecks,
      ...(short ? [{ check: 'cover' as const, standing: 'doubt' as const, facts: { short: String(strip.balance?.most.negated()) } }] : []),
    ];
    const open = checks.flatMap((each) => {
      const mend = menderOf(each.check, each.standing);
      return mend === null ? [] : [{ ...each, ...mend }];
    });
    return { strip: { ...strip, patient: { ...strip.patient, name: maskName(strip.patient.name) } }, leavesOn, open };
  });
}
