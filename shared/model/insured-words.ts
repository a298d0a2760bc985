import type { PersonClass, Scheme } from './settlement-case.ts';

// The platform's own code tables, as far as rules exist for them (interface reference §10: insutype, psn_type).

/** Scheme of an insured status: 310 employees, 390 residents; null: this program has no rules for it. */
export function schemeOf(schemeCode: string): Scheme | null {
  if (schemeCode === '310') return 'employee';
  return ['390', '391', '380'].includes(schemeCode) ? 'resident' : null;
}

/** Person class: 11 in service, 12 retired, 14 minors, 15 and 16 adults; four-digit codes refine their first two. */
export function personClassOf(personClassCode: string): PersonClass | null {
  const classes: Readonly<Record<string, PersonClass>> = {
    '11': 'in-service',
    '12': 'retired',
    '14': 'minor',
    '15': 'adult',
    '16': 'adult',
  };
  return classes[personClassCode.slice(0, 2)] ?? null;
}
