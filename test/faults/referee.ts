import { readFileSync } from 'node:fs';
import type { StayVerdict as BankStay } from '../bank/referee.ts';
import type { StayVerdict as CentreStay } from '../centre/referee.ts';
import type { Told } from './clerk.ts';
import { NEW_BED, type Patient } from './patients.ts';

/** What the other sides' own books and the printed paper say of one patient. The desk's tables are never read. */
export interface Evidence {
  readonly patient: Patient;
  readonly told: Told;
  readonly centre: CentreStay | undefined;
  readonly bank: BankStay | undefined;
  /** The file of the settlement statement that was printed for him at the end. */
  readonly statement: string | null;
}

export interface Judgement {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly oneSided: readonly string[];
}

/** Everything that is wrong with one patient's books. Nothing of it may be: no refusal is played in a campaign, every act can be done. */
export function judgePatient(evidence: Evidence): Judgement {
  return { lost: lostOf(evidence), doubled: doubledOf(evidence), oneSided: oneSidedOf(evidence) };
}

/** How far a recall goes, in the order in which it takes things away. */
const DEPTHS = ['settlement', 'discharge', 'admission'] as const;

/** What was taken back, as the clerk was told: it may not stand any more once the screen said that it is done. */
const takenBack = ({ recalled }: Told): readonly (typeof DEPTHS)[number][] =>
  recalled === null || recalled === 'interim' ? [] : DEPTHS.slice(0, DEPTHS.indexOf(recalled) + 1);

/** Acknowledged to the clerk and never done. */
function lostOf({ patient, told, centre, bank }: Evidence): string[] {
  if (told.encounterId === null) return [];
  const back = takenBack(told);
  const absent = (act: (typeof DEPTHS)[number]): boolean => !back.includes(act) && (centre === undefined || centre.state[act] === 'absent');
  const stillThere = back.filter((act) => told.finished && centre !== undefined && centre.state[act] !== 'absent');
  return [
    ...(absent('admission') ? ['no admission at the centre'] : []),
    ...(patient.door === 'credit' && (bank?.locks.recorded ?? 0) === 0 ? ['no lock at the bank'] : []),
    // Where a settlement comes before the discharge, its recall takes the discharge with it.
    ...(told.committed && told.recalled !== 'settlement' && absent('discharge') ? ['no discharge at the centre'] : []),
    ...(told.committed && absent('settlement') ? ['no settlement at the centre'] : []),
    ...(patient.changes && told.finished && centre?.state.admission === 'once' && centre.bed !== NEW_BED ? ['the change of bed'] : []),
    ...stillThere.map((act) => `the taking back of the ${act}`),
  ];
}

function doubledOf({ centre, bank }: Evidence): string[] {
  const acts = Object.entries(centre?.state ?? {}).filter(([, state]) => state === 'doubled');
  return [...acts.map(([act]) => `${act} twice at the centre`), ...(bank?.doubled === true ? ['twice at the bank'] : [])];
}

/** One side has it and another has not, or not the same. */
function oneSidedOf({ patient, told, centre, bank, statement }: Evidence): string[] {
  const own = fen(centre?.ownShare);
  const settled = centre?.state.settlement === 'once';
  const paper = statement === null ? undefined : readStatement(statement);
  const sums = bank?.sums;
  return [
    ...(centre !== undefined && told.encounterId === null ? ['the centre has a stay that nobody was told of'] : []),
    ...(settled && fen(centre.money.total) !== patient.totalFen ? [`settled ${centre.money.total} of ${patient.totalFen} fen`] : []),
    // A stay that did not end in time is counted as one for a person; its paper may be one answer behind.
    ...(told.finished && settled !== (paper !== undefined)
      ? [settled ? 'settled there, no statement here' : 'a statement without a settlement there']
      : []),
    ...(paper !== undefined && settled && paper.number !== centre.settlements.setlIds[0] ? ['the statement names another settlement'] : []),
    ...(paper !== undefined && settled && paper.ownShareFen !== own ? [`own share ${paper.ownShareFen} here, ${own} there`] : []),
    ...(paper !== undefined && settled && paper.fundFen !== fen(centre.money.fund)
      ? [`fund ${paper.fundFen} here, ${centre.money.fund} there`]
      : []),
    ...(patient.door === 'deposit' && bank !== undefined ? ['a lock for somebody who pays a deposit'] : []),
    ...(sums !== undefined && !settled && fen(sums.drawn) > 0 ? ['drawn without a live settlement'] : []),
    ...(told.finished && sums !== undefined && settled && fen(sums.drawn) !== Math.min(own, fen(sums.locked))
      ? [`drawn ${sums.drawn} of ${own} fen`]
      : []),
    ...(told.finished && told.recalled === 'admission' && sums !== undefined && fen(sums.open) !== 0
      ? [`${sums.open} of ${sums.locked} still locked for nobody, ${sums.drawn} drawn`]
      : []),
    ...(told.finished && sums !== undefined && settled && fen(sums.open) !== 0 ? [`${sums.open} still locked`] : []),
  ];
}

const fen = (text: string | undefined): number => Math.round(Number(text ?? '0') * 100);

/** The figures on the paper that went to the patient. */
function readStatement(file: string): { readonly number: string; readonly ownShareFen: number; readonly fundFen: number } {
  const { value } = JSON.parse(readFileSync(file, 'utf8')) as {
    value: { settlementNumber: string; figures: Readonly<Record<string, string>> };
  };
  const { figures } = value;
  const fundFen = ['pooledFund', 'largeAmount', 'otherFunds'].reduce((sum, name) => sum + fen(figures[name]), 0);
  return { number: value.settlementNumber, ownShareFen: fen(figures['inScopeOwnShare']), fundFen };
}
