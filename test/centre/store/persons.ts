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
  /** What the insured place pays for ordinary outpatient care. */
  outpatient: z.enum(['pooled', 'account-only', 'none']).default('pooled'),
  /** How it counts targeted drugs outside of a stay. */
  targetedDrugs: z.enum(['ordinary', 'special']).default('ordinary'),
  /** Its remark, where this platform writes the category. */
  filedAs: z.string().default('异地长期居住人员'),
});

/** What this centre already knew of a year before the first message. */
const yearSchema = z.strictObject({
  stays: z.int().default(0),
  deductible: amount.default('0.00'),
  burden: amount.default('0.00'),
  fund: amount.default('0.00'),
  outpatientDeductible: amount.default('0.00'),
  outpatientFund: amount.default('0.00'),
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
  /** Registrations for special or chronic outpatient diseases. */
  chronic: z
    .array(z.strictObject({ code: z.string(), name: z.string(), from: z.string(), until: z.string().nullable().default(null) }))
    .default([]),
  years: z.record(z.string(), yearSchema).default({}),
});

export type Person = z.output<typeof personSchema>;
export type Insurance = z.output<typeof insuranceSchema>;

/** Adds a person or replaces all that is known of him. */
export async function savePerson(store: Store, given: unknown): Promise<Person> {
  const person = personSchema.parse(given);
  await store.run('DELETE FROM person WHERE psn_no = ? OR certno = ?', person.psnNo, person.certno);
  const { psnNo: psn_no, certno, cardNo: card_no } = person;
  await store.insert('person', { psn_no, certno, card_no, doc: JSON.stringify(person) });
  return person;
}

export function personByNumber(store: Store, psnNo: string): Promise<Person | undefined> {
  return find(store, 'psn_no', psnNo);
}

export function personByCertificate(store: Store, certno: string): Promise<Person | undefined> {
  return find(store, 'certno', certno);
}

export function personByCard(store: Store, cardNo: string): Promise<Person | undefined> {
  return find(store, 'card_no', cardNo);
}

export async function countPersons(store: Store): Promise<number> {
  return (await store.get<{ n: number }>('SELECT count(*) AS n FROM person'))?.n ?? 0;
}

async function find(store: Store, column: 'psn_no' | 'certno' | 'card_no', value: string): Promise<Person | undefined> {
  const row = await store.get<{ doc: string }>(`SELECT doc FROM person WHERE ${column} = ?`, value);
  return row === undefined ? undefined : personSchema.parse(JSON.parse(row.doc));
}
