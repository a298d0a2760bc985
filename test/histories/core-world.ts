import { scryptSync } from 'node:crypto';
import { openDatabase, type WritableDb } from '../../electron/core/db/database.ts';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { type Act, insertAnswer, insertAttempt, saveActState } from '../../electron/core/db/repositories/act-repository.ts';
import { insertClerk } from '../../electron/core/db/repositories/clerk-repository.ts';
import { saveOrder } from '../../electron/core/db/repositories/order-repository.ts';
import { insertClaim } from '../../electron/core/db/repositories/settlement-repository.ts';
import { lazily } from '../../electron/core/lazily.ts';
import { buildLines } from '../../electron/core/lines.ts';
import { readPackFolder } from '../../electron/core/pack-folder.ts';
import { NO_SEALING } from '../../electron/core/ports/key-sealing.ts';
import type { WalletGateway, WalletOutcome } from '../../electron/core/ports/wallet-gateway.ts';
import { type Built, buildServices } from '../../electron/core/services/build-services.ts';
import { LineWatch } from '../../electron/core/services/desk/line-watch.ts';
import { loadShelf } from '../../electron/core/services/desk/policy-shelf.ts';
import { settingsSchema } from '../../electron/core/settings-schema.ts';
import type { EncounterId } from '../../shared/identity/ids.ts';
import type { AttemptOutcome } from '../../shared/model/attempt-outcome.ts';
import type { AdmissionOrder } from '../../shared/model/stay.ts';
import { Money } from '../../shared/money/money.ts';
import { type CalendarDate, type Instant, instantOf } from '../../shared/time/calendar-date.ts';
import { seedStay } from '../migrations/seed.ts';
import { demoSettings } from '../support/desk-folder.ts';

export const CLERK = 'T01';
export const SUPERVISOR = { clerkId: 'S01', pin: '5678' } as const;
export const STAYS = 3;

const START = Date.parse('2023-06-13T00:00:00.000Z');
const NOWHERE = 'http://127.0.0.1:9';

/** All services of a desk as the core builds them, over one data file in memory; nobody listens at the other ends but a wallet that does as it is told. */
export interface World {
  readonly db: WritableDb;
  readonly built: Built;
  readonly wallet: ToldWallet;
  readonly stays: readonly EncounterId[];
  /** A new instant of the invented day each time. */
  now(): Instant;
  /** The other side answers an act: kept and carried into the books as the outbox does it. */
  answer(act: Act, outcome: AttemptOutcome): void;
  close(): void;
}

export function coreWorld(): World {
  let ms = START;
  let messages = 0;
  const now = () => {
    ms += 1_000;
    return instantOf(ms);
  };
  const clock = { now, today: () => '2023-06-13' as CalendarDate, milliseconds: () => ms };
  const db = openDatabase(':memory:');
  migrate(db, migrations);
  const stays = seed(db, now());
  const settings = settingsSchema.parse(worldSettings());
  const watch = new LineWatch({ clock, monotonicMs: () => ms, absent: ['invoice', 'printer'], onChange: () => undefined });
  const wallet = new ToldWallet();
  const built = buildServices({
    db,
    clock,
    settings,
    shelf: lazily(() => loadShelf(readPackFolder('shared/policy/packs'), new Map())),
    watch,
    lines: { ...buildLines(settings, { db, clock, watch }), wallet },
    reader: { cardIn: false, read: () => Promise.reject(new Error('no reader')) },
    readStatement: () => ({ rows: [], refusals: [] }) as never,
    dataDir: '',
    runId: 'histories',
    keyMap: {},
    changed: () => undefined,
    makePaper: () => undefined,
    paperReady: () => undefined,
    sealing: NO_SEALING,
    restart: () => undefined,
  });
  return {
    ...{ db, built, wallet, stays, now },
    answer: (act, outcome) => {
      messages += 1;
      const attempt = { messageId: `message-${messages}`, sentAt: now() };
      if (!insertAttempt(db, act.id, attempt, '{}')) throw new Error(`act ${act.id} does not wait`);
      insertAnswer(db, attempt.messageId, outcome, now());
      saveActState(db, act.id, outcome.kind === 'absent' || outcome.kind === 'undone' ? 'waiting' : outcome.kind);
      built.adopt(act, outcome, attempt);
    },
    close: () => db.close(),
  };
}

function worldSettings(): unknown {
  const settings = demoSettings({ centre: NOWHERE, bank: NOWHERE }, 0);
  return {
    ...settings,
    centre: { ...(settings['centre'] as object), recall: { approval: 'none' } },
    outbox: { absentAfterSeconds: 0, retrySeconds: [1] },
    till: { cashRounding: 'jiao', usualFloat: '500.00' },
  };
}

/** Three stays of one person, in hospital, each with an order that can be read. */
function seed(db: WritableDb, at: Instant): readonly EncounterId[] {
  const salt = '00';
  const hash = scryptSync(SUPERVISOR.pin, Buffer.from(salt, 'hex'), 32, { N: 2 }).toString('hex');
  insertClerk(db, { id: SUPERVISOR.clerkId, name: '班组长', role: 'supervisor' }, `2:${salt}:${hash}`);
  const stays = Array.from({ length: STAYS }, (_, n) => seedStay(db, n) as EncounterId);
  db.prepare(`UPDATE encounter SET patient_id = 'patient-t0', coverage_id = 'coverage-t0'`).run();
  for (const [n, id] of stays.entries()) {
    saveOrder(db, orderOf(n, at), at);
    insertClaim(db, id);
  }
  return stays;
}

const coded = { code: 'D1', name: '示例' } as const;
const orderOf = (n: number, at: Instant): AdmissionOrder => ({
  orderNumber: `OT${n}`,
  patient: { name: '示例', certType: 'id-card', certNumber: `T${n}`, sex: 'male', birthOn: null, phone: null },
  issuedAt: at,
  orderingDepartment: coded,
  orderingDoctor: coded,
  ward: '示例病区',
  department: coded,
  bed: String(n),
  attendingDoctor: coded,
  diagnoses: [{ code: 'J18.900', name: '肺炎', main: true }],
  condition: 'ordinary',
  route: 'outpatient',
  careKind: 'inpatient',
  plan: { total: Money.parse('8000.00'), selfPaid: Money.ZERO, firstShare: Money.ZERO },
});

interface Order {
  readonly fen: number;
  readonly kind: 'pay' | 'refund';
  readonly done: boolean;
}

/** The wallets' platform: a plain list of what it did, and the next answer as somebody set it. It knows no rule of ours. */
export class ToldWallet implements WalletGateway {
  readonly orders = new Map<string, Order>();
  next: 'done' | 'refused' | 'lost-done' | 'lost-not-done' = 'done';

  /** What came in less what went back, in fen. */
  get kept(): number {
    return [...this.orders.values()].reduce((sum, { fen, kind, done }) => sum + (done ? (kind === 'pay' ? fen : -fen) : 0), 0);
  }

  pay = async (orderId: string, amount: Money): Promise<WalletOutcome> => this.#carryOut(orderId, 'pay', amount);
  refund = async (orderId: string, _paid: string, amount: Money): Promise<WalletOutcome> => this.#carryOut(orderId, 'refund', amount);
  prove = async (): Promise<void> => undefined;

  async find(orderId: string): Promise<WalletOutcome> {
    const order = this.orders.get(orderId);
    if (order === undefined) return { kind: 'absent', words: 'no such order' };
    return order.done ? { kind: 'done', numberThere: `W${orderId}`, facts: {} } : { kind: 'refused', words: 'no' };
  }

  #carryOut(orderId: string, kind: Order['kind'], amount: Money): WalletOutcome {
    const done = this.next === 'done' || this.next === 'lost-done';
    this.orders.set(orderId, { fen: amount.toFen(), kind, done });
    if (this.next.startsWith('lost')) return { kind: 'unknown', words: 'no answer' };
    return done ? { kind: 'done', numberThere: `W${orderId}`, facts: {} } : { kind: 'refused', words: 'no' };
  }
}
