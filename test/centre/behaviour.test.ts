import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { behaviourSchema } from './behaviour.ts';

interface Row {
  readonly name: string;
  readonly usual: string;
  readonly section: string;
  readonly mark: string;
}

const rows: readonly Row[] = readFileSync(new URL('BEHAVIOUR.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', usual = '', , section = '', mark = '']) => ({ name: name.replaceAll('`', ''), usual, section, mark }));

const said = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

it('every behaviour is written down with its own name, in the order of the schema or not, and no other', () => {
  expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(behaviourSchema.shape).toSorted());
});

it.each(rows)('$name: its default is the one it has, with section and mark', ({ name, usual, section, mark }) => {
  const value = behaviourSchema.parse({})[name as keyof typeof behaviourSchema.shape];
  expect(usual.replaceAll('`', '').split(' (')[0]).toBe(said(value));
  expect(section).toMatch(/^(\d+(\.\d+)?(, \d+(\.\d+)?)*|–)$/);
  expect(mark).toMatch(/^(c|OWN|≠|–)/);
});
