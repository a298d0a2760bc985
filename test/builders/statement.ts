import type { BookEntry, Cause, CentreRecord, StatementRow } from '../../shared/model/statement.ts';
import { Money } from '../../shared/money/money.ts';
import type { CalendarDate } from '../../shared/time/calendar-date.ts';
import type { OwnFacts, StayHere } from '../../shared/reconcile/statement-facts.ts';

export const DAY = '2023-06-13' as CalendarDate;
const OTHER_DAY = '2023-06-12' as CalendarDate;

/** What the centre has: a settlement, or a reversal of one. */
interface There extends Omit<BookEntry, 'id'> {
  readonly returned: boolean;
  /** Reversed by its message (2601): in no list. */
  readonly hidden: boolean;
}

/** Both sides of a day that agree in everything, for a test to spoil. */
export class TwoBooks {
  readonly centre: There[] = [];
  entries: BookEntry[] = [];
  readonly messages = new Map<string, { stay: string; reversal: boolean }>();
  readonly planted: { readonly cause: Cause; readonly stay: string }[] = [];
  /** What lies in no list of the day: stays and visits that are open, or were settled before. */
  readonly besides: (StayHere & { readonly personNumber: string })[] = [];

  constructor(stays: number) {
    for (let n = 0; n < stays; n += 1) this.#settle(n);
  }

  #settle(n: number): void {
    const total = Money.fromFen(100_000 + n * 137);
    const one = {
      ...{ stay: `S${n}`, reversal: false, settlementNumber: `J${n}`, visitNumber: `V${n}`, personNumber: `P${n}`, messageId: `M${n}` },
      ...{ schemeCode: n % 3 === 0 ? '390' : '310', clearingType: '21', agencyCode: n % 7 === 0 ? '210300' : '210200', day: DAY },
      ...{ total, fund: Money.fromFen(70_000 + n * 91), account: Money.fromFen(n % 5 === 0 ? 1_234 : 0), assumed: false },
    };
    this.centre.push({ ...one, returned: false, hidden: false });
    this.entries.push({ ...one, id: n + 1 });
    this.messages.set(one.messageId, { stay: one.stay, reversal: false });
  }

  /** Spoils the stay number n so that this cause, and no other, is right. */
  plant(cause: Cause, n: number): void {
    const { centre, entries } = this;
    const mine = entries.findIndex(({ stay }) => stay === `S${n}`);
    const entry = entries[mine];
    const there = centre.find(({ stay }) => stay === `S${n}`);
    if (entry === undefined || there === undefined) throw new Error(`no stay ${n}`);
    const change = (changed: Partial<BookEntry>) => void entries.splice(mine, 1, { ...entry, ...changed });
    const changeThere = (changed: Partial<There>) => void centre.splice(centre.indexOf(there), 1, { ...there, ...changed });
    const negative = { total: there.total.negated(), fund: there.fund.negated(), account: there.account.negated(), reversal: true };
    const recall = { ...negative, settlementNumber: `J${n}R`, messageId: `M${n}R` };
    const fen = Money.fromFen(1 + (n % 90));
    const ways: Partial<Record<Cause, () => void>> = {
      'answer-lost': () => void entries.splice(mine, 1),
      'duplicate-there': () => {
        centre.push({ ...there, settlementNumber: `J${n}D`, messageId: `M${n}D` });
        if (n % 2 === 0) this.messages.set(`M${n}D`, { stay: entry.stay, reversal: false });
      },
      'settled-elsewhere': () => {
        entries.splice(mine, 1);
        changeThere({ messageId: `PHONE${n}` });
      },
      'not-ours': () => centre.push({ ...there, stay: 'x', personNumber: `X${n}`, settlementNumber: `JX${n}`, messageId: `X${n}` }),
      'never-there': () => void centre.splice(centre.indexOf(there), 1),
      'duplicate-here': () => void entries.push({ ...entry, id: 100_000 + n }),
      'total-differs': () => change({ total: entry.total.plus(fen) }),
      'fund-differs': () => change({ fund: entry.fund.plus(fen) }),
      'account-differs': () => change({ account: entry.account.plus(fen) }),
      'recalled-there': () => {
        changeThere({ returned: true });
        centre.push({ ...there, ...recall, messageId: `BUREAU${n}`, returned: false });
      },
      'reversed-there': () => changeThere({ returned: true, hidden: true }),
      'recall-missing-there': () => {
        entries.push({ ...entry, ...recall, id: 200_000 + n });
        this.messages.set(recall.messageId, { stay: entry.stay, reversal: true });
      },
      'recall-answer-lost': () => {
        changeThere({ returned: true });
        centre.push({ ...there, ...recall, returned: false });
        this.messages.set(recall.messageId, { stay: entry.stay, reversal: true });
      },
      'other-day': () => change({ day: OTHER_DAY }),
      'wrong-scheme': () => change({ schemeCode: entry.schemeCode === '310' ? '390' : '310' }),
      'wrong-clearing-type': () => change({ clearingType: '28' }),
      'wrong-agency': () => change({ agencyCode: entry.agencyCode === '210200' ? '210300' : '210200' }),
    };
    const way = ways[cause];
    if (way === undefined) throw new Error(`${cause} cannot be planted`);
    way();
    this.planted.push({ cause, stay: cause === 'not-ours' ? 'x' : `S${n}` });
  }

  /** The person of stay n has another one, open or settled before, of so much. */
  alsoHas(n: number, stay: string, { total, settled = false }: { readonly total: Money; readonly settled?: boolean }): void {
    this.besides.push({ personNumber: `P${n}`, stay, settled, counted: null, charged: total });
  }

  /** A visit of the person of stay n, on the same day: settled on both sides, and refunded (2208) on both. */
  visited(n: number, stay: string, total: Money, refunded = false): void {
    const one = {
      ...{ stay, reversal: false, settlementNumber: `J${stay}`, visitNumber: `V${stay}`, personNumber: `P${n}`, messageId: `M${stay}` },
      ...{ schemeCode: '310', clearingType: '11', agencyCode: '210200', day: DAY, total, fund: total, account: Money.ZERO, assumed: false },
    };
    const back = { reversal: true, total: total.negated(), fund: total.negated(), settlementNumber: `J${stay}R`, messageId: `M${stay}R` };
    const all = refunded ? [one, { ...one, ...back }] : [one];
    for (const each of all) {
      this.centre.push({ ...each, returned: refunded && !each.reversal, hidden: false });
      this.entries.push({ ...each, id: 300_000 + this.entries.length });
      this.messages.set(each.messageId, { stay, reversal: each.reversal });
    }
  }

  /** Somebody settles at the centre for the person of stay n: by no message of ours. */
  somebodySettles(n: number, total: Money, clearingType = '21'): void {
    const like = this.centre.find(({ personNumber }) => personNumber === `P${n}`);
    if (like === undefined) throw new Error(`no person ${n}`);
    const number = `PHONE${this.centre.length}`;
    this.centre.push({ ...like, stay: 'x', total, clearingType, settlementNumber: number, messageId: number, returned: false });
  }

  /** Our entries of the day. */
  ofDay(): readonly BookEntry[] {
    return this.entries.filter(({ day }) => day === DAY);
  }

  /** What 3202 would answer to our lists of the day. `amounts`: whether its file has the columns. */
  rows(amounts = true): readonly StatementRow[] {
    const mine = new Map(this.ofDay().map((entry) => [`${entry.clearingType} ${entry.agencyCode} ${entry.settlementNumber}`, entry]));
    const listed = this.centre.filter(({ hidden }) => !hidden);
    const theirs = new Set(listed.map((one) => `${one.clearingType} ${one.agencyCode} ${one.settlementNumber}`));
    const row = (one: Omit<BookEntry, 'id'>, change: Partial<StatementRow>): StatementRow => {
      const { clearingType, agencyCode, reversal, settlementNumber, visitNumber, personNumber, messageId } = one;
      const sums = amounts ? { total: one.total, fund: one.fund, account: one.account } : { total: null, fund: null, account: null };
      const base = { clearingType, agencyCode, reversal, settlementNumber, visitNumber, personNumber, messageId };
      return { ...base, ...sums, equal: false, words: '', ...change };
    };
    const known = listed.map((one) => {
      const entry = mine.get(`${one.clearingType} ${one.agencyCode} ${one.settlementNumber}`);
      if (entry === undefined) return row(one, { settlementNumber: '', visitNumber: '' });
      const equal = [entry.total.equals(one.total), entry.fund.equals(one.fund), entry.account.equals(one.account)].every(Boolean);
      return row(one, { equal });
    });
    const extra = [...mine].filter(([key]) => !theirs.has(key)).map(([, entry]) => row(entry, { messageId: '' }));
    return [...known, ...extra];
  }

  facts(asked: (settlementNumber: string) => boolean = () => true): OwnFacts {
    const byNumber = new Map(this.centre.map((one) => [one.settlementNumber, one]));
    const record = (number: string): CentreRecord | null | undefined => (asked(number) ? (byNumber.get(number) ?? null) : undefined);
    return {
      record,
      message: (messageId) => this.messages.get(messageId),
      entryOfMessage: (messageId) => this.entries.find((entry) => entry.messageId === messageId),
      staysOf: (personNumber) => [...this.#mine(personNumber), ...this.besides.filter((one) => one.personNumber === personNumber)],
    };
  }

  /** As the desk reads it from its books: what is not in them is still charged. */
  #mine(personNumber: string): readonly StayHere[] {
    const stays = new Set([...this.entries, ...this.centre].filter((one) => one.personNumber === personNumber).map(({ stay }) => stay));
    return [...stays]
      .filter((stay) => stay !== 'x')
      .map((stay) => {
        const entries = this.entries.filter((entry) => entry.stay === stay);
        const made = entries.filter(({ reversal }) => !reversal);
        const settled = made.length > entries.length - made.length;
        const there = this.centre.find((one) => one.stay === stay && !one.reversal)?.total;
        const counted = settled ? (made.findLast(({ day }) => day === DAY)?.total ?? null) : null;
        return { stay, settled, counted, charged: there ?? made[0]?.total ?? Money.ZERO };
      });
  }
}

/** Every cause that a day can be spoiled with. */
export const PLANTABLE = [
  'answer-lost',
  'duplicate-there',
  'settled-elsewhere',
  'not-ours',
  'never-there',
  'duplicate-here',
  'total-differs',
  'fund-differs',
  'account-differs',
  'recalled-there',
  'reversed-there',
  'recall-missing-there',
  'recall-answer-lost',
  'other-day',
  'wrong-scheme',
  'wrong-clearing-type',
  'wrong-agency',
] as const satisfies readonly Cause[];
