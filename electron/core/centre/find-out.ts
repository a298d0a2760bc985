import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AttemptOutcome, LineThere, SendOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import {
  type AdmissionContent,
  type AdoptionContent,
  type AttemptTrail,
  type CentreContent,
  type ChargesComparisonContent,
  type ChargesContent,
  type DischargeContent,
  type SettlementContent,
  TAKING_BACK_CHARGES,
} from '../ports/centre-gateway.ts';
import type { VisitSettlementContent } from '../ports/outpatient.ts';
import { amountOrNull, nodeOf, requiredText, textOf, unreadable } from './answer.ts';
import { readLinesThere, readResult } from './answer-codec.ts';
import { type Asker, inHospitalRows, refusalOf, rowOfVisit, settlementThere, visitRows } from './asker.ts';
import type { CentreSettings } from './centre-settings.ts';
import { findOutReversal } from './find-out-reversal.ts';
import { findOutList } from './find-out-list.ts';
import { findOutVisit } from './find-out-visit.ts';
import { chargesBackInput, linesQueryInput } from './message-codec.ts';
import { TRANSACTIONS } from './transactions.ts';

/**
 * Finds out what became of an attempt, by the table in transactions.ts, or takes it back. Never repeats it.
 * What cannot be told stays `unknown`; a line that is down throws gateway errors and changes nothing.
 */
export async function findOut(
  centre: Asker,
  settings: CentreSettings,
  content: CentreContent,
  trail: AttemptTrail,
  now: Instant,
): Promise<AttemptOutcome> {
  try {
    switch (content.kind) {
      case 'admission':
        return await admission(centre, settings, content, now);
      case 'charges':
        return await charges(centre, content, trail);
      case 'discharge':
        return await discharge(centre, settings, content, now);
      case 'settlement':
      case 'visit-settlement':
        return await settlement(centre, settings, content, trail);
      case 'settlement-adoption':
        return await adoption(centre, content);
      case 'charges-comparison':
        return await linesThere(centre, content);
      case 'settlement-list':
      case 'settlement-list-reversal':
        return await findOutList(centre, content);
      case 'visit':
      case 'visit-details':
      case 'visit-charges':
      case 'visit-settlement-reversal':
      case 'visit-charges-reversal':
      case 'visit-reversal':
        return await findOutVisit(centre, settings, content, trail, now);
      default:
        return await findOutReversal(centre, settings, content, now);
    }
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unknown') return { kind: 'unknown', words: error.message };
    // A refused question says nothing about the act that is asked about.
    if (error instanceof AppError && error.kind === 'rejected') return { kind: 'unknown', words: String(error.details['words']) };
    throw error;
  }
}

/** By the hospital's own stay number: 5201 first, 5303 where 5201 does not show it. */
async function admission(centre: Asker, settings: CentreSettings, content: AdmissionContent, now: Instant): Promise<AttemptOutcome> {
  const stay = { ...content, visitNumber: '', careKind: content.order.careKind };
  const rows = [...(await visitRows(centre, settings, stay, now)), ...(await inHospitalRows(centre, stay))];
  const mine = rows.find((row) => textOf(row['ipt_otp_no']) === content.stayNumber);
  if (mine === undefined) {
    // A visit without the hospital's number may be this one.
    for (const row of rows) requiredText(row, 'ipt_otp_no');
    return { kind: 'absent', words: '5201/5303' };
  }
  const visitNumber = requiredText(mine, 'mdtrt_id');
  return { kind: 'acknowledged', numberThere: visitNumber, result: { kind: 'admission', visitNumber } };
}

/** No query shows unsettled lines everywhere: the upload is taken back whole; what was not there is absent. */
async function charges(centre: Asker, content: ChargesContent, trail: AttemptTrail): Promise<AttemptOutcome> {
  trail.takingBack(TAKING_BACK_CHARGES);
  const refused = await refusalOf(centre, '2302', content.insured, chargesBackInput(content));
  if (refused === null) return { kind: 'undone', words: '2302' };
  return centre.words.notFound.test(refused) ? { kind: 'absent', words: refused } : { kind: 'unknown', words: refused };
}

/** By what is not shown lines are made again, so it is believed as late and as often as absence is. */
async function linesThere(centre: Asker, content: ChargesComparisonContent): Promise<AttemptOutcome> {
  const lines = await shownLines(centre, content);
  const numberThere = lines === null ? 'not shown' : fingerprint(lines);
  return { kind: 'acknowledged', numberThere, result: { kind: 'charges-comparison', lines }, byAbsence: true };
}

/** null where the centre shows only the lines of a settlement. */
async function shownLines(centre: Asker, content: ChargesComparisonContent): Promise<readonly LineThere[] | null> {
  try {
    return readLinesThere(await centre.ask('5204', content.insured.insuredPlaceCode, linesQueryInput(content)), content.visitNumber);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rejected') return null;
    throw error;
  }
}

const fingerprint = (lines: readonly LineThere[]): string =>
  createHash('sha256')
    .update(
      lines
        .map(({ lineNumber, amount }) => `${lineNumber} ${amount}`)
        .toSorted()
        .join('\n'),
    )
    .digest('hex')
    .slice(0, 16);

async function discharge(centre: Asker, settings: CentreSettings, content: DischargeContent, now: Instant): Promise<AttemptOutcome> {
  const mine = rowOfVisit(await visitRows(centre, settings, { ...content, careKind: content.order.careKind }, now), content.visitNumber);
  if (mine === undefined || requiredText(mine, 'inhosp_stas') === '1') return { kind: 'absent', words: '5201' };
  if (textOf(mine['inhosp_stas']) !== '0') throw unreadable('inhosp_stas');
  requiredText(mine, 'endtime');
  return { kind: 'acknowledged', numberThere: content.visitNumber, result: { kind: 'discharge' } };
}

/**
 * 5203 where the platform answers without a settlement number, and only when it names our own message and is not returned;
 * else the attempt is taken back by its message id (2601) and the act is made again. Once that was asked for, 5203 may go on showing
 * for a while what is gone already, or is just going: then only the next 2601 tells.
 */
async function settlement(centre: Asker, settings: CentreSettings, content: Settling, trail: AttemptTrail): Promise<AttemptOutcome> {
  const { messageId } = trail;
  const found = mayBeTakenBack(trail) ? null : await ownSettlement(centre, content, messageId);
  if (found !== null) return found;
  const { number } = TRANSACTIONS[content.kind];
  if (!settings.reversible.includes(number)) return { kind: 'unknown', words: '5203' };
  trail.takingBack(TAKING_BACK);
  const input = { data: { psn_no: content.insured.personNumber, omsgid: messageId, oinfno: number } };
  const refused = await refusalOf(centre, '2601', content.insured, input);
  if (refused === null || centre.words.alreadyUndone.test(refused)) return { kind: 'undone', words: refused ?? '2601' };
  return centre.words.notFound.test(refused) ? { kind: 'absent', words: refused } : { kind: 'unknown', words: refused };
}

type Settling = SettlementContent | VisitSettlementContent;

const TAKING_BACK = '2601';

/** Some 2601 left and was not refused for another reason than that there is nothing (any more). */
function mayBeTakenBack({ seen }: AttemptTrail): boolean {
  const asked = seen.filter(({ outcome, words }) => outcome === 'unknown' && words === TAKING_BACK).length;
  const first = seen.findIndex(({ words }) => words === TAKING_BACK);
  const refused = seen.slice(first + 1).filter(({ outcome, words }) => outcome === 'unknown' && words !== TAKING_BACK).length;
  return asked > refused || seen.some(({ outcome }) => outcome === 'absent' || outcome === 'undone');
}

/** null where 5203 shows no settlement of ours that stands. */
async function ownSettlement(centre: Asker, content: Settling, messageId: string): Promise<AttemptOutcome | null> {
  const there = await settlementThere(centre, content.insured, '', content.visitNumber);
  if (there === null || there.returned || there.messageId !== messageId) return null;
  return { kind: 'acknowledged', ...readResult(content, there.output) };
}

/**
 * The centre says that this stay is settled already, although not by this message: the patient's phone or the bureau did it. What stands there is the
 * settlement; nothing is made again. Over another total it is a refusal with both. One of an earlier message of ours may just be going, because it was taken back: never taken for the last word. null where the centre does not show it (5203 without a number).
 */
export async function settledElsewhere(centre: Asker, content: Settling): Promise<SendOutcome | null> {
  const there = await settlementThere(centre, content.insured, '', content.visitNumber);
  if (there === null || there.returned) return null;
  if (content.sentBefore?.includes(there.messageId) === true) return { kind: 'unknown', words: '5203' };
  const info = nodeOf(there.output, 'setlinfo');
  if ('settledParts' in content && content.settledParts?.includes(textOf(info['setl_id'])) === true) return null;
  const total = amountOrNull(info, 'medfee_sumamt');
  // Over other charges than ours it is nothing that the program may take for this settlement: a person sees both.
  if (total !== null && !total.equals(content.total)) {
    return { kind: 'rejected', words: `已在别处结算,结算号${textOf(info['setl_id'])},中心总额${total},本院总额${content.total}` };
  }
  return { kind: 'acknowledged', ...readResult(content, there.output) };
}

/** 5203 by a number that somebody told us. */
export async function adoption(centre: Asker, content: AdoptionContent): Promise<AttemptOutcome> {
  const there = await settlementThere(centre, content.insured, content.settlementNumber, content.visitNumber);
  if (there === null) return { kind: 'unknown', words: '5203' };
  if (there.returned) return { kind: 'rejected', words: '该结算已退费' };
  return { kind: 'acknowledged', ...readResult(content, there.output) };
}
