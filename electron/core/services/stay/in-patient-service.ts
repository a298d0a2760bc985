import type { InPatient, inPatientContract } from '../../../../shared/contract/in-patient-contract.ts';
import {
  IN_PATIENT_URGENCIES,
  type InPatientFilter,
  type InPatientMark,
  inPatientUrgency,
  isDunned,
  isLeaving,
} from '../../../../shared/claim/in-patient-urgency.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { type CalendarDate, dayOf, daysBetween } from '../../../../shared/time/calendar-date.ts';
import type { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Encounter, LISTED_MOST, listEncounters } from '../../db/repositories/encounter-repository.ts';
import { unacknowledgedCharges } from '../../db/repositories/charge-repository.ts';
import { type InPatientRow, inPatientRows } from '../../db/repositories/in-patient-repository.ts';
import { SELF_PAY } from '../../db/repositories/patient-repository.ts';
import type { StripService } from './strip-service.ts';

export interface InPatientDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly strips: StripService;
}

type Asked = z.output<typeof inPatientContract.list.request>;
interface Found {
  readonly encounter: Encounter;
  readonly row: InPatientRow;
}

const EVERYBODY = 1_000_000;
/** So many stays are summed up before the core hears others again. */
const AT_ONCE = 20;

/** 在院病人: who is here, what is stuck with him, most urgent first. */
export class InPatientService {
  readonly #deps: InPatientDeps;

  constructor(deps: InPatientDeps) {
    this.#deps = deps;
  }

  /**
   * Who is short is known only when his sums are made: the filter of the short makes all of them, the plain list only those it shows, which are
   * chosen by everything else.
   */
  async list({
    filter,
    search,
  }: Asked): Promise<{ readonly rows: readonly InPatient[]; readonly total: number; readonly day: CalendarDate }> {
    const { db } = this.#deps;
    const encounters = listEncounters(db, { open: true, search, most: EVERYBODY });
    const facts = inPatientRows(
      db,
      encounters.map(({ id }) => id),
      SELF_PAY,
    );
    const found = encounters.flatMap((encounter): Found[] => {
      const row = facts.get(encounter.id);
      return row === undefined || !this.#passes(encounter, row, filter) ? [] : [{ encounter, row }];
    });
    const ranked = found
      .map((each) => ({ ...each, rank: this.#rank(each, false) }))
      .toSorted((a, b) => a.rank - b.rank || b.encounter.admittedAt.localeCompare(a.encounter.admittedAt));
    const shown = await this.#views(filter === 'short' ? ranked : ranked.slice(0, LISTED_MOST));
    const rows = filter === 'short' ? shown.filter(({ strip }) => isDunned(strip)) : shown;
    const rank = ({ urgency }: InPatient) => IN_PATIENT_URGENCIES.indexOf(urgency);
    return {
      rows: rows.toSorted((a, b) => rank(a) - rank(b)).slice(0, LISTED_MOST),
      total: filter === 'short' ? rows.length : found.length,
      day: this.#deps.clock.today(),
    };
  }

  #passes(encounter: Encounter, row: InPatientRow, filter: InPatientFilter | null): boolean {
    switch (filter) {
      case 'leaving':
        return isLeaving({ state: encounter.state, expectedLeaveOn: row.expectedLeaveOn }, this.#deps.clock.today());
      case 'unregistered':
        return row.insured && !row.registered;
      case 'left-unsettled':
        return encounter.state === 'left-unsettled';
      case 'green-channel':
        return row.greenChannel;
      case 'day-care':
        return row.dayCare;
      default:
        return true;
    }
  }

  #rank({ encounter, row }: Found, short: boolean): number {
    return IN_PATIENT_URGENCIES.indexOf(this.#urgency({ encounter, row }, short));
  }

  #urgency({ encounter: { state, settleBy }, row }: Found, short: boolean): InPatient['urgency'] {
    const { clock } = this.#deps;
    const { unknown, refused, deadlineAt, expectedLeaveOn } = row;
    return inPatientUrgency({ state, settleBy, unknown, refused, deadlineAt, short, expectedLeaveOn }, clock.now(), clock.today());
  }

  async #views(found: readonly Found[]): Promise<InPatient[]> {
    const views: InPatient[] = [];
    for (const [index, each] of found.entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) await new Promise(setImmediate);
      views.push(this.#view(each));
    }
    return views;
  }

  #view(found: Found): InPatient {
    const { db, clock, strips } = this.#deps;
    const { encounter, row } = found;
    const whole = strips.from(encounter);
    const strip = { ...whole, patient: { ...whole.patient, name: maskName(whole.patient.name) } };
    const today = clock.today();
    const admitted = dayOf(encounter.admittedAt);
    const marks: readonly (readonly [InPatientMark, boolean])[] = [
      ['injury', row.injuryOpen],
      ['to-verify', encounter.identityStanding === 'to-verify'],
      ['lapsed', row.lapsed],
      ['no-estimate', row.insured && strip.expectedBurden === null],
      ['over-year', admitted.slice(0, 4) < today.slice(0, 4)],
      ['day-care', row.dayCare],
    ];
    return {
      strip,
      ward: row.ward,
      days: Math.max(1, daysBetween(admitted, encounter.wardLeftAt === null ? today : dayOf(encounter.wardLeftAt))),
      unsentLines: row.insured && !strip.selfPay ? unacknowledgedCharges(db, encounter.orderNumber) : 0,
      expectedLeaveOn: encounter.wardLeftAt === null ? row.expectedLeaveOn : dayOf(encounter.wardLeftAt),
      marks: marks.filter(([, on]) => on).map(([mark]) => mark),
      urgency: this.#urgency(found, isDunned(strip)),
    };
  }
}
