import { z } from 'zod';
import type { Store } from './database.ts';

const amount = z.string().regex(/^\d+\.\d{2}$/);

const insuranceSchema = z.strictObject({
  insutype: z.string(),
  psnType: z.string(),
  /** 1 in force, 2 suspended, 4 ended … */
  status: z.string(),
  insuredFrom: z.string(),
  suspendedFrom: z.string().default(''),
  civilServant: z.enum(['0', '1']).default('0'),
  admdvs: z.string(),
  balance: amount.default('0.00'),
  employer: z.string().default(''),
  /** First day of an out-of-area filing; only asked when the insured place is another city. */
  filedFrom: z.string().nullable().default(null),
  /** Last day of that filing; null: until it is changed. */
  filedUntil: z.string().nullable().default(null),
  /** Its remark, where this platform writes the category. */
  filedAs: z.string().default('异地长期居住人员'),
});

/** What this centre already knew of a year before the first message. */
const yearSchema = z.strictObject({
  stays: z.int().default(0),
  deductible: amount.default('0.00'),
  burden: amount.default('0.00'),
  fund: amount.default('0.00'),
});

export const personSchema = z.strictObject({
  psnNo: z.string(),
  certType: z.string().default('01'),
  certno: z.string(),
  name: z.string(),
  gend: z.enum(['1', '2']),
  naty: z.string().default('01'),
  birthOn: z.string(),
  cardNo: z.string(),
  cardSn: z.string(),
  familyBalance: amount.default('0.00'),
  insurances: z.array(insuranceSchema),
  /** Special identities: code, remark, first and last day. */
  identities: z
    .array(z.strictObject({ code: z.string(), memo: z.string(), from: z.string(), until: z.string().nullable().default(null) }))
    .default([]),
  years: z.record(z.string(), yearSchema).default({}),
});

export type Person = z.output<typeof personSchema>;
export type Insurance = z.output<typeof insuranceSchema>;

/** Adds a person or replaces all that is known of him. */
export function savePerson(store: Store, given: unknown): Person {
  const person = personSchema.parse(given);
  store
    .prepare('INSERT OR REPLACE INTO person (psn_no, certno, card_no, doc) VALUES (?, ?, ?, ?)')
    .run(person.psnNo, person.certno, person.cardNo, JSON.stringify(person));
  return person;
}

export function personByNumber(store: Store, psnNo: string): Person | undefined {
  return read(store.prepare('SELECT doc FROM person WHERE psn_no = ?').get(psnNo));
}

export function personByCertificate(store: Store, certno: string): Person | undefined {
  return read(store.prepare('SELECT doc FROM person WHERE certno = ?').get(certno));
}

export function personByCard(store: Store, cardNo: string): Person | undefined {
  return read(store.prepare('SELECT doc FROM person WHERE card_no = ?').get(cardNo));
}

export function countPersons(store: Store): number {
  return (store.prepare('SELECT count(*) AS n FROM person').get() as { n: number }).n;
}

function read(row: unknown): Person | undefined {
  return row === undefined ? undefined : personSchema.parse(JSON.parse((row as { doc: string }).doc));
}
