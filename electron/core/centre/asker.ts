import { AppError } from '../../../shared/errors/app-error.ts';
import { hospitalText, type Instant, plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type { InsuredPerson } from '../ports/centre-gateway.ts';
import { isOurs, mustBeOurs, nodeOf, requiredText, rowsOf, textOf } from './answer.ts';
import type { CentreWords } from './refusal-words.ts';
import { stayType } from './stay-fields.ts';
import type { StayKind } from '../../../shared/model/stay.ts';
import type { CentreSettings } from './centre-settings.ts';
import { inHospitalInput, settlementQueryInput } from './message-codec.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Something that asks the centre one question; see HttpCentre.ask for its errors. */
export interface Asker {
  /** What this platform's words mean. */
  readonly words: CentreWords;
  ask(number: string, insuredPlaceCode: string, input: object): Promise<Fields>;
}

/** null: done. A refusal's words otherwise. */
export async function refusalOf(centre: Asker, number: string, insured: InsuredPerson, input: object): Promise<string | null> {
  try {
    await centre.ask(number, insured.insuredPlaceCode, input);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rejected') return String(error.details['words']);
    throw error;
  }
}

/** A stay as two transactions look for it. */
export interface StayAsked {
  readonly insured: InsuredPerson;
  readonly admittedAt: Instant;
  /** "" when it is looked for by the hospital's own number. */
  readonly visitNumber: string;
  readonly careKind: StayKind;
}

/** §7.7, 5201: the person's visits around the admission, also one whose begin lies after a clock that was set back. */
export async function visitRows(
  centre: Asker,
  settings: CentreSettings,
  stay: StayAsked,
  now: Instant,
  medType = stayType(settings, stay.careKind),
): Promise<readonly Fields[]> {
  const { insured, admittedAt, visitNumber } = stay;
  const latest = now > admittedAt ? now : admittedAt;
  const data = {
    psn_no: insured.personNumber,
    begntime: hospitalText(plusMilliseconds(admittedAt, -86_400_000)),
    endtime: hospitalText(plusMilliseconds(latest, 86_400_000)),
    med_type: medType,
    mdtrt_id: visitNumber,
  };
  return rowsOfPerson(await centre.ask('5201', insured.insuredPlaceCode, { data }), 'mdtrtinfo', insured);
}

/** 5303: who is in hospital around the admission. */
export const inHospitalRows = async (centre: Asker, { insured, admittedAt }: StayAsked): Promise<readonly Fields[]> =>
  rowsOfPerson(await centre.ask('5303', insured.insuredPlaceCode, inHospitalInput(insured, admittedAt)), 'data', insured);

/** A list of somebody else says nothing about him. */
function rowsOfPerson(output: Fields, name: string, { personNumber }: InsuredPerson): readonly Fields[] {
  const rows = rowsOf(output, name);
  for (const row of rows) mustBeOurs(row, 'psn_no', personNumber);
  return rows;
}

/** The row of this visit; undefined where it is certainly none of them. A visit without its number may be this one: unreadable then. */
export function rowOfVisit(rows: readonly Fields[], visitNumber: string): Fields | undefined {
  const mine = rows.find((row) => textOf(row['mdtrt_id']) === visitNumber);
  if (mine === undefined) for (const row of rows) requiredText(row, 'mdtrt_id');
  return mine;
}

/** A settlement as 5203 shows it, and whether it was given back; null where the centre refuses to show it, or shows another one: of another visit, person or number. */
export async function settlementThere(
  centre: Asker,
  insured: InsuredPerson,
  settlementNumber: string,
  visitNumber: string,
): Promise<{ readonly output: Fields; readonly messageId: string; readonly returned: boolean } | null> {
  try {
    const output = await centre.ask('5203', insured.insuredPlaceCode, settlementQueryInput(insured, settlementNumber, visitNumber));
    const info = nodeOf(output, 'setlinfo');
    const asked = settlementNumber === '' || isOurs(info, 'setl_id', settlementNumber);
    if (!asked || !isOurs(info, 'mdtrt_id', visitNumber) || !isOurs(info, 'psn_no', insured.personNumber)) return null;
    const flag = textOf(info['refd_setl_flag']);
    // Without the flag nobody knows whether it stands: as if it were not shown.
    if (!/^\d+$/.test(flag)) return null;
    return { output, messageId: textOf(info['medins_setl_id']), returned: !/^0+$/.test(flag) };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rejected') return null; // refused without a number, or not visible yet
    throw error;
  }
}
