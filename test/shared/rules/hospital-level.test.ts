import { describe, expect, it } from 'vitest';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, day } from '../../builders/a-claim.ts';
import { packWith } from '../../builders/packs.ts';

const reference = { rule: null, title: 't', article: 'a', publishedOn: null, source: 'https://example.invalid/', grade: 'B' };
/** Deductibles of a first stay of somebody in service at Dalian. */
const DUE = { 'special-tertiary': '1200.00', tertiary: '850.00', secondary: '500.00' };

function dueOn(edit: (json: any) => void, name: string, on: string) {
  const insured = packWith('210200', 'hospitals.json', edit);
  const claim = aClaim({ provider: { region: '210200', name, level: 'tertiary' }, care: { kind: 'inpatient', on: day(on) } });
  return String(settle(claim, { insured, care: null }).split.deductible);
}

describe('the level of a hospital that counts for benefits', () => {
  it('is the last one listed in force, from its first day', () => {
    const twice = (json: any) => {
      const entry = json.hospitals.find((one: any) => one.names.includes('大医附一'));
      entry.benefitLevels = [
        { from: '2023-01-01', level: 'special-tertiary', reference },
        { from: '2023-07-01', level: 'secondary', reference },
      ];
    };
    const due = (on: string) => dueOn(twice, '大医附一', on);
    expect([due('2023-01-01'), due('2023-06-30'), due('2023-07-01')]).toEqual([
      DUE['special-tertiary'],
      DUE['special-tertiary'],
      DUE.secondary,
    ]);
  });

  it('else that of the first rule for its kind, from its first day', () => {
    const ruled = (json: any) => {
      json.levelRules = [{ from: '2023-07-01', reference, when: { level: ['tertiary'] }, level: 'secondary' }];
    };
    const due = (on: string) => dueOn(ruled, '某医院', on);
    expect([due('2023-06-30'), due('2023-07-01')]).toEqual([DUE.tertiary, DUE.secondary]);
    expect(dueOn(ruled, '大医附一', '2023-07-01')).toBe(DUE['special-tertiary']); // the list goes before
  });
});
