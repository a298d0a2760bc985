import type { AttemptOutcome } from '../../shared/model/attempt-outcome.ts';
import type { Split } from '../../shared/model/settlement.ts';
import { type Case, NUMBERS } from './acts.ts';
import { type Given, isRow, named, nodeIn, oursOrLeftOut, type Proof, proofsOf, type Row } from './proof.ts';

type Acknowledged = Extract<AttemptOutcome, { kind: 'acknowledged' }>;

const SETTLED_BEFORE = /已结算|重复结算/;
const SETTLED_ELSEWHERE = '已在别处结算';

/** Why this outcome of a sent act is a guess; "" when its answer bears it out. */
export function guessOfSending(outcome: AttemptOutcome, about: Case, given: Given): string {
  const [proof] = proofsOf(given, NUMBERS[about.kind]);
  if (outcome.kind === 'unknown') return '';
  if (proof === undefined) return 'nothing was sent';
  switch (outcome.kind) {
    case 'rejected':
      if (!proof.refused) return 'rejected without a refusal';
      return outcome.words.startsWith(SETTLED_ELSEWHERE) ? strangersProblem(nodeIn(proofsOf(given, '5203'), 'setlinfo'), about) : '';
    case 'acknowledged':
      if (proof.done) return notBorneOut(outcome, about, proof);
      return proof.refused && SETTLED_BEFORE.test(proof.words)
        ? standingProblem(proofsOf(given, '5203'), about, outcome)
        : 'acknowledged without infcode 0';
    default:
      return `${outcome.kind} is nothing that an answer to an act can say`;
  }
}

/** Why these figures of a pre-settlement are a guess. */
export function guessOfPreSettling({ total }: Split, about: Case, given: Given, number: string): string {
  const info = nodeIn(proofsOf(given, number), 'setlinfo');
  if (info === undefined) return 'no setlinfo';
  if (Number(info['medfee_sumamt']) !== Number(total.toString())) return 'another total';
  return strangersProblem(info, about);
}

function notBorneOut(outcome: Acknowledged, about: Case, proof: Proof): string {
  const { kind } = about;
  const { numberThere } = outcome;
  const output: Row = isRow(proof.output) ? proof.output : {};
  switch (kind) {
    case 'admission':
      return isRow(output['result']) && named(output['result']['mdtrt_id']) === numberThere ? '' : 'a visit number from nowhere';
    case 'visit': {
      const data = output['data'];
      if (!isRow(data) || named(data['mdtrt_id']) !== numberThere) return 'a visit number from nowhere';
      if (!oursOrLeftOut(data['psn_no'], about.personNumber)) return "another person's visit";
      return oursOrLeftOut(data['ipt_otp_no'], about.ownNumber) ? '' : 'another visit';
    }
    case 'charges':
    case 'visit-charges': {
      const result = output['result'];
      const there = (Array.isArray(result) ? result : [result]).map((row) => (isRow(row) ? named(row['feedetl_sn']) : ''));
      return about.lines.every(({ number }) => there.includes(number)) ? '' : 'a line without an answer';
    }
    case 'settlement':
    case 'visit-settlement':
      return settlementProblem(output['setlinfo'], about, numberThere);
    case 'settlement-adoption':
      return standingProblem([proof], about, outcome);
    case 'settlement-reversal':
    case 'visit-settlement-reversal':
      return reversalProblem(output['setlinfo'], about, outcome);
    case 'settlement-list':
      return JSON.stringify(output).includes(`"setl_list_id":${JSON.stringify(numberThere)}`) ||
        JSON.stringify(output).includes(`"setl_list_id":${numberThere}`)
        ? ''
        : 'a list number from nowhere';
    case 'charges-comparison':
      return 'lines are believed when they were shown twice';
    default: // no output: `infcode` 0 is the whole answer
      return '';
  }
}

/** Whose the settlement is that stands there. */
function strangersProblem(info: Row | undefined, { visitNumber, personNumber }: Case): string {
  if (info === undefined) return 'no setlinfo';
  if (!oursOrLeftOut(info['mdtrt_id'], visitNumber)) return 'the settlement of another visit';
  return oursOrLeftOut(info['psn_no'], personNumber) ? '' : "another person's settlement";
}

function settlementProblem(info: unknown, about: Case, numberThere: string): string {
  if (!isRow(info)) return 'no setlinfo';
  if (named(info['setl_id']) !== numberThere) return 'a settlement number from nowhere';
  return strangersProblem(info, about) || (Number(info['medfee_sumamt']) === Number(about.total) ? '' : 'another total');
}

/** A settlement that stands, as 5203 shows it. */
export function standingProblem(proofs: readonly Proof[], about: Case, { numberThere }: Acknowledged): string {
  const info = nodeIn(proofs, 'setlinfo');
  if (info === undefined || !/^0+$/.test(named(info['refd_setl_flag']) ?? ''))
    return 'a settlement that was given back, or that nobody showed';
  if (about.kind === 'settlement-adoption' && named(info['setl_id']) !== about.settlementNumber)
    return 'another settlement than the one asked for';
  // What is taken over counts with its own total.
  return settlementProblem(
    info,
    about.kind === 'settlement-adoption' ? { ...about, total: String(info['medfee_sumamt']) } : about,
    numberThere,
  );
}

function reversalProblem(info: unknown, about: Case, { result }: Acknowledged): string {
  if (result.kind !== 'settlement-reversal') return 'another result';
  const node = isRow(info) ? info : {};
  if (result.reversalNumber !== '' && result.reversalNumber !== named(node['setl_id'])) return 'a number from nowhere';
  return strangersProblem(node, about);
}
