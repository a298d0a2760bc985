import type { Strip } from '../../../../shared/contract/common-schemas.ts';
import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import { hospitalText } from '../../../../shared/time/calendar-date.ts';
import type { Money } from '../../../../shared/money/money.ts';
import { type Act, outcomeUnknown } from '../../db/repositories/act-repository.ts';
import type { CatalogueCheck } from '../../db/repositories/catalogue-repository.ts';
import type { LimitCheck } from '../../db/repositories/limit-price-repository.ts';
import type { ItemCheck } from '../stay/line-checks.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import type { Claim } from '../../db/repositories/settlement-repository.ts';
import type { Guess } from './estimate-service.ts';

export interface GateFacts {
  /** false: the centre's last word was that he is not entitled. */
  readonly eligible: boolean;
  /** The lines against the insurance's own catalogue; null: it was never fetched here. */
  readonly catalogue: CatalogueCheck | null;
  /** The lines against the insurance's limit prices; null: they were never fetched here. */
  readonly limits: LimitCheck | null;
  /** The lines against limits and tariffs of the hospital's mapping; null: no item of the stay has one. */
  readonly items: ItemCheck | null;
  readonly encounter: Encounter;
  readonly claim: Claim;
  readonly acts: readonly Act[];
  readonly guess: Guess;
  readonly strip: Strip;
  readonly centreUp: boolean;
  readonly hisUp: boolean;
  /** Settled by hand: never with the insurance. */
  readonly withdrawn: boolean;
  /** Settled by hand before, taken back to be corrected, and open to be settled by hand again. */
  readonly selfPayAgain: boolean;
  /** The chosen account may not pay: its reasons stand beside the choice. */
  readonly accountClosed: boolean;
  /** Lines of which the insurance office has not said yet whose they are. */
  readonly undivided: boolean;
  /** What of the bill is another payer's: never the insurance's, and owed here all the same. */
  readonly beside: Money;
}

type Precheck = SettlementView['prechecks'][number];

const inOrder = ({ unknown, ended, otherGrade }: CatalogueCheck): boolean => unknown + ended + otherGrade === 0;

const catalogueFacts = ({ lines, unknown, ended, otherGrade, item, fetchedAt }: CatalogueCheck): Record<string, string> => ({
  lines: String(lines),
  unknown: String(unknown),
  ended: String(ended),
  graded: String(otherGrade),
  item: item ?? '',
  at: hospitalText(fetchedAt).slice(0, 16),
});

const limitsInOrder = ({ over, otherLimit }: LimitCheck): boolean => over + otherLimit === 0;

const limitFacts = ({ limited, over, excess, otherLimit, item, fetchedAt }: LimitCheck): Record<string, string> => ({
  limited: String(limited),
  over: String(over),
  excess: excess.toString(),
  other: String(otherLimit),
  item: item ?? '',
  at: hospitalText(fetchedAt).slice(0, 16),
});

const itemsInOrder = ({ person, quantity, tariff }: ItemCheck): boolean => person + quantity + tariff === 0;

const itemFacts = ({ checked, person, quantity, tariff, item }: ItemCheck): Record<string, string> => ({
  checked: String(checked),
  person: String(person),
  quantity: String(quantity),
  tariff: String(tariff),
  item: item ?? '',
});

/** What must be right before a discharge, and who mends it. */
export function prechecksOf({
  encounter,
  acts,
  strip,
  centreUp,
  eligible,
  catalogue,
  limits,
  items,
}: GateFacts): SettlementView['prechecks'] {
  const unsent = acts.filter(({ kind, state }) => kind === 'charges' && state !== 'acknowledged').length;
  const refused = acts.some(({ kind, state }) => kind === 'charges' && state === 'rejected');
  const check = (name: Precheck['check'], standing: Precheck['standing'], facts: Record<string, string> = {}): Precheck => ({
    check: name,
    standing,
    facts,
  });
  const pending = centreUp ? 'waiting' : 'offline';
  return [
    encounter.wardLeftAt === null
      ? check('ward-notice', 'blocked')
      : check('ward-notice', 'ok', { at: hospitalText(encounter.wardLeftAt).slice(5, 16), nurse: encounter.wardNotice?.nurse.name ?? '' }),
    check('charges-sent', unsent === 0 ? 'ok' : refused ? 'blocked' : pending, {
      batches: String(unsent),
      lines: String(strip.chargeCount),
    }),
    check('admission-registered', strip.registration === 'acknowledged' ? 'ok' : strip.registration === 'rejected' ? 'blocked' : pending),
    check('eligibility', eligible ? (centreUp ? 'ok' : 'offline') : 'blocked'),
    ...(catalogue === null ? [] : [check('catalogue', inOrder(catalogue) ? 'ok' : 'doubt', catalogueFacts(catalogue))]),
    ...(limits === null ? [] : [check('limit-prices', limitsInOrder(limits) ? 'ok' : 'doubt', limitFacts(limits))]),
    ...(items === null ? [] : [check('item-limits', itemsInOrder(items) ? 'ok' : 'doubt', itemFacts(items))]),
    check('unknown-outcome', acts.some(outcomeUnknown) ? 'blocked' : 'ok'),
    check('contact-phone', encounter.contactPhone === '' ? 'blocked' : 'ok'),
  ];
}
