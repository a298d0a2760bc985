import { type Filing, filingOn } from '../../../../shared/model/filing.ts';
import { schemeOf } from '../../../../shared/model/insured-words.ts';
import type { CareKind, FilingKind } from '../../../../shared/model/settlement-case.ts';
import { findPack } from '../../../../shared/policy/find-packs.ts';
import { filingKindOf } from '../../../../shared/rules/filing-kind.ts';
import { placeOf } from '../../../../shared/rules/gate-answers.ts';
import type { GatePacks } from '../../../../shared/rules/gate-types.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { lastFilingReading } from '../../db/repositories/filing-repository.ts';
import type { Coverage } from '../../db/repositories/patient-repository.ts';
import type { HospitalFacts } from '../desk/hospital-facts.ts';
import type { PolicyShelf } from '../desk/policy-shelf.ts';

export interface FilingDeps {
  readonly db: ReadableDb;
  readonly hospital: HospitalFacts;
  readonly shelf: () => PolicyShelf;
}

/** Which packs' gates are asked about somebody of an insured place at this hospital. */
export function gatePacksOf({ hospital, shelf }: Omit<FilingDeps, 'db'>, insured: string): GatePacks {
  const { packs } = shelf();
  return {
    insured: findPack(packs, insured, 'insured') ?? null,
    care: findPack(packs, hospital.region, 'care') ?? null,
    national: packs.find(({ places }) => places.includes('national')) ?? null,
  };
}

/** The first day of care, and whether he came as an emergency: what a filing is judged by. */
export interface CareBegin {
  readonly on: CalendarDate;
  readonly emergency: boolean;
  readonly care: CareKind;
}

export const isElsewhere = (coverage: Coverage, hospital: HospitalFacts): boolean =>
  placeOf(coverage.insuredPlaceCode, hospital.region) !== 'local';

/** The filing that counts for a coverage on a day, as last read; null where none was found or nobody asked. */
export function countingFiling({ db }: Pick<FilingDeps, 'db'>, coverage: Coverage, on: CalendarDate): Filing | null {
  const reading = lastFilingReading(db, coverage.id);
  return (reading === undefined ? undefined : filingOn(reading.filings, on)) ?? null;
}

/** How a stay counts, by what is known of its filings. A scheme without rules here is local or temporary: no table asks. */
export function filingKindAt(deps: FilingDeps, coverage: Coverage, { on, emergency, care }: CareBegin): FilingKind {
  const scheme = schemeOf(coverage.schemeCode);
  const { hospital } = deps;
  if (!isElsewhere(coverage, hospital)) return 'local';
  if (scheme === null) return 'temporary';
  const packs = gatePacksOf(deps, coverage.insuredPlaceCode);
  const filing = countingFiling(deps, coverage, on);
  return filingKindOf(
    { region: coverage.insuredPlaceCode, scheme, provider: hospital, care: { kind: care, on, emergency }, filing },
    packs,
  );
}
