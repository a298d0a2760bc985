import fc from 'fast-check';
import { cashRounding, depositSheet, meansSheet, movedOn, settlementSheet, tillSheet } from '../../shared/ledger/books.ts';
import { checkPosting } from '../../shared/ledger/check-posting.ts';
import { MEANS_TABLE, MOVES, type Move, type Route, routeBack } from '../../shared/ledger/means-table.ts';
import { broughtBy, counted, floatIn, handedOver, moneyBack, moneyIn, refundPaid, reversalOf, settled } from '../../shared/ledger/moves.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Account, MEANS, type Posting, type PostingDraft, TILL_MEANS } from '../../shared/model/ledger.ts';
import { splitOf } from '../../shared/model/settlement.ts';
import { Money } from '../../shared/money/money.ts';

/** One random step. What does not fit at that moment must be refused, and change nothing. */
export interface Step {
  readonly act: (typeof ACTS)[number];
  readonly stay: number;
  readonly fen: number;
  readonly means: number;
  readonly pick: number;
}
const ACTS = ['deposit', 'settle', 'collect', 'collect', 'give-back', 'give-back', 'recall', 'pay-refund', 'whole'] as const;

export const steps = fc.array(
  fc.record({
    act: fc.constantFrom(...ACTS),
    stay: fc.nat(2),
    fen: fc.integer({ min: 1, max: 300_000 }),
    means: fc.nat(6),
    pick: fc.nat(50),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
);

const SHIFT = 'shift';
const FLOAT = Money.fromFen(100_000);
const ZERO = Money.ZERO;

/** A book in memory, written only through the rules, with an oracle of its own beside it: plain numbers per stay. */
export class History {
  readonly postings: Posting[] = [];
  readonly #balances = new Map<string, number>();
  /** What an honest clerk would have in a notebook, in fen. */
  readonly notebook = { deposits: [0, 0, 0], drawer: FLOAT.toFen(), owed: [0, 0, 0], refused: 0 };

  constructor() {
    this.#write(floatIn(FLOAT, SHIFT), null);
  }

  balance = (account: Account, subject: string): Money => Money.fromFen(this.#balances.get(`${account} ${subject}`) ?? 0);

  play(step: Step): void {
    const before = this.postings.length;
    try {
      this.#act(step);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.notebook.refused += 1;
      if (this.postings.length !== before) throw new Error('a refused step wrote something');
    }
  }

  #act({ act, stay, fen, means, pick }: Step): void {
    const amount = Money.fromFen(fen);
    const stayId = String(stay);
    const whose = { stayId, shiftId: SHIFT };
    switch (act) {
      case 'deposit': {
        const by = TILL_MEANS[means % TILL_MEANS.length] ?? 'cash';
        this.#write(moneyIn('deposit-received', by, amount, whose), stayId);
        this.#note(stay, { deposit: fen, drawer: by === 'cash' ? fen : 0 });
        return;
      }
      case 'settle':
        if (this.#openSettlement(stayId) === undefined) {
          const split = splitOf({
            total: Money.fromFen(fen * 2),
            selfPaid: amount,
            overCap: ZERO,
            firstShare: ZERO,
            deductible: ZERO,
            pooledFund: amount,
          });
          this.#write(settled(split, stayId), stayId);
          this.#note(stay, { owed: fen });
        }
        return;
      case 'collect':
        this.#collect(stay, Money.fromFen(fen), means);
        return;
      case 'whole':
        this.#collect(stay, this.balance('receivable', stayId), means);
        return;
      case 'give-back': {
        const open = this.sources().filter(({ source }) => source.encounterId === stayId);
        const one = open[pick % Math.max(1, open.length)];
        if (one !== undefined) this.#giveBack(stay, one, Money.fromFen(1 + (fen % one.left.toFen())));
        return;
      }
      case 'recall': {
        const open = this.#openSettlement(stayId);
        if (open === undefined) return;
        this.#write(reversalOf(open), stayId, { reversesId: open.id });
        this.#note(stay, { owed: -movedOn([open], 'receivable').toFen() });
        return;
      }
      case 'pay-refund': {
        const due = this.balance('refund-due', stayId).negated();
        if (!due.isZero()) this.#write(refundPaid('finance', 'transfer', Money.min(due, amount), stayId), stayId);
        return;
      }
      default: {
        const never: never = act;
        return never;
      }
    }
  }

  #collect(stay: number, amount: Money, means: number): void {
    if (amount.compare(ZERO) <= 0) return;
    const stayId = String(stay);
    const by = MEANS[means % MEANS.length] ?? 'cash';
    const rounding = by === 'cash' ? cashRounding(amount, 'jiao') : ZERO;
    this.#write(moneyIn('collected', by, amount, { stayId, shiftId: SHIFT }, rounding), stayId);
    const paid = amount.minus(rounding).toFen();
    this.#note(stay, { owed: -amount.toFen(), deposit: by === 'deposit' ? -paid : 0, drawer: by === 'cash' ? paid : 0 });
  }

  #giveBack(stay: number, { source, returned }: Source, amount: Money): void {
    const route: Route =
      source.means === null ? 'same' : routeBack(source.means, amount.toFen() % 3 === 0 ? 400 : 0, { wechat: 365, alipay: 365 });
    const back = moneyBack(source, returned, amount, route, { stayId: String(stay), shiftId: SHIFT });
    this.#write(back, String(stay), { returnsId: source.id });
    const gone = amount.minus(movedOn([back], 'rounding').negated()).toFen();
    const drawer = source.means === 'cash' ? -gone : 0;
    if (source.kind === 'deposit-received') this.#note(stay, { deposit: -amount.toFen(), drawer });
    else this.#note(stay, { owed: amount.toFen(), deposit: source.means === 'deposit' ? amount.toFen() : 0, drawer });
  }

  #note(stay: number, { deposit = 0, owed = 0, drawer = 0 }: { deposit?: number; owed?: number; drawer?: number }): void {
    this.notebook.deposits[stay] = (this.notebook.deposits[stay] ?? 0) + deposit;
    this.notebook.owed[stay] = (this.notebook.owed[stay] ?? 0) + owed;
    this.notebook.drawer += drawer;
  }

  #openSettlement(stayId: string): Posting | undefined {
    const of = this.postings.filter(({ kind, encounterId }) => kind === 'settled' && encounterId === stayId);
    return of.find(({ id, reversesId }) => reversesId === null && !of.some((other) => other.reversesId === id));
  }

  /** Receiving postings with something left to give back. */
  sources(): readonly Source[] {
    return this.postings.flatMap((source) => {
      if (!(source.kind in MOVES)) return [];
      const backs = this.postings.filter(({ returnsId }) => returnsId === source.id);
      const { against } = MOVES[source.kind as Move];
      const returned = { amount: movedOn(backs, against), rounding: movedOn(backs, 'rounding').negated() };
      const left = broughtBy(source).amount.minus(returned.amount);
      return left.isZero() ? [] : [{ source, returned, left }];
    });
  }

  #write(draft: PostingDraft, stayId: string | null, links: { reversesId?: number; returnsId?: number } = {}): void {
    checkPosting(draft, this.balance);
    for (const { account, subject, amount } of draft.lines) {
      const name = `${account} ${subject}`;
      this.#balances.set(name, (this.#balances.get(name) ?? 0) + amount.toFen());
    }
    const row = {
      id: this.postings.length + 1,
      encounterId: stayId,
      shiftId: SHIFT,
      reversesId: links.reversesId ?? null,
      returnsId: links.returnsId ?? null,
    };
    this.postings.push({ ...draft, ...row } as Posting);
  }

  /** Gives every fen back the way it came and takes every settlement back: nothing may be left anywhere but what finance moved. */
  undoAll(): void {
    for (let left = this.sources(); left.length > 0; left = this.sources()) {
      // What was paid from a deposit goes back to it before the deposit itself goes back.
      const one = left.find(({ source }) => source.kind === 'collected') ?? left[0];
      if (one === undefined) return;
      const stay = Number(one.source.encounterId);
      this.#write(moneyBack(one.source, one.returned, one.left, 'same', { stayId: String(stay), shiftId: SHIFT }), String(stay), {
        returnsId: one.source.id,
      });
    }
    for (const stayId of ['0', '1', '2']) {
      const open = this.#openSettlement(stayId);
      if (open !== undefined) this.#write(reversalOf(open), stayId, { reversesId: open.id });
    }
  }

  close(countedFen: number): void {
    const { expected } = tillSheet(this.postings);
    const difference = Money.fromFen(countedFen).minus(expected);
    if (!difference.isZero()) this.#write(counted(difference, SHIFT), null);
    const all = expected.plus(difference);
    if (!all.isZero()) this.#write(handedOver(all, Money.min(all, FLOAT), SHIFT), null);
  }
}

interface Source {
  readonly source: Posting;
  readonly returned: { readonly amount: Money; readonly rounding: Money };
  readonly left: Money;
}

const TILLS: ReadonlySet<Account> = new Set(TILL_MEANS.map((means) => MEANS_TABLE[means].account));
const STAYS = ['0', '1', '2'] as const;

/** Plays one history and says what is wrong with it; undefined when all holds. */
export function playHistory(history: readonly Step[]): string | undefined {
  const book = new History();
  for (const step of history) {
    book.play(step);
    const wrong = wrongWith(book);
    if (wrong !== undefined) return wrong;
  }
  book.undoAll();
  for (const stay of STAYS) {
    for (const account of ['deposit', 'receivable', 'credit-advance', 'care-income', 'pooled-fund'] as const)
      if (!book.balance(account, stay).isZero()) return `after all was undone ${account} still holds ${book.balance(account, stay)}`;
  }
  // What was requested of finance left the liability, not the till; what came in cash went out in cash, to the fen.
  const away = Money.sum(STAYS.map((stay) => book.balance('refund-due', stay))).plus(book.balance('finance', ''));
  const tills = Money.sum(TILL_MEANS.map((means) => book.balance(MEANS_TABLE[means].account, means === 'cash' ? SHIFT : '')));
  if (!tills.plus(away).plus(book.balance('rounding', SHIFT)).equals(FLOAT)) return 'not exactly what was taken came back';
  if (!book.balance('rounding', SHIFT).isZero()) return 'a rounding was not given back';
  book.close(Math.max(0, tillSheet(book.postings).expected.toFen() - 7));
  if (!book.balance('cash-drawer', SHIFT).isZero()) return 'a closed drawer is not empty';
  return undefined;
}

/** Entries, balances, notebook and sheets say the same, and nothing is overdrawn. */
function wrongWith({ postings, notebook, balance }: History): string | undefined {
  const last = postings.at(-1);
  if (last !== undefined && !Money.sum(last.lines.map(({ amount }) => amount)).isZero()) return 'a posting is not balanced';
  for (const [stay, stayId] of STAYS.entries()) {
    const deposit = balance('deposit', stayId).negated();
    if (deposit.isNegative()) return 'a deposit is overdrawn';
    if (deposit.toFen() !== notebook.deposits[stay]) return `deposit ${deposit} is not the notebook's`;
    if (balance('receivable', stayId).toFen() !== notebook.owed[stay]) return `owed ${balance('receivable', stayId)} is not the notebook's`;
  }
  if (last?.kind === 'collected' && balance('receivable', last.encounterId ?? '').isNegative()) return 'more was taken than was owed';
  if (last !== undefined && last.returnsId !== null && last.lines.some(({ account, amount }) => TILLS.has(account) && !amount.isNegative()))
    return 'giving back brought money in';
  const drawer = balance('cash-drawer', SHIFT);
  if (drawer.isNegative()) return 'the drawer is overdrawn';
  if (drawer.toFen() !== notebook.drawer) return `drawer ${drawer} is not the notebook's`;
  if (!tillSheet(postings).expected.equals(drawer)) return 'the till sheet is not the drawer';
  const held = Money.sum(STAYS.map((stay) => balance('deposit', stay).negated()));
  if (!depositSheet(ZERO, postings).closing.equals(held)) return 'the deposit sheet is not what is held';
  const { total, columns } = settlementSheet(postings);
  if (!Money.sum(Object.values(columns)).equals(total)) return 'the columns of the settlement sheet are not its total';
  const bySheet = Money.sum(meansSheet(postings).map(({ inAmount, outAmount }) => inAmount.minus(outAmount)));
  const byAccount = Money.sum(TILL_MEANS.map((means) => balance(MEANS_TABLE[means].account, means === 'cash' ? SHIFT : '')));
  if (!bySheet.plus(FLOAT).equals(byAccount)) return 'the sheet of means is not the accounts';
  return undefined;
}
