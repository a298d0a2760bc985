import type { Case } from './acts.ts';
import { type Given, named, oursOrLeftOut, proofsOf, type Row, rowsIn } from './proof.ts';

/**
 * Of an act whose state a list of the centre shows: why it is a guess that it is so (or is not so). `byAbsence`: said only because something is not shown any
 * more, which is believed late and twice.
 */
export function shownProblem(about: Case, given: Given, so: boolean, byAbsence = false): string {
  switch (about.kind) {
    case 'discharge':
      return stateProblem(about, given, so ? '0' : '1', so);
    case 'discharge-reversal':
      return stateProblem(about, given, so ? '1' : '0', so);
    case 'admission-reversal':
      return goneProblem(about, given, ['5201', '5303'], so, byAbsence);
    case 'visit-reversal':
      return goneProblem(about, given, ['5201'], so, byAbsence);
    case 'admission-change':
      return changeProblem(about, given, so);
    case 'settlement-list':
    case 'settlement-list-reversal':
      return listProblem(about, given, so, byAbsence);
    default:
      return `nothing shows ${about.kind}`;
  }
}

/** The stay among all visits that were shown; 'none': certainly not among them; undefined: nobody can tell. */
function mineOf({ visitNumber, personNumber }: Case, rows: readonly Row[] | undefined): Row | 'none' | undefined {
  const mine = rows?.find((row) => named(row['mdtrt_id']) === visitNumber);
  if (mine !== undefined) return oursOrLeftOut(mine['psn_no'], personNumber) ? mine : undefined;
  if (rows === undefined || rows.some((row) => named(row['mdtrt_id']) === undefined)) return undefined;
  return rows.every((row) => oursOrLeftOut(row['psn_no'], personNumber)) ? 'none' : undefined;
}

const visits = (given: Given): readonly Row[] | undefined => rowsIn(proofsOf(given, '5201'), 'mdtrtinfo');

function stateProblem(about: Case, given: Given, state: '0' | '1', so: boolean): string {
  const mine = mineOf(about, visits(given));
  if (mine === undefined) return 'a state by a list that cannot be read';
  // A discharge of a stay that is not shown is not there to be seen either; whether one was taken back, nobody can tell then.
  if (mine === 'none') return about.kind === 'discharge' && !so ? '' : 'a state that nobody showed';
  if (named(mine['inhosp_stas']) !== state) return 'another state than was shown';
  return about.kind === 'discharge' && so && named(mine['endtime']) === undefined ? 'a discharge without its time' : '';
}

function goneProblem(about: Case, given: Given, numbers: readonly ('5201' | '5303')[], so: boolean, byAbsence: boolean): string {
  const lists = numbers.map((number) => mineOf(about, rowsIn(proofsOf(given, number), number === '5201' ? 'mdtrtinfo' : 'data')));
  if (!so) return lists.some((mine) => mine !== undefined && mine !== 'none') ? '' : 'still there, and nobody showed it';
  if (!lists.every((mine) => mine === 'none')) return 'gone by a list that cannot be read, or that shows it';
  return byAbsence ? '' : 'gone, and believed at once';
}

/** What of 2403 5201 shows, and 5202 of its diagnoses. Making it again harms nothing (§7.5), so it is enough that something is not as it was said. */
function changeProblem(about: Case, given: Given, so: boolean): string {
  const mine = mineOf(about, visits(given));
  if (mine === undefined || mine === 'none') return 'a change of a stay that nobody showed';
  const shown = Object.entries(about.said).filter(([name]) => name in mine);
  if (shown.some(([name]) => mine[name] !== null && typeof mine[name] === 'object')) return 'a change by a value that cannot be read';
  const same = shown.length > 0 && shown.every(([name, value]) => named(mine[name]) === value);
  const diagnoses = diagnosesSame(about, given);
  if (so) return same && diagnoses === true ? '' : 'changed, and something else is shown';
  return !same || diagnoses === false ? '' : 'not changed, and everything is as it was said';
}

/** As far as 5202 shows any; undefined where it cannot be read. */
function diagnosesSame(about: Case, given: Given): boolean | undefined {
  const proofs = proofsOf(given, '5202');
  if (proofs.length > 0 && proofs.every(({ refused }) => refused)) return true;
  const all = rowsIn(proofs, 'diseinfo');
  if (all === undefined) return undefined;
  const readable = all.every(({ inout_diag_type: type, maindiag_flag: flag }) => {
    if (named(type) === '2') return true; // of the discharge: not compared
    return oursOrLeftOut(type, '1') && (oursOrLeftOut(flag, '0') || named(flag) === '1');
  });
  if (!readable) return undefined;
  const rows = all.filter(({ inout_diag_type: type }) => named(type) !== '2');
  if (rows.length === 0) return true;
  return about.diagnoses.every(({ code, main }, index) =>
    rows.some(
      (row) =>
        named(row['diag_srt_no']) === String(index + 1) &&
        named(row['diag_code']) === code &&
        (named(row['maindiag_flag']) === '1') === main,
    ),
  );
}

/** 4103: the list of this settlement, and whether it is submitted. */
function listProblem({ kind, settlementNumber }: Case, given: Given, so: boolean, byAbsence: boolean): string {
  const proofs = proofsOf(given, '4103');
  const none = proofs.some(({ refused, words }) => refused && /未查询到|不存在|未找到/.test(words));
  const rows = none ? [] : rowsIn(proofs, 'setlinfo');
  const mine = rows?.find((row) => named(row['setl_id']) === settlementNumber);
  const unnamed = rows?.some((row) => named(row['setl_id']) === undefined) ?? true;
  if (mine === undefined) {
    if (unnamed) return 'a list by an answer that cannot be read';
    if (kind === 'settlement-list') return so ? 'a list that nobody showed' : '';
    return so && byAbsence ? '' : 'back, and believed at once';
  }
  const state = named(mine['stas_type']) ?? '';
  if (!/^\d$/.test(state)) return 'a list in a state that cannot be read';
  if (kind === 'settlement-list') return so ? '' : 'absent, and it is there';
  return (state === '0') === so ? '' : 'another state than was shown';
}
