import { describe, expect, it } from 'vitest';
import type { Relative } from '../../shared/policy/gate-schema.ts';
import { accountGates } from '../../shared/rules/account-gates.ts';
import type { AccountUse } from '../../shared/rules/gate-types.ts';
import { directGates } from '../../shared/rules/direct-gates.ts';
import { day, yuan } from '../builders/a-claim.ts';
import { anAccountUse, anApplication, answerOf, gatePacks, notMet } from '../builders/an-application.ts';
import { packWithAll, put } from '../builders/packs.ts';

const anshan = gatePacks('210300');
const zibo = gatePacks('370300');
const use = (over: Partial<AccountUse> = {}, packs = anshan) => accountGates(anAccountUse(over), packs);
const local = (over: Partial<AccountUse> = {}) => use({ user: { region: '210300', scheme: 'resident' }, ...over });
const ziboUse = (over: Partial<AccountUse> = {}) =>
  use(
    {
      on: day('2023-11-01'),
      owner: { region: '370300', scheme: 'employee', hasAccount: true, balance: yuan('500.00') },
      user: { region: '370300', scheme: 'resident' },
      ...over,
    },
    zibo,
  );

describe('who may be paid for from an account', () => {
  it('A-11 spouse, parents and children, for care, pharmacy and premiums', () => {
    for (const relative of ['spouse', 'parent', 'child'] as const) expect(local({ relative })).toMatchObject({ open: true });
    for (const purpose of ['care', 'pharmacy', 'resident-premium', 'long-term-care-premium', 'commercial-premium'] as const)
      expect(local({ purpose }).open).toBe(true);
    expect(notMet(local({ on: day('2024-07-31'), relative: 'sibling' }))).toContain('account.relative-not-allowed');
  });

  it('L-03 siblings, grandparents and grandchildren from 2024-08 on', () => {
    const far: readonly Relative[] = ['sibling', 'grandparent', 'grandchild'];
    for (const relative of far) {
      expect(notMet(ziboUse({ relative, on: day('2024-07-31') }))).toEqual(['account.relative-not-allowed']);
      const after = ziboUse({ relative, on: day('2024-08-01') });
      expect(answerOf(after, 'relatives')).toMatchObject({ verdict: 'met', rule: 'L-03' });
    }
  });

  it('A-12 across cities of one province: other area, employee scheme, bound with a face check', () => {
    expect(notMet(use())).toEqual([]);
    expect(notMet(use({ user: { region: '210200', scheme: 'resident' } }))).toEqual(['account.user-scheme-not-covered']);
    expect(notMet(use({ bound: false }))).toEqual(['account.not-bound']);
    expect(notMet(use({ faceChecked: false }))).toEqual(['account.face-not-checked']);
    expect(notMet(use({ user: { region: '370300', scheme: 'employee' } }))).toContain('account.not-across-areas');
  });

  it('Q-A4 inside the city the user may be a resident', () => {
    expect(notMet(local())).toEqual([]);
  });

  it('A-09 nobody pays from an account that does not exist', () => {
    const none = anAccountUse({
      relative: null,
      owner: { region: '210300', scheme: 'employee', hasAccount: false, balance: yuan('0.00') },
    });
    expect(notMet(accountGates({ ...none, user: { region: '210300', scheme: 'employee' } }, anshan))).toEqual(['account.none']);
  });

  it('Q-A3 a short balance: pays what it has, or nothing at all, as the pack says', () => {
    const short = { due: yuan('500.01') };
    expect(local(short)).toMatchObject({ open: true, pays: yuan('500.00') });
    const literal = packWithAll('210300', [
      ['gates.json', (json) => put('all-or-nothing', 'draw')(json.gates.find((rule: any) => rule.gate === 'account-balance'))],
    ]);
    const strict = accountGates(anAccountUse({ ...short, user: { region: '210300', scheme: 'resident' } }), {
      ...anshan,
      insured: literal,
    });
    expect(strict).toMatchObject({ open: false, pays: yuan('0.00') });
    expect(notMet(strict)).toEqual(['account.balance-short']);
  });

  it('Z-19 an employee pays the resident premium of parents, spouse, children: insured here, bound, balance enough', () => {
    const premium = (over: Partial<AccountUse> = {}) => ziboUse({ purpose: 'resident-premium', due: yuan('440.00'), ...over });
    expect(premium()).toMatchObject({ open: true, pays: yuan('440.00') });
    expect(answerOf(premium(), 'account-bound').facts['channel']).toBe('山东税务社保费缴纳小程序');
    expect(notMet(premium({ due: yuan('500.01') }))).toEqual(['account.balance-short']);
    expect(notMet(premium({ bound: false }))).toEqual(['account.not-bound']);
    expect(notMet(premium({ user: { region: '370100', scheme: 'resident' } }))).toEqual(['account.owner-not-insured-here']);
  });

  it('Z-20 once bound it pays their outpatient care and drugs, as far as it goes', () => {
    expect(ziboUse({ purpose: 'pharmacy', due: yuan('800.00') })).toMatchObject({ open: true, pays: yuan('500.00') });
    expect(answerOf(ziboUse({ purpose: 'care' }), 'account-purposes').verdict).toBe('met');
    expect(notMet(ziboUse({ purpose: 'long-term-care-premium' }))).toContain('account.purpose-not-allowed');
  });

  it('says nothing of the owner or his balance', () => {
    expect(JSON.stringify(use({ due: yuan('999.00') }).gates.map(({ facts }) => facts))).not.toMatch(/500\.00/);
  });
});

describe('where', () => {
  it('A-01 any designated hospital in or outside the city, none is bound', () => {
    const visit = (designated: boolean | null, region = '210300') =>
      answerOf(
        directGates(
          anApplication({
            coverage: { region: '210300', scheme: 'employee' },
            provider: { region, name: '某定点医院', designated },
            care: { kind: 'outpatient', on: day('2025-03-01') },
          }),
          gatePacks('210300', region),
        ),
        'designated',
      ).verdict;
    expect([visit(true), visit(true, '210200'), visit(false), visit(null)]).toEqual(['met', 'met', 'refused', 'ask']);
  });
});
