import type { AttemptOutcome } from '../../shared/model/attempt-outcome.ts';
import type { Kind } from './answers.ts';
import type { WireAnswer } from './spoil.ts';

/** What was asked for, as the judge must know it. */
export interface Case {
  readonly kind: Kind;
  readonly messageId: string;
  readonly visitNumber: string;
  readonly stayNumber: string;
  readonly lineNumbers: readonly string[];
  /** "12860.40" */
  readonly total: string;
}

type Row = Readonly<Record<string, unknown>>;

/** An answer as somebody would read it who wants proof for each thing: written apart from the program's own reading. */
interface Proof {
  readonly done: boolean;
  readonly refused: boolean;
  readonly words: string;
  readonly output: unknown;
}

function proofOf({ status, body }: WireAnswer): Proof {
  const none = { done: false, refused: false, words: '', output: undefined };
  const parsed = parse(body.toString());
  if (status >= 500 || !isRow(parsed)) return none;
  const code = typeof parsed['infcode'] === 'number' ? String(parsed['infcode']) : parsed['infcode'];
  if (typeof code !== 'string' || !/^\s*-?\d{1,4}\s*$/.test(code)) return none;
  const given = parsed['output'];
  const output = typeof given === 'string' && given !== '' ? parse(given) : given;
  const done = Number(code) === 0 && !code.includes('-');
  return { done, refused: Number(code) !== 0, words: String(parsed['err_msg'] ?? ''), output };
}

/** Why this outcome of a sent act is a guess; "" when its answer bears it out. */
export function guessOfSending(outcome: AttemptOutcome, about: Case, answer: WireAnswer): string {
  const proof = proofOf(answer);
  switch (outcome.kind) {
    case 'unknown':
      return '';
    case 'rejected':
      return proof.refused ? '' : 'rejected without a refusal';
    case 'acknowledged':
      return proof.done ? notBorneOut(about, proof.output, outcome.numberThere) : 'acknowledged without infcode 0';
    default:
      return `${outcome.kind} is nothing that an answer to an act can say`;
  }
}

function notBorneOut({ kind, ...about }: Case, output: unknown, numberThere: string): string {
  if (kind === 'discharge') return '';
  if (!isRow(output)) return 'acknowledged without an output';
  if (kind === 'admission') {
    const { result } = output;
    return isRow(result) && numberThere !== '' && String(result['mdtrt_id']) === numberThere ? '' : 'a visit number from nowhere';
  }
  if (kind === 'charges') {
    const { result } = output;
    const there = (Array.isArray(result) ? result : [result]).map((row) => (isRow(row) ? String(row['feedetl_sn']) : ''));
    return about.lineNumbers.every((line) => there.includes(line)) ? '' : 'a line without an answer';
  }
  return settlementProblem(output['setlinfo'], about, numberThere);
}

function settlementProblem(info: unknown, { total, visitNumber }: Omit<Case, 'kind'>, numberThere: string): string {
  if (!isRow(info)) return 'no setlinfo';
  if (numberThere === '' || String(info['setl_id']) !== numberThere) return 'a settlement number from nowhere';
  if (![undefined, null, '', visitNumber].includes(info['mdtrt_id'] as string)) return 'the settlement of another visit';
  return Number(info['medfee_sumamt']) === Number(total) ? '' : 'another total';
}

const NOTHING_THERE = /未查询到|不存在|未找到/;
const UNDONE_BEFORE = /已冲正|已撤销|退费标志/;

/** Why this outcome of finding out is a guess; `answers` by transaction, those that were asked for. */
export function guessOfAsking(outcome: AttemptOutcome, about: Case, answers: ReadonlyMap<string, WireAnswer>): string {
  const proof = (number: string): Proof | undefined => {
    const answer = answers.get(number);
    return answer === undefined ? undefined : proofOf(answer);
  };
  const back = proof(about.kind === 'charges' ? '2302' : '2601');
  switch (outcome.kind) {
    case 'unknown':
      return '';
    case 'rejected':
      return 'rejected by a question';
    case 'undone':
      return back?.done || (back?.refused && UNDONE_BEFORE.test(back.words)) ? '' : 'undone without a word of it';
    case 'absent':
      if (back !== undefined) return back.refused && NOTHING_THERE.test(back.words) ? '' : 'absent without a word of it';
      return about.kind === 'admission' ? absentVisit(about, proof('5201'), proof('5303')) : absentDischarge(about, proof('5201'));
    default:
      return thereProblem(outcome, about, proof);
  }
}

function absentVisit({ stayNumber }: Case, ...proofs: readonly (Proof | undefined)[]): string {
  for (const [index, proof] of proofs.entries()) {
    const rows = rowsIn(proof, index === 0 ? 'mdtrtinfo' : 'data');
    if (rows === undefined) return 'absent by a list that cannot be read';
    if (rows.some((row) => String(row['ipt_otp_no'] ?? '') === stayNumber)) return 'absent, and it is there';
    if (rows.some((row) => !['string', 'number'].includes(typeof row['ipt_otp_no']) || row['ipt_otp_no'] === ''))
      return 'absent, and a visit has no number';
  }
  return '';
}

function absentDischarge({ visitNumber }: Case, proof: Proof | undefined): string {
  const rows = rowsIn(proof, 'mdtrtinfo');
  if (rows === undefined) return 'absent by a list that cannot be read';
  const mine = rows.find((row) => String(row['mdtrt_id'] ?? '') === visitNumber);
  return mine === undefined || String(mine['inhosp_stas']) === '1' ? '' : 'not discharged by a state that says something else';
}

function thereProblem(
  outcome: Extract<AttemptOutcome, { kind: 'acknowledged' }>,
  about: Case,
  proof: (number: string) => Proof | undefined,
): string {
  if (about.kind === 'charges') return 'acknowledged, and no query shows lines';
  if (about.kind === 'settlement') {
    const { done, output } = proof('5203') ?? { done: false, output: undefined };
    const info = done && isRow(output) ? output['setlinfo'] : undefined;
    if (!isRow(info) || info['medins_setl_id'] !== about.messageId) return 'the settlement of another message';
    if (String(info['refd_setl_flag']) !== '0') return 'a settlement that was given back';
    return settlementProblem(info, about, outcome.numberThere);
  }
  const rows = [...(rowsIn(proof('5201'), 'mdtrtinfo') ?? []), ...(rowsIn(proof('5303'), 'data') ?? [])];
  if (about.kind === 'admission')
    return rows.some((row) => String(row['ipt_otp_no']) === about.stayNumber && String(row['mdtrt_id']) === outcome.numberThere)
      ? ''
      : 'a visit from nowhere';
  const gone = rows.some(
    (row) => String(row['mdtrt_id']) === about.visitNumber && String(row['inhosp_stas']) === '0' && row['endtime'] !== '',
  );
  return gone ? '' : 'a discharge that nobody showed';
}

/** Rows of a list of a done answer; undefined when that cannot be told. */
function rowsIn(proof: Proof | undefined, name: string): readonly Row[] | undefined {
  if (proof?.done !== true) return undefined;
  if (proof.output === undefined || proof.output === null || proof.output === '') return [];
  if (!isRow(proof.output)) return undefined;
  const list = proof.output[name];
  if (list === undefined || list === null || list === '') return [];
  const rows: readonly unknown[] = Array.isArray(list) ? list : [list];
  return rows.every(isRow) ? rows.filter((row) => Object.keys(row).length > 0) : undefined;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')); // a mark of the byte order says nothing
  } catch {
    return undefined;
  }
}
