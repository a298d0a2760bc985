import { Money } from '../money/money.ts';
import type { GateName, GateRule } from '../policy/gate-schema.ts';
import {
  type Answer,
  answered,
  decisionOf,
  inForce,
  type InForceGate,
  met,
  type Occasion,
  placeOf,
  refused,
  rulesInForce,
} from './gate-answers.ts';
import type { AccountUse, GateDecision, GatePacks } from './gate-types.ts';

/** The use of an account with the gates of its decision, and what it would pay. */
export interface AccountDecision extends GateDecision {
  readonly pays: Money;
}

type Judges = { readonly [N in GateName]?: (use: AccountUse, rule: InForceGate<N>) => Answer | null };

const JUDGES: Judges = {
  'account-purposes': ({ purpose }, { purposes }) =>
    purposes.includes(purpose)
      ? met('account.purpose-allowed', { purpose })
      : refused('account.purpose-not-allowed', 'use-other-means', { purpose }),
  'account-owner-insured-here': ({ owner, user }) =>
    placeOf(owner.region, user.region) === 'local'
      ? met('account.owner-insured-here')
      : refused('account.owner-not-insured-here', 'use-other-means', { region: owner.region }),
  'account-bound': ({ relative, bound, faceChecked }, { channel, faceCheck }) => {
    if (relative === null) return null;
    if (!bound) return refused('account.not-bound', 'bind-account', { channel });
    return faceCheck && !faceChecked ? refused('account.face-not-checked', 'bind-account', { channel }) : met('account.bound', { channel });
  },
  'account-other-area': ({ owner, user }) =>
    placeOf(owner.region, user.region) === 'in-province'
      ? met('account.other-area-of-province')
      : refused('account.not-across-areas', 'use-other-means', { owner: owner.region, user: user.region }),
  'account-user-schemes': ({ user: { scheme } }, { schemes }) =>
    schemes.includes(scheme)
      ? met('account.user-scheme', { scheme })
      : refused('account.user-scheme-not-covered', 'use-other-means', { scheme }),
  'account-balance': ({ owner, due }, { draw }) => {
    const facts = { draw };
    if (!owner.hasAccount) return refused('account.none', 'use-other-means', facts);
    if (owner.balance.compare(due) >= 0) return met('account.balance-enough', facts);
    return draw === 'partial' && !owner.balance.isZero()
      ? met('account.balance-part', facts)
      : refused('account.balance-short', 'use-other-means', facts);
  },
};

/**
 * Whether an account may pay for its owner or a relative, with every reason. The answers never name the owner or his balance.
 *
 * Pure. A relative is allowed when the owner's place or the national law in force allows him: later law widens the circle.
 * Errors: none.
 */
export function accountGates(use: AccountUse, packs: GatePacks): AccountDecision {
  const place = placeOf(use.owner.region, use.user.region);
  const occasion: Occasion = { on: use.on, place, care: null, scheme: use.owner.scheme, provider: null, purpose: use.purpose };
  const names: readonly GateName[] = ['relatives', ...(Object.keys(JUDGES) as GateName[])];
  const gates = names.flatMap((name) => {
    if (name === 'relatives') return relativeAnswer(use, packs, occasion).map(([rule, answer]) => answered(rule, answer, packs));
    const [rule] = rulesInForce(packs, name, occasion);
    if (rule === undefined) return [];
    const answer = (JUDGES[name] as (u: AccountUse, r: GateRule) => Answer | null)(use, rule);
    return answer === null ? [] : [answered(rule, answer, packs)];
  });
  const decision = decisionOf(gates);
  return { ...decision, pays: decision.open ? Money.min(use.owner.balance, use.due) : Money.ZERO };
}

function relativeAnswer(use: AccountUse, packs: GatePacks, occasion: Occasion): readonly (readonly [GateRule, Answer])[] {
  const { relative } = use;
  if (relative === null) return [];
  const rules = [packs.insured, packs.national].flatMap((pack) => {
    const [latest] = pack === null ? [] : inForce(pack, 'relatives', occasion);
    return latest?.gate === 'relatives' ? [latest] : [];
  });
  const allowing = rules.find(({ relatives }) => relatives.includes(relative));
  if (allowing !== undefined) return [[allowing, met('account.relative-allowed', { relative })]];
  const [first] = rules;
  return first === undefined ? [] : [[first, refused('account.relative-not-allowed', 'use-other-means', { relative })]];
}
