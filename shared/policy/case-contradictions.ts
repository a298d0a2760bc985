import { splitProblem } from '../model/settlement.ts';
import { PERSONS_OF } from '../model/settlement-case.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import { entryOf, finalOf, idOf, lawDay } from './case-claim.ts';
import type { CaseText } from './case-schema.ts';
import type { CaseProblem } from './case-reading.ts';

type Demand = (holds: boolean, path: string, reason: string) => void;

/** What single fields cannot show. */
export function contradictions(text: CaseText): readonly CaseProblem[] {
  const { patient, coverage, care, accumulators, lines, sums, entry } = text;
  const wrong: CaseProblem[] = [];
  const demand: Demand = (holds, path, reason) => {
    if (!holds) wrong.push({ path, reason });
  };
  demand((patient.birthOn === undefined) !== (patient.age === undefined), 'patient', 'Give birthOn or age, one of the two.');
  demand(lawDay(care) !== undefined, 'care', 'Give on, dischargedOn or admittedOn: the day whose law holds.');
  if (care.stayNo !== undefined)
    demand(accumulators?.stays === undefined, 'accumulators.stays', 'care.stayNo already says it: give one of the two.');
  daysInOrder(text, demand);
  demand(
    PERSONS_OF[coverage.scheme].includes(coverage.person),
    'coverage.person',
    `"${coverage.person}" is no person class of "${coverage.scheme}": that has ${PERSONS_OF[coverage.scheme].join(' and ')}.`,
  );
  demand((lines === undefined) !== (sums === undefined), 'lines', 'Give lines or sums, one of the two.');
  const meant = lines !== undefined || sums === undefined ? 'charges' : entryOf(sums, entry);
  demand(entry === undefined || entry === meant, 'entry', `The amounts given enter at ${meant}.`);
  text.lines?.forEach((line, index) => {
    demand(
      line.class !== undefined || (line.firstShare ?? line.priceCap) === undefined,
      `lines.${index}.class`,
      'firstShare and priceCap belong to a class: give it.',
    );
    demand(line.class === 'B' || Number(line.firstShare ?? 0) === 0, `lines.${index}.firstShare`, 'Only class B has a first share.');
    demand(
      line.class !== 'B' || line.firstShare !== undefined,
      `lines.${index}.firstShare`,
      'Class B needs its first share, "0.0000" if none.',
    );
  });
  const ids = new Map<string, number>();
  text.lines?.forEach((line, index) => {
    const id = idOf(line, index);
    const earlier = ids.get(id);
    demand(earlier === undefined, `lines.${index}.id`, `Line ${(earlier ?? 0) + 1} already has the id "${id}": each line needs its own.`);
    ids.set(id, earlier ?? index);
  });
  const final = finalOf(text);
  const negative = final === null ? undefined : splitProblem(final);
  demand(negative === undefined, 'final', `These parts leave ${negative} negative: look at the centre's figures again.`);
  return wrong;
}

/** Days that cannot lie before others. */
function daysInOrder({ patient, care, filing }: CaseText, demand: Demand): void {
  const { on, admittedOn, dischargedOn, settledOn } = care;
  const inOrder = (earlier: CalendarDate | undefined, later: CalendarDate | undefined, path: string, reason: string) =>
    demand(earlier === undefined || later === undefined || earlier <= later, path, reason);
  inOrder(admittedOn, dischargedOn, 'care.dischargedOn', 'The discharge lies before the admission.');
  inOrder(admittedOn ?? on, settledOn, 'care.settledOn', 'The settlement lies before the care.');
  inOrder(admittedOn, on, 'care.on', 'The day of care lies before the admission.');
  inOrder(on, dischargedOn, 'care.on', 'The day of care lies after the discharge.');
  const law = lawDay(care);
  if (law === undefined) return;
  inOrder(patient.birthOn, law, 'patient.birthOn', 'He was born after the day of care.');
  demand(
    patient.age === undefined || patient.age < Number(law.slice(0, 4)),
    'patient.age',
    'So long before the day of care there is no calendar.',
  );
  if (typeof filing !== 'object') return;
  inOrder(filing.from ?? filing.filedOn, filing.until, 'filing.until', 'The filing ends before it begins.');
}
