import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import { Money } from '../../../shared/money/money.ts';
import { Rate } from '../../../shared/money/rate.ts';
import type { ReadCase } from '../../../shared/policy/case-reading.ts';
import { findGatePacks, findPack, findPacks } from '../../../shared/policy/find-packs.ts';
import type { Pack, RulePacks } from '../../../shared/policy/pack.ts';
import { type AccountDecision, accountGates } from '../../../shared/rules/account-gates.ts';
import { directGates } from '../../../shared/rules/direct-gates.ts';
import { creditDoor } from '../../../shared/rules/door.ts';
import type { DoorDecision } from '../../../shared/rules/door-types.ts';
import { filingCounted } from '../../../shared/rules/filing-gate.ts';
import { filingKindOf } from '../../../shared/rules/filing-kind.ts';
import type { GateDecision, GatePacks } from '../../../shared/rules/gate-types.ts';
import { settle } from '../../../shared/rules/settle.ts';

/** What the gates say of a case. `door` null: it asks for no credit, or the place has none. `asked`: the case as it may be computed. */
export interface Judged {
  readonly gatePacks: GatePacks;
  readonly gates: GateDecision;
  readonly door: DoorDecision | null;
  readonly asked: SettlementCase;
}

/** Asks the gates of direct settlement and of the credit door. Pure; errors: none. */
export function judge(
  { claim, filed, direct, credit }: ReadCase,
  packs: readonly Pack[],
  gatePacks = findGatePacks(packs, placesOf(claim)),
): Judged {
  const gates = directGates(direct, gatePacks);
  const door = credit === null || gatePacks.care === null ? null : creditDoor(credit, gatePacks.care);
  const filing = filed === null ? filingCounted(claim.filing, gates.gates) : filingKindOf(filed, gatePacks);
  const asked = withoutRefused({ ...claim, filing, credit: door?.open === true ? door.available : claim.credit }, gates);
  return { gatePacks, gates, door, asked };
}

/** Asks the gates of a relative's account. Errors: those of `settle`. */
export const judgeAccount = (
  use: NonNullable<ReadCase['familyAccount']>,
  asked: SettlementCase,
  gatePacks: GatePacks,
  packs: readonly Pack[],
): AccountDecision => accountGates({ ...use, due: dueOf(asked, packs) }, accountPacks(use.owner.region, gatePacks, packs));

/** Where a case is insured and where it is treated. */
export const placesOf = ({ coverage, provider }: SettlementCase) => ({ insured: coverage.region, care: provider.region });

/** Errors: rule/policy.no-pack. */
export const rulesOf = (claim: SettlementCase, packs: readonly Pack[]): RulePacks => findPacks(packs, placesOf(claim));

/** The owner's place decides about his account; where its pack is missing, the user's place does. */
const accountPacks = (owner: string, { insured, national }: GatePacks, packs: readonly Pack[]): GatePacks => ({
  insured: findPack(packs, owner, 'insured') ?? insured,
  care: insured,
  national,
});

/** As much as a relative's account may pay here, were it full: the pack says of what. */
function dueOf(claim: SettlementCase, packs: readonly Pack[]): Money {
  return settle({ ...claim, familyAccount: FULL }, rulesOf(claim, packs)).split.familyAccount;
}
const FULL = Money.parse('10000000.00');

/** Lines that a gate refuses are the patient's own; the rest is settled. */
function withoutRefused(claim: SettlementCase, { refusedLines }: GateDecision): SettlementCase {
  const { charges } = claim;
  if (charges.kind !== 'lines' || refusedLines.length === 0) return claim;
  const lines = charges.lines.map((line) =>
    refusedLines.includes(line.id) ? { ...line, grade: { class: 'C' as const, firstShare: Rate.ZERO, priceCap: null } } : line,
  );
  return { ...claim, charges: { kind: 'lines', lines } };
}
