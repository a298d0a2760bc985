import { readFileSync } from 'node:fs';
import type { StayVerdict } from '../centre/referee.ts';
import type { Told } from './clerk.ts';
import type { Judgement } from './referee.ts';
import type { Visitor } from './visitors.ts';

/** What the centre's own books and the printed paper say of one visit. The desk's tables are never read. */
interface VisitEvidence {
  readonly visitor: Visitor;
  readonly told: Told;
  readonly centre: StayVerdict | undefined;
  /** The file of the visit's statement that was printed at the end. */
  readonly statement: string | null;
}

/** Everything that is wrong with one outpatient's books. No refusal is played: every act can be done. */
export function judgeVisit(evidence: VisitEvidence): Judgement {
  return { lost: lostOf(evidence), doubled: doubledOf(evidence), oneSided: oneSidedOf(evidence) };
}

function lostOf({ told, centre }: VisitEvidence): string[] {
  const absent = (act: 'admission' | 'settlement'): boolean => centre === undefined || centre.state[act] === 'absent';
  const back = told.finished ? told.recalled : null;
  return [
    ...(told.committed && told.recalled === null && absent('settlement') ? ['no settlement of the visit at the centre'] : []),
    ...(back !== null && !absent('settlement') ? ['the taking back of the visit’s settlement'] : []),
    ...(back !== null && (centre?.lines.live ?? 0) > 0 ? ['the taking back of the visit’s lines'] : []),
    ...(back === 'admission' && !absent('admission') ? ['the cancellation of the visit'] : []),
  ];
}

function doubledOf({ centre }: VisitEvidence): string[] {
  const acts = Object.entries(centre?.state ?? {}).filter(([, state]) => state === 'doubled');
  return acts.map(([act]) => `${act === 'admission' ? 'registration' : act} of the visit twice at the centre`);
}

/** One side has it and the other has not, or not the same. */
function oneSidedOf({ visitor, told, centre, statement }: VisitEvidence): string[] {
  const settled = centre?.state.settlement === 'once';
  if (centre !== undefined && told.encounterId === null) return ['the centre has a visit that nobody was told of'];
  if (settled && fen(centre.money.total) !== visitor.totalFen && told.finished)
    return [`visit settled ${centre.money.total} of ${visitor.totalFen} fen`];
  // A visit that did not end in time is counted as one for a person; its paper may be one answer behind.
  if (told.finished && settled !== (statement !== null))
    return [settled ? 'visit settled there, no statement here' : 'a statement without a visit’s settlement there'];
  if (statement === null || !settled) return [];
  const paper = readStatement(statement);
  return [
    ...(paper.number === centre.settlements.setlIds[0] ? [] : ['the visit’s statement names another settlement']),
    ...(paper.fen('total') === fen(centre.money.total) ? [] : [`visit total ${paper.fen('total')} here, ${centre.money.total} there`]),
    ...(paper.fen('fund') === fen(centre.money.fund) ? [] : [`visit fund ${paper.fen('fund')} here, ${centre.money.fund} there`]),
    ...(paper.fen('account') === fen(centre.money.account)
      ? []
      : [`visit account ${paper.fen('account')} here, ${centre.money.account} there`]),
    ...(paper.fen('cash') === fen(centre.money.part) - fen(centre.money.account)
      ? []
      : [`visit cash ${paper.fen('cash')} here, ${centre.money.part} there`]),
  ];
}

const fen = (text: string | undefined): number => Math.round(Number(text ?? '0') * 100);

/** The figures on the paper that went to the outpatient. */
function readStatement(file: string): { readonly number: string; readonly fen: (name: string) => number } {
  const { value } = JSON.parse(readFileSync(file, 'utf8')) as {
    value: { number: string; amounts: readonly { name: string; amount: string }[] };
  };
  return { number: value.number, fen: (name) => fen(value.amounts.find((each) => each.name === name)?.amount) };
}
