import { readFileSync } from 'node:fs';

interface PersonFile {
  readonly name: string;
  readonly years: Record<string, Record<string, unknown>>;
}

/**
 * A person of the centre's persons.json with another number of earlier stays in 2023: another hospital's settlement
 * becomes known there on some day, and not before.
 */
export function withEarlierStays(name: string, stays: number): PersonFile {
  const person = personOf(name);
  const year = stays === 0 ? {} : { '2023': { ...person.years['2023'], stays } };
  return { ...person, years: year };
}

/** A person of the centre's persons.json as he stands there. */
export function personOf(name: string): PersonFile {
  const persons = JSON.parse(readFileSync(new URL('../centre/persons.json', import.meta.url), 'utf8')) as PersonFile[];
  const person = persons.find((each) => each.name === name);
  if (person === undefined) throw new Error(`no person ${name}`);
  return person;
}
