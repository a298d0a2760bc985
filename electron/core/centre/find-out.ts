import { AppError } from '../../../shared/errors/app-error.ts';
import type { AttemptOutcome } from '../../../shared/model/attempt-outcome.ts';
import { hospitalText, type Instant, plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type {
  AdmissionContent,
  AttemptTrail,
  CentreContent,
  ChargesContent,
  DischargeContent,
  SettlementContent,
} from '../ports/centre-gateway.ts';
import { nodeOf, requiredText, rowsOf, textOf, unreadable } from './answer.ts';
import { readResult } from './answer-codec.ts';
import type { CentreSettings } from './centre-settings.ts';
import { chargesBackInput, inHospitalInput } from './message-codec.ts';
import { TRANSACTIONS } from './transactions.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Something that asks the centre one question; see HttpCentre.ask for its errors. */
export interface Asker {
  ask(number: string, insuredPlaceCode: string, input: object): Promise<Fields>;
}

/** The centre's words for "this was already taken back": there is no list of codes, only texts (interface reference §9). */
const ALREADY_UNDONE = /已冲正|已撤销|退费标志/;
const NOT_FOUND = /未查询到|不存在|未找到/;

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
        return await charges(centre, content);
      case 'discharge':
        return await discharge(centre, settings, content, now);
      case 'settlement':
        return await settlement(centre, content, trail);
      default: {
        const never: never = content;
        return never;
      }
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
  const place = content.insured.insuredPlaceCode;
  const rows = [
    ...rowsOf(await centre.ask('5201', place, visitsInput(settings, content, now)), 'mdtrtinfo'),
    ...rowsOf(await centre.ask('5303', place, inHospitalInput(content.insured, content.admittedAt)), 'data'),
  ];
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
async function charges(centre: Asker, content: ChargesContent): Promise<AttemptOutcome> {
  const refused = await refusalOf(centre, '2302', content, chargesBackInput(content));
  if (refused === null) return { kind: 'undone', words: '2302' };
  return NOT_FOUND.test(refused) ? { kind: 'absent', words: refused } : { kind: 'unknown', words: refused };
}

async function discharge(centre: Asker, settings: CentreSettings, content: DischargeContent, now: Instant): Promise<AttemptOutcome> {
  const output = await centre.ask('5201', content.insured.insuredPlaceCode, visitsInput(settings, content, now));
  const mine = rowsOf(output, 'mdtrtinfo').find((row) => textOf(row['mdtrt_id']) === content.visitNumber);
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
async function settlement(centre: Asker, content: SettlementContent, trail: AttemptTrail): Promise<AttemptOutcome> {
  const { messageId } = trail;
  const found = mayBeTakenBack(trail) ? null : await lookUpSettlement(centre, content, messageId);
  if (found !== null) return found;
  trail.takingBack(TAKING_BACK);
  const { number } = TRANSACTIONS.settlement;
  const input = { data: { psn_no: content.insured.personNumber, omsgid: messageId, oinfno: number } };
  const refused = await refusalOf(centre, '2601', content, input);
  if (refused === null || ALREADY_UNDONE.test(refused)) return { kind: 'undone', words: refused ?? '2601' };
  return NOT_FOUND.test(refused) ? { kind: 'absent', words: refused } : { kind: 'unknown', words: refused };
}

const TAKING_BACK = '2601';

/** Some 2601 left and was not refused for another reason than that there is nothing (any more). */
function mayBeTakenBack({ seen }: AttemptTrail): boolean {
  const asked = seen.filter(({ outcome, words }) => outcome === 'unknown' && words === TAKING_BACK).length;
  const first = seen.findIndex(({ words }) => words === TAKING_BACK);
  const refused = seen.slice(first + 1).filter(({ outcome, words }) => outcome === 'unknown' && words !== TAKING_BACK).length;
  return asked > refused || seen.some(({ outcome }) => outcome === 'absent' || outcome === 'undone');
}

async function lookUpSettlement(centre: Asker, content: SettlementContent, messageId: string): Promise<AttemptOutcome | null> {
  const input = { data: { psn_no: content.insured.personNumber, setl_id: '', mdtrt_id: content.visitNumber } };
  try {
    const output = await centre.ask('5203', content.insured.insuredPlaceCode, input);
    const info = nodeOf(output, 'setlinfo');
    const ours = textOf(info['medins_setl_id']) === messageId && textOf(info['refd_setl_flag']) === '0';
    return ours ? { kind: 'acknowledged', ...readResult(content, output) } : null;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rejected') return null; // refused without a number, or not visible yet
    throw error;
  }
}

/** null: done. A refusal's words otherwise. */
async function refusalOf(centre: Asker, number: string, content: CentreContent, input: object): Promise<string | null> {
  try {
    await centre.ask(number, content.insured.insuredPlaceCode, input);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rejected') return String(error.details['words']);
    throw error;
  }
}

/** §7.7, 5201: the person's visits around the admission, also one whose begin lies after a clock that was set back. */
function visitsInput(settings: CentreSettings, content: AdmissionContent | DischargeContent, now: Instant): object {
  return {
    data: {
      psn_no: content.insured.personNumber,
      begntime: hospitalText(plusMilliseconds(content.admittedAt, -86_400_000)),
      endtime: hospitalText(plusMilliseconds(now > content.admittedAt ? now : content.admittedAt, 86_400_000)),
      med_type: settings.ordinaryStayType,
      mdtrt_id: content.kind === 'discharge' ? content.visitNumber : '',
    },
  };
}
