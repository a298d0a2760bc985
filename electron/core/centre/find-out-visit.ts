import type { AttemptOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import { type AttemptTrail, TAKING_BACK_CHARGES } from '../ports/centre-gateway.ts';
import type { OutpatientContent } from '../ports/outpatient.ts';
import { requiredText, textOf } from './answer.ts';
import { type Asker, refusalOf, rowOfVisit, visitRows } from './asker.ts';
import type { CentreSettings } from './centre-settings.ts';
import { settlementReversal } from './find-out-reversal.ts';
import { batchBackInput, outpatientInput } from './outpatient-codec.ts';

type Content = Exclude<OutpatientContent, { kind: 'visit-settlement' }>;

/** As `findOut`, for an outpatient's visit. See the table in transactions.ts. */
export async function findOutVisit(
  centre: Asker,
  settings: CentreSettings,
  content: Content,
  trail: AttemptTrail,
  now: Instant,
): Promise<AttemptOutcome> {
  switch (content.kind) {
    case 'visit':
      return visit(centre, settings, content, now);
    case 'visit-details':
      return sayAgain(centre, settings, content);
    case 'visit-charges': {
      trail.takingBack(TAKING_BACK_CHARGES);
      const refused = await refusalOf(centre, '2205', content.insured, batchBackInput(content));
      if (refused === null) return { kind: 'undone', words: '2205' };
      return centre.words.notFound.test(refused) ? { kind: 'absent', words: refused } : { kind: 'unknown', words: refused };
    }
    case 'visit-settlement-reversal':
      return settlementReversal(centre, content);
    case 'visit-charges-reversal': {
      const refused = await refusalOf(centre, '2205', content.insured, outpatientInput(settings, content));
      if (refused !== null && !centre.words.notFound.test(refused)) return { kind: 'unknown', words: refused };
      return { kind: 'acknowledged', numberThere: content.visitNumber, result: { kind: content.kind } };
    }
    case 'visit-reversal': {
      if (rowOfVisit(await rowsOfVisit(centre, settings, content, now), content.visitNumber) !== undefined)
        return { kind: 'absent', words: '5201' };
      return { kind: 'acknowledged', numberThere: content.visitNumber, result: { kind: content.kind }, byAbsence: true };
    }
    default: {
      const never: never = content;
      return never;
    }
  }
}

/** By the hospital's own number of the visit. */
async function visit(centre: Asker, settings: CentreSettings, content: Content, now: Instant): Promise<AttemptOutcome> {
  const rows = await rowsOfVisit(centre, settings, { ...content, visitNumber: '' }, now);
  const mine = rows.find((row) => textOf(row['ipt_otp_no']) === content.outpatientNumber);
  if (mine === undefined) {
    // One without the hospital's number may be this one.
    for (const row of rows) requiredText(row, 'ipt_otp_no');
    return { kind: 'absent', words: '5201' };
  }
  const visitNumber = requiredText(mine, 'mdtrt_id');
  return { kind: 'acknowledged', numberThere: visitNumber, result: { kind: 'visit', visitNumber } };
}

/** 2201 says no kind of care, only 2203 does: until then a visit is shown as an ordinary one. */
async function rowsOfVisit(centre: Asker, settings: CentreSettings, content: Content, now: Instant) {
  const { insured, visitNumber, at, visitType } = content;
  const kinds = new Set([settings.visitTypes[visitType], settings.visitTypes.ordinary]);
  const lists = await Promise.all(
    [...kinds].map((kind) => visitRows(centre, settings, { insured, visitNumber, admittedAt: at, careKind: 'inpatient' }, now, kind)),
  );
  return lists.flat();
}

/** Says the same once more. Refused: it was not taken then either, and a new attempt will hear why. */
async function sayAgain(
  centre: Asker,
  settings: CentreSettings,
  content: Extract<Content, { kind: 'visit-details' }>,
): Promise<AttemptOutcome> {
  const refused = await refusalOf(centre, '2203', content.insured, outpatientInput(settings, content));
  if (refused !== null) return { kind: 'absent', words: refused };
  return { kind: 'acknowledged', numberThere: content.visitNumber, result: { kind: content.kind } };
}
