import { AppError } from '../../../shared/errors/app-error.ts';
import type { AttemptOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import type { AdmissionChangeContent, ReversalContent, SettlementReversalContent, StayReversalContent } from '../ports/centre-gateway.ts';
import type { VisitSettlementReversalContent } from '../ports/outpatient.ts';
import { requiredText, textOf, unreadable } from './answer.ts';
import { type Asker, inHospitalRows, refusalOf, rowOfVisit, settlementThere, visitRows } from './asker.ts';
import type { CentreSettings } from './centre-settings.ts';
import { type DiagnosisThere, readDiagnoses } from './diagnosis-codec.ts';
import { diagnosesQueryInput } from './message-codec.ts';
import { reversalInput } from './reversal-codec.ts';
import { admissionFields } from './stay-fields.ts';
import { TRANSACTIONS } from './transactions.ts';

/** As `findOut`, for what takes something back or changes it. See the table in transactions.ts. */
export function findOutReversal(centre: Asker, settings: CentreSettings, content: ReversalContent, now: Instant): Promise<AttemptOutcome> {
  switch (content.kind) {
    case 'settlement-reversal':
      return settlementReversal(centre, content);
    case 'discharge-reversal':
      return dischargeReversal(centre, settings, content, now);
    case 'admission-reversal':
      return admissionReversal(centre, settings, content, now);
    case 'admission-change':
      return admissionChange(centre, settings, content, now);
    case 'charges-reversal':
    case 'charges-removal':
      return askOnceMore(centre, settings, content, content.visitNumber);
    case 'message-reversal':
      return askOnceMore(centre, settings, content, content.originalMessageId);
    default: {
      const never: never = content;
      return never;
    }
  }
}

/** A settlement that cannot be looked up tells nothing, although its number is ours. */
export async function settlementReversal(
  centre: Asker,
  content: SettlementReversalContent | VisitSettlementReversalContent,
): Promise<AttemptOutcome> {
  const { insured, settlementNumber, visitNumber } = content;
  const there = await settlementThere(centre, insured, settlementNumber, visitNumber);
  if (there === null) return { kind: 'unknown', words: '5203' };
  if (!there.returned) return { kind: 'absent', words: '5203' };
  const result = { kind: 'settlement-reversal', reversalNumber: '', reversedAt: null } as const;
  return { kind: 'acknowledged', numberThere: settlementNumber, result };
}

async function dischargeReversal(
  centre: Asker,
  settings: CentreSettings,
  content: StayReversalContent,
  now: Instant,
): Promise<AttemptOutcome> {
  const mine = rowOfVisit(await visitRows(centre, settings, content, now), content.visitNumber);
  if (mine === undefined) return { kind: 'unknown', words: '5201' };
  const state = requiredText(mine, 'inhosp_stas');
  if (state === '1') return finished('discharge-reversal', content.visitNumber);
  if (state !== '0') throw unreadable('inhosp_stas');
  return { kind: 'absent', words: '5201' };
}

/** Only a visit that neither query shows is gone: one list that came back empty is no proof. */
async function admissionReversal(
  centre: Asker,
  settings: CentreSettings,
  content: StayReversalContent,
  now: Instant,
): Promise<AttemptOutcome> {
  const rows = [...(await visitRows(centre, settings, content, now)), ...(await inHospitalRows(centre, content))];
  if (rowOfVisit(rows, content.visitNumber) !== undefined) return { kind: 'absent', words: '5201/5303' };
  return { kind: 'acknowledged', numberThere: content.visitNumber, result: { kind: 'admission-reversal' }, byAbsence: true };
}

/** What 5201 shows of the stay is compared with what was said, as far as it shows it. */
async function admissionChange(
  centre: Asker,
  settings: CentreSettings,
  content: AdmissionChangeContent,
  now: Instant,
): Promise<AttemptOutcome> {
  const mine = rowOfVisit(await visitRows(centre, settings, { ...content, careKind: content.order.careKind }, now), content.visitNumber);
  if (mine === undefined) return { kind: 'unknown', words: '5201' };
  const said = Object.entries(admissionFields(content.order, content.stayNumber)).filter(([name]) => name in mine);
  for (const [name] of said) if (typeof mine[name] === 'object' && mine[name] !== null) throw unreadable(name);
  const same = said.length > 0 && said.every(([name, value]) => textOf(mine[name]) === value) && (await diagnosesAgree(centre, content));
  return same ? finished('admission-change', content.visitNumber) : { kind: 'absent', words: '5201' };
}

/**
 * 5202: 2403 carries the diagnoses, too, and 5201 shows only the main one. Each of ours must be there under its own number (§4.3); one that was there before
 * and is not ours any more stays, nothing takes it away. A centre that shows none says nothing.
 */
async function diagnosesAgree(centre: Asker, content: AdmissionChangeContent): Promise<boolean> {
  const shown = await diagnosesThere(centre, content);
  if (shown.length === 0) return true;
  return content.order.diagnoses.every(({ code, main }, index) =>
    shown.some((one) => one.place === String(index + 1) && one.code === code && one.main === main),
  );
}

async function diagnosesThere(centre: Asker, { insured, visitNumber }: AdmissionChangeContent): Promise<readonly DiagnosisThere[]> {
  try {
    return readDiagnoses(await centre.ask('5202', insured.insuredPlaceCode, diagnosesQueryInput(insured, visitNumber)));
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rejected') return [];
    throw error;
  }
}

/** Ends in the same state however often it is asked for; "nothing there" is that state, too. */
async function askOnceMore(
  centre: Asker,
  settings: CentreSettings,
  content: Extract<ReversalContent, { kind: 'charges-reversal' | 'charges-removal' | 'message-reversal' }>,
  numberThere: string,
): Promise<AttemptOutcome> {
  const { number } = TRANSACTIONS[content.kind];
  const refused = await refusalOf(centre, number, content.insured, reversalInput(settings, content));
  if (refused === null || centre.words.alreadyUndone.test(refused) || centre.words.notFound.test(refused))
    return finished(content.kind, numberThere);
  return { kind: 'unknown', words: refused };
}

type Finished =
  | 'admission-change'
  | 'discharge-reversal'
  | 'charges-reversal'
  | 'charges-removal'
  | 'admission-reversal'
  | 'message-reversal';

const finished = (kind: Finished, numberThere: string): AttemptOutcome => ({ kind: 'acknowledged', numberThere, result: { kind } });
