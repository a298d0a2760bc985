import { describe, it } from 'vitest';
import type { BehaviourChange } from '../../../centre/behaviour.ts';
import { playS01, quick } from './play-stay.ts';

interface Case {
  readonly behaviour: BehaviourChange;
  /** What the hospital sets for such a centre. */
  readonly centre?: Record<string, unknown>;
  readonly outbox?: Record<string, unknown>;
}

/** Every value that a desk can live with and that the two stories do not already meet by default. */
const CASES: Readonly<Record<string, Case>> = {
  'money as text': { behaviour: { moneyForm: 'text' } },
  'money as numbers': { behaviour: { moneyForm: 'number' } },
  'infcode as text': { behaviour: { infcodeForm: 'text' } },
  'output as text': { behaviour: { outputForm: 'string' } },
  'input only as an object': { behaviour: { inputForm: 'object' } },
  'input only as text': { behaviour: { inputForm: 'string' }, centre: { inputAsText: true } },
  'a list of one row as a list': { behaviour: { oneRowAsObject: false } },
  'sign-in required': { behaviour: { signInRequired: true } },
  'paths checked': { behaviour: { pathCheck: true } },
  'identity fields mandatory': { behaviour: { identityFieldsMandatory: true } },
  'insured place may be empty': { behaviour: { insuredPlaceRequired: false } },
  'a repeated message answered from the record': { behaviour: { repeatedMessage: 'recorded-answer' } },
  'a repeated message refused': { behaviour: { repeatedMessage: 'refused' } },
  '5203 without a settlement number': { behaviour: { lookupWithoutSettlementNumber: 'allowed' } },
  'a second settlement accepted': { behaviour: { secondSettlement: 'accepted' } },
  'a repeated admission refused by its number': { behaviour: { repeatedAdmission: 'refused-same-number' } },
  'a repeated admission refused while in hospital': { behaviour: { repeatedAdmission: 'refused-in-hospital' } },
  'a repeated discharge accepted': { behaviour: { repeatedDischarge: 'accepted' } },
  'a repeated line skipped': { behaviour: { repeatedLine: 'skipped' } },
  'a repeated line doubled': { behaviour: { repeatedLine: 'doubled' } },
  'settlement without discharge first': { behaviour: { dischargeFirst: false } },
  'settlement before discharge': { behaviour: { dischargeFirst: false }, centre: { dischargeBeforeSettlement: false } },
  'few lines per upload': { behaviour: { maxLinesPerUpload: 4 }, centre: { linesPerUpload: 4 } },
  'everything visible at once': { behaviour: { lateVisibilityMs: 0 } },
  'everything visible late': { behaviour: { lateVisibilityMs: 4_000 }, outbox: { absentAfterSeconds: 5 } },
  'a cancelled original reversed as done': { behaviour: { unknownOriginal: 'done' } },
  'clock refused in the form of an answer': { behaviour: { clockRefusal: 'infcode-9000' } },
  'signature in either case': { behaviour: { signatureCase: 'either' } },
  'a narrow clock window': { behaviour: { clockWindowSeconds: 5 } },
  'late admissions limited': { behaviour: { lateAdmissionHours: 24 } },
};

describe('S01 comes out once and to the fen, whatever the habits of the centre', () => {
  it.concurrent.each(Object.entries(CASES))('%s', (_name, { behaviour, centre, outbox }) =>
    playS01({ centre: { behaviour }, settings: quick(centre, outbox) }),
  );
});

describe('and also when an answer of every act was lost on the way', () => {
  const worst = Object.entries(CASES).filter(([name]) => /visible|5203|repeated|second|unknown|before/.test(name));
  it.concurrent.each(worst)('%s', (_name, { behaviour, centre, outbox }) =>
    playS01({ centre: { behaviour }, settings: quick(centre, outbox) }, (desk) => {
      for (const infno of ['2401', '2301', '2402', '2304']) desk.centre.arm({ infno, kind: 'lost-answer' });
      for (const operation of ['lock', 'draw', 'release']) desk.bank.arm({ operation, kind: 'lost-answer' });
    }),
  );
});
