import { describe, expect, it } from 'vitest';
import { answerCase } from '../../electron/core/cli/answer-case.ts';
import { readCaseText } from '../../shared/policy/case-text.ts';
import { allPacks, packWithAll } from '../builders/packs.ts';

/** Zibo with a relative's account that pays all or nothing, of 自付 alone. */
const strict = packWithAll('370300', [
  [
    'gates.json',
    (json) => {
      for (const gate of json.gates) if (gate.gate === 'account-balance') gate.draw = 'all-or-nothing';
    },
  ],
]);
const packs = [...allPacks().filter(({ region }) => region.code !== '370300'), strict];

function settle(balance: string): any {
  const read = readCaseText({
    patient: { age: 50 },
    coverage: { region: '370300', scheme: 'employee', person: 'in-service' },
    provider: { region: '370300', level: 'tertiary' },
    care: { kind: 'inpatient', on: '2023-11-01', stayNo: 1 },
    sums: { total: '5400.00', selfPaid: '400.00' },
    accounts: { family: { balance, relative: 'spouse' } },
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const answer = answerCase(read.value, { packs, trusts: () => true }, { explain: false, whatIf: false });
  return JSON.parse(JSON.stringify(answer.json));
}

describe("a relative's account that pays all or nothing (Q-A3)", () => {
  const full = settle('10000000.00').split;

  it('is held against what it may pay, not against 自费 too', () => {
    expect(full.familyAccount).toBe(full.inScopeOwnShare);
    expect(settle(full.familyAccount)).toMatchObject({ reasons: [], split: { familyAccount: full.familyAccount } });
  });

  it('one fen less pays nothing, and says why', () => {
    const short = settle((Number(full.familyAccount) - 0.01).toFixed(2));
    expect(short.reasons).toMatchObject([{ code: 'account.balance-short' }]);
    expect(short.split.familyAccount).toBe('0.00');
  });
});
