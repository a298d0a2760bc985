import type { ChargeFinding } from '../../../../shared/contract/charge-contract.ts';
import type { LineFinding } from '../../../../shared/model/line-check.ts';
import { schemeOf } from '../../../../shared/model/insured-words.ts';
import { lineFindings } from '../../../../shared/rules/check-lines.ts';
import type { ReadableDb } from '../../db/database.ts';
import { catalogueRows } from '../../db/repositories/catalogue-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { limitFindings } from '../../db/repositories/limit-price-repository.ts';
import { checkedLines } from '../../db/repositories/line-check-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findCoverage, findPatient, SELF_PAY } from '../../db/repositories/patient-repository.ts';

/** The lines of an insured stay against the limits and tariffs of the hospital's mapping (row C6). Nothing of who pays himself. */
export function itemFindings(db: ReadableDb, encounter: Encounter): readonly LineFinding[] {
  const patient = findPatient(db, encounter.patientId);
  const coverage = findCoverage(db, encounter.coverageId);
  if (patient === undefined || coverage === undefined || coverage.schemeCode === SELF_PAY) return [];
  const { sex, birthOn } = patient;
  const found = lineFindings(checkedLines(db, encounter.orderNumber), { sex, birthOn, scheme: schemeOf(coverage.schemeCode) });
  // A day of care has a share of the tariff, which its own panel checks.
  const dayCare = findOrder(db, encounter.orderNumber)?.careKind === 'day-care';
  return dayCare ? found.filter(({ finding }) => finding !== 'tariff') : found;
}

/** What the pre-discharge list says of them; null: no item of the stay has a limit or a tariff. */
export interface ItemCheck {
  readonly checked: number;
  readonly person: number;
  readonly quantity: number;
  readonly tariff: number;
  /** One of those, by name; null: none. */
  readonly item: string | null;
}

export function checkItems(db: ReadableDb, encounter: Encounter): ItemCheck | null {
  const lines = checkedLines(db, encounter.orderNumber);
  if (lines.length === 0) return null;
  const found = itemFindings(db, encounter);
  const count = (...wanted: readonly LineFinding['finding'][]) => found.filter(({ finding }) => wanted.includes(finding)).length;
  const first = lines.find(({ line }) => line === found[0]?.line);
  return {
    checked: lines.length,
    person: count('sex', 'age', 'scheme'),
    quantity: count('per-day', 'per-stay'),
    tariff: count('tariff'),
    item: first?.name ?? null,
  };
}

/** All that speaks against each line, before the centre does: catalogue, limit price, limits and tariff. Lines without are not there. */
export function findingsByLine(db: ReadableDb, encounter: Encounter): ReadonlyMap<string, readonly ChargeFinding[]> {
  const found = new Map<string, ChargeFinding[]>();
  const add = (line: string, finding: ChargeFinding) => found.set(line, [...(found.get(line) ?? []), finding]);
  const insured = findCoverage(db, encounter.coverageId)?.schemeCode !== SELF_PAY;
  if (!insured) return found;
  for (const { line, found: why } of catalogueRows(db, encounter.orderNumber)?.rows ?? [])
    if (why !== 'fine') add(line, { finding: why, facts: {} });
  for (const { line, finding, limit, price } of limitFindings(db, encounter.orderNumber))
    add(line, { finding, facts: { limit: limit === '' ? '' : String(Number(limit)), price: price === '' ? '' : String(Number(price)) } });
  for (const { line, finding, facts } of itemFindings(db, encounter)) add(line, { finding, facts: { ...facts } });
  return found;
}
