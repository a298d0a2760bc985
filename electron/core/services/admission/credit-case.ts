import type { OtherPayer } from '../../../../shared/rules/door-types.ts';
import type { InjuryStatement } from '../../../../shared/model/injury.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Pack } from '../../../../shared/policy/pack.ts';
import { creditDoor } from '../../../../shared/rules/door.ts';
import type { CreditApplication, DoorDecision } from '../../../../shared/rules/door-types.ts';
import { dayOf, type Instant } from '../../../../shared/time/calendar-date.ts';
import type { Coverage, CreditStandingRow } from '../../db/repositories/patient-repository.ts';
import type { HospitalFacts } from '../desk/hospital-facts.ts';

/** Who else pays, as far as it was said: what the clerk has ticked before he admits. */
export type SaidPayer = Pick<InjuryStatement, 'otherPayer' | 'extent'>;
export const NOBODY_ELSE: SaidPayer = { otherPayer: 'none', extent: 'none' };

export interface CreditCase {
  readonly coverage: Coverage;
  /** The bank's last answer; undefined: it was not asked, and without consent it is not. */
  readonly standing: CreditStandingRow | undefined;
  readonly consented: boolean;
  readonly payer: SaidPayer;
  readonly hospital: HospitalFacts;
  readonly now: Instant;
}

/** The credit door for one admission, with every condition. */
export function creditDecision({ coverage, standing, consented, payer, hospital, now }: CreditCase, pack: Pack): DoorDecision {
  const limit = standing?.limit ?? null;
  const application: CreditApplication = {
    coverage: { region: coverage.insuredPlaceCode },
    provider: hospital,
    care: { kind: 'inpatient', admittedOn: dayOf(now), admittedAt: now },
    meetsAdmissionCriteria: true,
    credit: {
      authorisedAt: standing?.openedAt ?? null,
      // The bank says that it was signed, not when: it is signed when the service is opened.
      agreementSignedAt: standing?.agreementSigned === true ? standing.openedAt : null,
      consentToBank: consented,
      limit,
      outstanding: limit === null ? Money.ZERO : limit.minus(standing?.available ?? Money.ZERO),
      bankAnswer: standing === undefined ? 'not-asked' : standing.standing === 'available' ? 'yes' : 'no',
      hospitalMaySettle: standing?.agreementSigned === true,
    },
    exclusions: {
      workInjury: extentOf(payer, 'work-injury'),
      thirdParty: extentOf(payer, 'third-party'),
      publicHealth: extentOf(payer, 'public-health'),
    },
  };
  return creditDoor(application, pack);
}

const extentOf = ({ otherPayer, extent }: SaidPayer, who: SaidPayer['otherPayer']): OtherPayer => (otherPayer === who ? extent : 'none');
