import { z } from 'zod';
import { fenText, readFen } from '../standin/amount.ts';
import { chinaDay, type Clock } from '../standin/clock.ts';
import { dayList } from '../standin/day-list.ts';
import type { Route } from '../standin/signed-server.ts';

interface Kept {
  readonly requestKey: string;
  readonly red: boolean;
  readonly stayNumber: string;
  readonly body: string;
  readonly answer: Record<string, string>;
  readonly fen: number;
  readonly at: number;
  sent: number;
  takenBackBy: string | null;
  paperTaken: boolean;
  booked: boolean;
}

/** What stands at the platform, for whoever judges. */
export interface InvoiceVerdict {
  /** Valid invoices of each stay, by number. */
  readonly valid: Readonly<Record<string, readonly string[]>>;
  readonly issued: number;
  readonly red: number;
  /** Acts that were sent more than once. */
  readonly repeated: readonly string[];
  readonly invoices: readonly { readonly stayNumber: string; readonly red: boolean; readonly amount: string; readonly parts: unknown }[];
}

const amount = z.string().regex(/^(0|[1-9]\d{0,11})\.\d{2}$/);
const issueSchema = z.strictObject({
  requestKey: z.string().min(8).max(80),
  hospital: z.string().min(1),
  place: z.string().min(1),
  payerName: z.string().min(1),
  stayNumber: z.string().min(1),
  department: z.string(),
  admittedOn: z.iso.date(),
  leftOn: z.iso.date(),
  settledAt: z.iso.datetime(),
  total: amount,
  funds: amount,
  ownAccount: amount,
  otherPayer: amount,
  ownPaid: amount,
  arrears: amount,
});
const reverseSchema = z.strictObject({ requestKey: z.string().min(8).max(80), code: z.string(), number: z.string(), amount });

const fenOf = (text: string): number => readFen(text) ?? 0;

/** The platform's own books. One code per year, eight to ten digits of a number, a six-digit check code, as fiscal e-invoices have them. */
export class Platform {
  readonly kept = new Map<string, Kept>();
  readonly #clock: Clock;
  #number = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  routes(): readonly Route[] {
    const keyOf = ({ body }: { readonly body: unknown }) => String((body as { requestKey?: unknown } | null)?.requestKey ?? '');
    const refuse: Route['refuse'] = (request, words) => ({ result: 'refused', requestKey: keyOf(request), words });
    return [
      { operation: 'issue', method: 'POST', path: '/invoice/issue', run: ({ body }) => this.#issue(body), refuse },
      { operation: 'reverse', method: 'POST', path: '/invoice/reverse', run: ({ body }) => this.#reverse(body), refuse },
      {
        operation: 'requests',
        method: 'GET',
        path: '/invoice/requests/:key',
        run: ({ params: { key = '' } }) => this.kept.get(key)?.answer ?? { result: 'absent', requestKey: key },
        refuse,
      },
      {
        operation: 'standing',
        method: 'GET',
        path: '/invoice/invoices/:code/:number',
        run: ({ params: { code = '', number = '' } }) => {
          const { paperTaken, booked } = this.find(code, number);
          return { paperTaken, booked };
        },
        refuse,
      },
      {
        operation: 'day',
        method: 'GET',
        path: '/invoice/days/:day',
        run: ({ params: { day = '' } }) => ({ invoices: this.day(day) }),
        refuse,
      },
    ];
  }

  #issue(body: unknown): object {
    const { requestKey, stayNumber, ...rest } = issueSchema.parse(body);
    const fen = fenOf(rest.total);
    return this.#once(requestKey, { stayNumber, red: false, fen, body: JSON.stringify(rest) }, () => {
      const parts = [rest.funds, rest.ownAccount, rest.otherPayer, rest.ownPaid, rest.arrears].reduce((sum, text) => sum + fenOf(text), 0);
      if (parts !== fen) return '各项之和与总额不符';
      return this.#valid(stayNumber).length > 0 ? '该次住院已有有效电子票据' : undefined;
    });
  }

  #reverse(body: unknown): object {
    const { requestKey, code, number, amount: text } = reverseSchema.parse(body);
    const original = this.find(code, number);
    return this.#once(requestKey, { stayNumber: original.stayNumber, red: true, fen: fenOf(text), body: '{}' }, () => {
      if (original.takenBackBy !== null) return '该电子票据已冲红';
      if (original.paperTaken) return '已换开纸质票据，请先收回纸质票据';
      if (original.booked) return '已入账，不能冲红';
      if (original.fen !== fenOf(text)) return '冲红金额与原票不符';
      original.takenBackBy = requestKey;
      return undefined;
    });
  }

  #once(requestKey: string, about: Pick<Kept, 'stayNumber' | 'red' | 'fen' | 'body'>, refusal: () => string | undefined): object {
    const earlier = this.kept.get(requestKey);
    if (earlier !== undefined) {
      earlier.sent += 1;
      return earlier.answer;
    }
    const words = refusal();
    const answer = words === undefined ? this.#issued(requestKey, about) : { result: 'refused', requestKey, words };
    const state = { sent: 1, takenBackBy: null, paperTaken: false, booked: false };
    this.kept.set(requestKey, { requestKey, ...about, answer, at: this.#clock.now(), ...state });
    return answer;
  }

  #issued(requestKey: string, { red, fen }: Pick<Kept, 'red' | 'fen'>): Record<string, string> {
    this.#number += 1;
    const number = String(this.#number).padStart(10, '0');
    const now = this.#clock.now();
    return {
      result: 'done',
      requestKey,
      code: `2102${chinaDay(now).slice(2, 4)}01`,
      number,
      checkCode: String((this.#number * 7_919) % 1_000_000).padStart(6, '0'),
      pickUpCode: red ? '' : `QP${String((this.#number * 104_729) % 100_000_000).padStart(8, '0')}`,
      amount: fenText(fen),
      issuedAt: new Date(now).toISOString(),
    };
  }

  find(code: string, number: string): Kept {
    const found = this.#done().find(({ answer }) => answer['code'] === code && answer['number'] === number);
    if (found === undefined) throw new Error('no such invoice');
    return found;
  }

  #done(): readonly Kept[] {
    return [...this.kept.values()].filter(({ answer }) => answer['result'] === 'done');
  }

  #valid(stay: string): readonly string[] {
    const mine = this.#done().filter(({ stayNumber, red, takenBackBy }) => stayNumber === stay && !red && takenBackBy === null);
    return mine.map(({ answer }) => answer['number'] ?? '');
  }

  day(day: string): readonly object[] {
    return this.#done()
      .filter(({ at }) => chinaDay(at) === day)
      .map(({ requestKey, red, fen, answer }) => ({
        requestKey,
        red,
        code: answer['code'],
        number: answer['number'],
        amount: fenText(fen),
      }));
  }

  /** The same as a file. */
  dayList(day: string): string {
    const listed = this.#done().map(({ requestKey, red, fen, at, answer }) => ({
      ...{ number: `${answer['code']} ${answer['number']}`, key: requestKey, fen, back: red, atMs: at },
      kind: red ? '冲红' : '开票',
    }));
    return dayList(day, listed);
  }

  /** A person at the machine, or an accountant: the state of the newest invoice of a stay. */
  mark(stayNumber: string, change: { readonly paperTaken?: boolean | undefined; readonly booked?: boolean | undefined }): void {
    const last = this.#done().findLast((each) => each.stayNumber === stayNumber && !each.red);
    if (last === undefined) throw new Error('no invoice of this stay');
    last.paperTaken = change.paperTaken ?? last.paperTaken;
    last.booked = change.booked ?? last.booked;
  }

  judge(): InvoiceVerdict {
    const done = this.#done();
    const stays = new Set(done.map(({ stayNumber }) => stayNumber));
    return {
      valid: Object.fromEntries([...stays].map((stay) => [stay, this.#valid(stay)])),
      issued: done.filter(({ red }) => !red).length,
      red: done.filter(({ red }) => red).length,
      repeated: [...this.kept.values()].filter(({ sent }) => sent > 1).map(({ requestKey }) => requestKey),
      invoices: done.map(({ stayNumber, red, fen, body }) => ({
        stayNumber,
        red,
        amount: fenText(fen),
        parts: JSON.parse(body) as unknown,
      })),
    };
  }
}
