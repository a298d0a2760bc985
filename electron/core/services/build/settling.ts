import { CreditService } from '../money/credit-service.ts';
import { LeaveDesk } from '../stay/leave-desk.ts';
import { ReconciliationService } from '../reconciliation/reconciliation-service.ts';
import { InterimService } from '../settlement/interim-service.ts';
import { RecallService } from '../settlement/recall-service.ts';
import { SettlementService } from '../settlement/settlement-service.ts';
import { VisitService } from '../outpatient/visit-service.ts';
import type { Admission } from './admission.ts';
import type { Basis } from './basis.ts';
import { bankUpOf, type BuildDeps, centreUpOf } from './build-deps.ts';
import type { Till } from './till.ts';

/** Leaving the hospital, visits, taking back, and the comparison with the centre. */
export function buildSettling(
  deps: BuildDeps,
  { estimates, strips, stayMoney, places, lists }: Basis,
  { lookups }: Admission,
  { shifts }: Till,
) {
  const { db, clock, settings, shelf, watch, lines, changed } = deps;
  const { hospital } = settings;
  const { linesPerUpload, dischargeBeforeSettlement } = settings.centre;
  const centreUp = centreUpOf(deps);
  const recalls = new RecallService({ db, clock, rules: settings.centre.recall, stayMoney, lists, onChange: changed });
  const leaves = new LeaveDesk({ db, clock, recalls, stayMoney, holidays: new Set(settings.holidays) });
  const settlements = new SettlementService({
    lookups,
    db,
    clock,
    estimates,
    strips,
    centre: lines.centre,
    centreUp,
    hisUp: () => ['up', 'slow'].includes(watch.state('his')),
    leaves,
    dischargeBeforeSettlement,
    linesPerUpload,
    stayMoney,
    hospital,
    shelf,
    onChange: changed,
  });
  const interims = new InterimService({ db, clock, estimates, stayMoney, linesPerUpload, onChange: changed });
  const reconciliation = new ReconciliationService({
    db,
    clock,
    statements: lines.statements,
    stayMoney,
    ...settings.centre.statement,
    onChange: changed,
  });
  const visits = new VisitService({
    db,
    clock,
    estimates,
    strips,
    places,
    hospital,
    shelf,
    centre: lines.centre,
    centreUp,
    lookups,
    stayMoney,
    shifts,
    limits: settings.centre.recall,
    resettleDays: settings.outpatient.resettleDays,
    onChange: changed,
  });
  const { unconfirmedCap } = settings.credit;
  const credits = new CreditService({ db, clock, estimates, strips, lookups, bankUp: bankUpOf(deps), unconfirmedCap, onChange: changed });
  return { credits, recalls, leaves, settlements, interims, reconciliation, visits };
}

/** What `buildSettling` built. */
export type Settling = ReturnType<typeof buildSettling>;
