import type { CreditApplication } from '../../shared/rules/door-types.ts';
import type { Instant } from '../../shared/time/calendar-date.ts';
import { day, yuan } from './a-claim.ts';

const at = (text: string) => text as Instant;

/** Everything in order: authorised and signed ten days before, listed hospital, limit 10,000. Override one thing. */
export const anApplicationForCredit = (over: Partial<CreditApplication> = {}): CreditApplication => ({
  coverage: { region: '210200' },
  provider: { region: '210200', name: '大连市友谊医院', level: 'tertiary' },
  care: { kind: 'inpatient', admittedOn: day('2023-06-13'), admittedAt: at('2023-06-13T01:02:00.000Z') },
  meetsAdmissionCriteria: true,
  credit: {
    authorisedAt: at('2023-06-03T01:00:00.000Z'),
    agreementSignedAt: at('2023-06-03T01:05:00.000Z'),
    consentToBank: true,
    limit: yuan('10000.00'),
    outstanding: yuan('0.00'),
    bankAnswer: 'yes',
    hospitalMaySettle: true,
  },
  exclusions: { workInjury: 'none', thirdParty: 'none', publicHealth: 'none' },
  ...over,
});
