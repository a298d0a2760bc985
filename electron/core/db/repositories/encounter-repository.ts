import { z } from 'zod';
import type { EncounterId, PatientId } from '../../../../shared/identity/ids.ts';
import type { Door, StayState, WardNotice } from '../../../../shared/model/stay.ts';
import { wardNoticeSchema } from '../../../../shared/model/stay-schema.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { rememberDecoded } from '../remember-decoded.ts';

export interface Encounter {
  readonly id: EncounterId;
  readonly stayNumber: string;
  readonly orderNumber: string;
  readonly patientId: PatientId;
  readonly coverageId: string;
  readonly door: Door;
  /** Why no deposit is asked, and who approved it; null for credit and deposit. */
  readonly waiverReason: string | null;
  readonly waiverApproverId: string | null;
  readonly state: StayState;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly identityCheck: 'self-seen' | 'agent';
  /** `to-verify`: no real credential was seen yet, so nothing of the stay goes to centre or bank. */
  readonly identityStanding: 'verified' | 'to-verify';
  readonly admittedAt: Instant;
  readonly wardLeftAt: Instant | null;
  readonly wardNotice: WardNotice | null;
  readonly settleBy: CalendarDate | null;
  readonly visitNumber: string | null;
  readonly clerkId: string;
  /** A visit is no stay: it has no bed, no ward, and stands in no list of stays. */
  readonly careKind: 'inpatient' | 'outpatient';
}

const COLUMNS = `e.id, e.stay_number AS stayNumber, e.order_number AS orderNumber, e.patient_id AS patientId, e.coverage_id AS coverageId, coalesce(e.waiver, e.door) AS door, e.waiver_reason AS waiverReason, e.waiver_approver_id AS waiverApproverId, e.state,
  e.contact_name AS contactName, e.contact_phone AS contactPhone, e.identity_check AS identityCheck, e.identity_standing AS identityStanding,
  e.admitted_at AS admittedAt,
  e.ward_left_at AS wardLeftAt, e.ward_notice_text AS wardNoticeText, e.settle_by_on AS settleBy,
  e.centre_visit_number AS visitNumber, e.clerk_id AS clerkId, e.care_kind AS careKind`;

type Row = Omit<Encounter, 'wardNotice'> & { wardNoticeText: string | null };

const parseNotice = rememberDecoded((text): WardNotice => z.decode(wardNoticeSchema, JSON.parse(text)));

const toEncounter = ({ wardNoticeText, ...row }: Row): Encounter => ({
  ...row,
  wardNotice: wardNoticeText === null ? null : parseNotice(wardNoticeText),
});

const one = (db: ReadableDb, where: string, value: string): Encounter | undefined => {
  const row = db.prepare(`SELECT ${COLUMNS} FROM encounter AS e WHERE ${where}`).get(value) as Row | undefined;
  return row === undefined ? undefined : toEncounter(row);
};

export const findEncounter = (db: ReadableDb, id: EncounterId): Encounter | undefined => one(db, 'e.id = ?', id);
export const encounterOfOrder = (db: ReadableDb, orderNumber: string): Encounter | undefined => one(db, 'e.order_number = ?', orderNumber);

export const encounterOfStayNumber = (db: ReadableDb, stayNumber: string): Encounter | undefined =>
  one(db, 'e.stay_number = ?', stayNumber);

/** Neither settled nor cancelled: few, and found by their states. */
export const OPEN_STATES = `('registered', 'in-hospital', 'ward-discharged', 'left-unsettled', 'settling')`;

export const openEncounterOf = (db: ReadableDb, patientId: PatientId): Encounter | undefined =>
  one(db, `e.patient_id = ? AND +e.care_kind = 'inpatient' AND +e.state IN ${OPEN_STATES} ORDER BY e.admitted_at DESC LIMIT 1`, patientId);

/** A search shows so many: whoever sees as many types another letter. Before the first letter the last ones stand there. */
const FOUND_MOST = 12;
/** So many open stays are listed at a window; with more, a letter or a card finds the one. */
export const LISTED_MOST = 200;
/** So many people of one beginning are many: their stays are looked for by the day, not one by one. */
const MANY_PEOPLE = 300;

/**
 * Newest first. `search`: part of the name or of the stay number, or the beginning of the initials of the name's pinyin.
 * Each way reads an index as far as it must: a clerk waits for it at every letter.
 */
export function listEncounters(
  db: ReadableDb,
  { open, search, most = LISTED_MOST }: { open: boolean; search: string; most?: number },
): readonly Encounter[] {
  if (search === '' || open) return listOpenOrAll(db, open, search, most);
  const people = peopleOf(db, search);
  if (people.length > MANY_PEOPLE)
    return stays(db, 'e.patient_id IN (SELECT id FROM patient WHERE name >= @search AND name < @end)', search);
  const found = stays(db, 'e.patient_id IN (SELECT value FROM json_each(@ids))', search, people);
  const byNumber = stays(db, 'e.stay_number >= upper(@search) AND e.stay_number < upper(@end)', search);
  const all = [...found, ...byNumber];
  if (all.length > 0 || search.length < 2) return all.slice(0, FOUND_MOST);
  const inside = db.prepare('SELECT id FROM patient WHERE instr(name, ?) > 0 LIMIT ?').pluck().all(search, MANY_PEOPLE) as PatientId[];
  const [byName, byPart] = [
    stays(db, 'e.patient_id IN (SELECT value FROM json_each(@ids))', search, inside),
    stays(db, 'e.rowid IN (SELECT rowid FROM encounter WHERE instr(stay_number, upper(@search)) > 0)', search),
  ];
  return [...byName, ...byPart].slice(0, FOUND_MOST);
}

/** By the beginning of the name, or of its initials. */
function peopleOf(db: ReadableDb, search: string): readonly PatientId[] {
  const range = { search, end: `${search}\u{10ffff}`, most: MANY_PEOPLE + 1 };
  const named = db.prepare('SELECT id FROM patient WHERE name >= @search AND name < @end LIMIT @most').pluck().all(range) as PatientId[];
  if (!/^[a-z]{1,20}$/i.test(search)) return named;
  const spelled = db
    .prepare('SELECT patient_id FROM name_key WHERE initials >= @search AND initials < @end ORDER BY initials LIMIT @most')
    .pluck()
    .all({ search: search.toUpperCase(), end: `${search.toUpperCase()}~`, most: MANY_PEOPLE }) as PatientId[];
  return [...named, ...spelled].slice(0, MANY_PEOPLE);
}

function stays(db: ReadableDb, where: string, search: string, ids: readonly PatientId[] = []): readonly Encounter[] {
  const rows = db
    .prepare(`SELECT ${COLUMNS} FROM encounter AS e WHERE ${where} ORDER BY e.admitted_at DESC LIMIT ${FOUND_MOST}`)
    .all({ search, end: `${search}\u{10ffff}`, ids: JSON.stringify(ids) }) as Row[];
  return rows.map(toEncounter);
}

/** The newest first. Of all of them the last, by their day; the open ones, by their states. */
function listOpenOrAll(db: ReadableDb, open: boolean, search: string, most: number): readonly Encounter[] {
  const standing = open ? `e.care_kind = 'inpatient' AND e.state IN ${OPEN_STATES}` : `+e.care_kind = 'inpatient'`;
  const rows = db
    .prepare(`SELECT ${COLUMNS} FROM encounter AS e JOIN patient AS p ON p.id = e.patient_id
      WHERE ${standing}
        AND (@search = '' OR instr(p.name, @search) > 0 OR instr(e.stay_number, upper(@search)) > 0
          OR (@initials <> '' AND e.patient_id IN (SELECT patient_id FROM name_key WHERE initials >= @initials AND initials < @initials || '~')))
      ORDER BY e.admitted_at DESC LIMIT @most`)
    .all({
      search,
      most: open && search === '' ? most : FOUND_MOST,
      initials: /^[a-z]{1,20}$/i.test(search) ? search.toUpperCase() : '',
    }) as Row[];
  return rows.map(toEncounter);
}

/** Stays that left the ward for good in the last weeks: unsettled ones and settled ones that may still owe something. */
export function listSettledOrLeft(db: ReadableDb): readonly Encounter[] {
  const rows = db
    .prepare(`SELECT ${COLUMNS} FROM encounter AS e WHERE +e.state IN ('left-unsettled', 'settled') ORDER BY e.admitted_at DESC LIMIT 500`)
    .all() as Row[];
  return rows.map(toEncounter);
}

/**
 * Let go by the ward on credit and not settled, longest ago first: nobody came, or somebody said that he comes another day. All of them: whoever looks
 * for one of these must not be kept from him by others that wait for something else.
 */
export const forgottenOnCredit = (db: ReadableDb): readonly Encounter[] =>
  (
    db
      .prepare(`SELECT ${COLUMNS} FROM encounter AS e WHERE e.state IN ('ward-discharged', 'left-unsettled') AND e.ward_left_at IS NOT NULL
        AND e.door = 'credit' AND e.waiver IS NULL ORDER BY e.ward_left_at, e.id`)
      .all() as Row[]
  ).map(toEncounter);

/** Open stays whose person nobody has verified yet. */
export const toVerify = (db: ReadableDb): readonly Encounter[] =>
  (
    db
      .prepare(`SELECT ${COLUMNS} FROM encounter AS e WHERE e.identity_standing = 'to-verify' AND e.care_kind = 'inpatient' AND e.state IN ${OPEN_STATES}
        ORDER BY e.admitted_at`)
      .all() as Row[]
  ).map(toEncounter);

export type NewEncounter = Omit<Encounter, 'wardLeftAt' | 'wardNotice' | 'settleBy' | 'visitNumber' | 'careKind'> &
  Partial<Pick<Encounter, 'careKind'>> & {
    /** When the desk opened it: a stay may have begun before. */
    readonly openedAt: Instant;
  };

/** A waiver stands beside the door: the column of the door knows the two that ask for money or a lock. */
export function insertEncounter(db: WritableDb, { openedAt, ...encounter }: NewEncounter): void {
  const waiver = encounter.door === 'exemption' || encounter.door === 'green-channel' ? encounter.door : null;
  db.prepare(`
    INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, waiver, waiver_reason, waiver_approver_id, state,
      contact_name, contact_phone, identity_check, identity_standing, admitted_at, clerk_id, care_kind)
    VALUES (@id, @stayNumber, @orderNumber, @patientId, @coverageId, @door, @waiver, @waiverReason, @waiverApproverId, @state,
      @contactName, @contactPhone, @identityCheck, @identityStanding, @admittedAt, @clerkId, @careKind)`).run({
    careKind: 'inpatient',
    ...encounter,
    door: waiver === null ? encounter.door : 'deposit',
    waiver,
  });
  db.prepare('INSERT INTO stay_opening (encounter_id, at) VALUES (?, ?)').run(encounter.id, openedAt);
}

export function saveState(db: WritableDb, id: EncounterId, state: StayState): void {
  db.prepare('UPDATE encounter SET state = ? WHERE id = ?').run(state, id);
}

/** Visits that are not over, newest first. */
export const openVisits = (db: ReadableDb): readonly Encounter[] =>
  (
    db
      .prepare(`SELECT ${COLUMNS} FROM encounter AS e WHERE e.care_kind = 'outpatient' AND e.state IN ${OPEN_STATES}
        ORDER BY e.admitted_at DESC LIMIT 200`)
      .all() as Row[]
  ).map(toEncounter);

/** Visits that something was done with in a span of time, newest first. `search`: part of the name, of the number, or initials. */
export function visitsWithEvents(db: ReadableDb, span: { from: Instant; until: Instant; search: string }): readonly Encounter[] {
  const initials = /^[a-z]{1,20}$/i.test(span.search) ? span.search.toUpperCase() : '';
  const rows = db
    .prepare(`SELECT ${COLUMNS} FROM encounter AS e JOIN patient AS p ON p.id = e.patient_id
      WHERE e.care_kind = 'outpatient' AND EXISTS (SELECT 1 FROM visit_event AS v WHERE v.encounter_id = e.id AND v.at >= @from AND v.at < @until)
        AND (@search = '' OR instr(p.name, @search) > 0 OR instr(e.stay_number, upper(@search)) > 0
          OR (@initials <> '' AND e.patient_id IN (SELECT patient_id FROM name_key WHERE initials >= @initials AND initials < @initials || '~')))
      ORDER BY e.admitted_at DESC LIMIT 300`)
    .all({ ...span, initials }) as Row[];
  return rows.map(toEncounter);
}

export function saveCoverage(db: WritableDb, id: EncounterId, coverageId: string): void {
  db.prepare('UPDATE encounter SET coverage_id = ? WHERE id = ?').run(coverageId, id);
}

export function saveVisitNumber(db: WritableDb, id: EncounterId, visitNumber: string | null): void {
  db.prepare('UPDATE encounter SET centre_visit_number = ? WHERE id = ?').run(visitNumber, id);
}

export function saveWardNotice(db: WritableDb, id: EncounterId, notice: WardNotice): void {
  db.prepare('UPDATE encounter SET ward_left_at = ?, ward_notice_text = ? WHERE id = ?').run(
    notice.leftAt,
    JSON.stringify(z.encode(wardNoticeSchema, notice)),
    id,
  );
}

/** The ward's word came for an order that is not this stay's after all. */
export function clearWardNotice(db: WritableDb, id: EncounterId): void {
  db.prepare('UPDATE encounter SET ward_left_at = NULL, ward_notice_text = NULL WHERE id = ?').run(id);
}

export function saveLeave(db: WritableDb, id: EncounterId, contactPhone: string, settleBy: CalendarDate): void {
  db.prepare('UPDATE encounter SET contact_phone = ?, settle_by_on = ? WHERE id = ?').run(contactPhone, settleBy, id);
}

/** How many stays were opened on a day at a window: the running part of a stay number. */
export const countStayNumbers = (db: ReadableDb, prefix: string): number =>
  db
    .prepare('SELECT count(*) FROM encounter WHERE stay_number >= ? AND stay_number < ?')
    .pluck()
    .get(prefix, `${prefix}\u{10ffff}`) as number;
