import type { AttemptOutcome } from '../../shared/model/attempt-outcome.ts';
import type { Case, Kind } from './acts.ts';
import { standingProblem } from './oracle.ts';
import { shownProblem } from './oracle-shown.ts';
import { type Given, named, nodeIn, oursOrLeftOut, type Proof, proofsOf, type Row, rowsIn } from './proof.ts';

const NOTHING_THERE = /未查询到|不存在|未找到/;
const UNDONE_BEFORE = /已冲正|已撤销|退费标志/;

/** What is asked for, to take back or to say again what cannot be looked up: interface reference §8.3. */
const ASKED_TO_DO: Partial<Record<Kind, string>> = {
  charges: '2302',
  'charges-removal': '2302',
  'charges-reversal': '2302',
  settlement: '2601',
  'visit-settlement': '2601',
  'message-reversal': '2601',
  'visit-charges': '2205',
  'visit-charges-reversal': '2205',
  'visit-details': '2203',
};
/** Said or taken back once more: it is so then, whatever was before. */
const REPEATED = new Set<Kind>(['charges-removal', 'charges-reversal', 'message-reversal', 'visit-charges-reversal', 'visit-details']);

/** Why this outcome of finding out is a guess. */
export function guessOfAsking(outcome: AttemptOutcome, about: Case, given: Given): string {
  const { kind } = about;
  const [asked] = proofsOf(given, ASKED_TO_DO[kind] ?? 'none');
  switch (outcome.kind) {
    case 'unknown':
      return '';
    case 'rejected':
      return kind === 'settlement-adoption' && returned(given, about) === true ? '' : 'rejected by a question';
    case 'undone':
      if (REPEATED.has(kind) || asked === undefined) return 'undone, and nothing was taken back';
      return asked.done || saysSo(asked, UNDONE_BEFORE) ? '' : 'undone without a word of it';
    case 'absent':
      if (kind === 'visit-details') return asked?.refused === true ? '' : 'absent without a refusal';
      if (REPEATED.has(kind)) return 'absent, and asking again tells';
      return asked === undefined ? absentProblem(about, given) : saysSo(asked, NOTHING_THERE) ? '' : 'absent without a word of it';
    default:
      if (!REPEATED.has(kind)) return thereProblem(outcome, about, given);
      if (asked?.done === true) return '';
      if (asked === undefined || kind === 'visit-details') return 'acknowledged without infcode 0';
      return saysSo(asked, NOTHING_THERE) || saysSo(asked, UNDONE_BEFORE) ? '' : 'acknowledged without a word of it';
  }
}

const saysSo = ({ refused, words }: Proof, meaning: RegExp): boolean => refused && meaning.test(words);

/** Whether 5203 shows the very settlement as given back; undefined where it does not say. */
function returned(given: Given, { visitNumber, personNumber, settlementNumber }: Case): boolean | undefined {
  const info = nodeIn(proofsOf(given, '5203'), 'setlinfo');
  const flag = named(info?.['refd_setl_flag']) ?? '';
  if (info === undefined || !/^\d+$/.test(flag)) return undefined;
  const ours =
    oursOrLeftOut(info['mdtrt_id'], visitNumber) &&
    oursOrLeftOut(info['psn_no'], personNumber) &&
    oursOrLeftOut(info['setl_id'], settlementNumber);
  return ours ? !/^0+$/.test(flag) : undefined;
}

function absentProblem(about: Case, given: Given): string {
  switch (about.kind) {
    case 'admission':
      return absentByOwnNumber(about, listsOf(given, '5201', '5303'));
    case 'visit':
      return absentByOwnNumber(about, listsOf(given, '5201'));
    case 'settlement-reversal':
    case 'visit-settlement-reversal':
      return returned(given, about) === false ? '' : 'not given back, and nobody showed it';
    default:
      return shownProblem(about, given, false);
  }
}

/** Rows of each of these questions; undefined where one cannot be read. */
function listsOf(given: Given, ...numbers: readonly ('5201' | '5303')[]): readonly Row[] | undefined {
  const lists = numbers.map((number) => rowsIn(proofsOf(given, number), number === '5201' ? 'mdtrtinfo' : 'data'));
  return lists.includes(undefined) ? undefined : lists.flatMap((rows) => rows ?? []);
}

function absentByOwnNumber({ ownNumber, personNumber }: Case, rows: readonly Row[] | undefined): string {
  if (rows === undefined) return 'absent by a list that cannot be read';
  if (rows.some((row) => named(row['ipt_otp_no']) === ownNumber)) return 'absent, and it is there';
  if (rows.some((row) => named(row['ipt_otp_no']) === undefined)) return 'absent, and a visit has no number';
  return rows.some((row) => !oursOrLeftOut(row['psn_no'], personNumber)) ? "absent by another person's list" : '';
}

function thereProblem(outcome: Extract<AttemptOutcome, { kind: 'acknowledged' }>, about: Case, given: Given): string {
  const { kind, personNumber, ownNumber } = about;
  const { numberThere } = outcome;
  switch (kind) {
    case 'charges':
    case 'visit-charges':
      return 'acknowledged, and no query shows lines';
    case 'settlement':
    case 'visit-settlement': {
      const proofs = proofsOf(given, '5203');
      if (nodeIn(proofs, 'setlinfo')?.['medins_setl_id'] !== about.messageId) return 'the settlement of another message';
      return standingProblem(proofs, about, outcome);
    }
    case 'settlement-adoption':
      return standingProblem(proofsOf(given, '5203'), about, outcome);
    case 'settlement-reversal':
    case 'visit-settlement-reversal':
      return returned(given, about) === true ? '' : 'given back, and nobody showed it';
    case 'admission':
    case 'visit': {
      const rows = ['5201', '5303'].flatMap((number) => listsOf(given, number as '5201') ?? []);
      const mine = rows.filter((row) => named(row['ipt_otp_no']) === ownNumber && named(row['mdtrt_id']) === numberThere);
      return mine.some((row) => oursOrLeftOut(row['psn_no'], personNumber)) ? '' : 'a visit from nowhere';
    }
    case 'charges-comparison':
      return comparedProblem(outcome, about, proofsOf(given, '5204'));
    default:
      return shownProblem(about, given, true, outcome.byAbsence === true);
  }
}

/** 5204: the very lines that it showed; null where it refused. */
function comparedProblem(
  { result, byAbsence }: Extract<AttemptOutcome, { kind: 'acknowledged' }>,
  about: Case,
  proofs: readonly Proof[],
): string {
  if (result.kind !== 'charges-comparison' || byAbsence !== true) return 'lines are believed when they were shown twice';
  if (result.lines === null) return proofs[0]?.refused === true ? '' : 'not shown, and it was not refused';
  const rows = rowsIn(proofs, 'data');
  if (rows === undefined) return 'lines by a list that cannot be read';
  if (rows.some((row) => !oursOrLeftOut(row['mdtrt_id'], about.visitNumber))) return "another visit's lines";
  const shown = rows.map((row) => `${named(row['feedetl_sn'])} ${Number(row['det_item_fee_sumamt'])}`).toSorted();
  const read = result.lines.map(({ lineNumber, amount }) => `${lineNumber} ${Number(amount.toString())}`).toSorted();
  return JSON.stringify(shown) === JSON.stringify(read) ? '' : 'other lines than were shown';
}
