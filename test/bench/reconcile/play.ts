import { LedgerBook } from '../../../electron/core/services/money/ledger-book.ts';
import { StayMoney } from '../../../electron/core/services/money/stay-money.ts';
import path from 'node:path';
import { HttpCentre } from '../../../electron/core/centre/http-centre.ts';
import { HttpStatement } from '../../../electron/core/centre/http-statement.ts';
import { systemClock } from '../../../electron/core/clock.ts';
import { openDatabase } from '../../../electron/core/db/database.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { migrations } from '../../../electron/core/db/migrations/index.ts';
import { MessageNumbers } from '../../../electron/core/db/repositories/message-numbers.ts';
import { ReconciliationService } from '../../../electron/core/services/reconciliation/reconciliation-service.ts';
import { settingsSchema } from '../../../electron/core/settings-schema.ts';
import { type Cause, CAUSES } from '../../../shared/model/statement.ts';
import { PLANTABLE } from '../../builders/statement.ts';
import { demoSettings } from '../../support/desk-folder.ts';
import { offsetTo } from '../../support/story-clock.ts';
import { type CentreControl, CentreSide } from './centre-side.ts';
import { DeskSide } from './desk-side.ts';

export const DAY = '2023-06-13';
export const CLOCK_OFFSET_MS = offsetTo(`${DAY} 10:00`);

/** So many patients apart, one was in the outpatient department, too. */
const VISITOR_EACH = 20;

export interface Played {
  readonly patients: number;
  readonly planted: number;
  readonly kinds: number;
  readonly causes: number;
  /** Faults of which a difference names the stay and the right kind. */
  readonly found: number;
  readonly rightCause: number;
  readonly falseAlarms: number;
  readonly seconds: number;
  readonly wrong: readonly string[];
}

interface Asked {
  readonly patients: number;
  readonly faults: number;
  readonly cancellations?: 'both-rows' | 'net';
}

/** A day of so many patients at a stand-in centre and in a desk's own file, with so many faults planted; then the desk reconciles over its line. */
export async function playReconciliation(
  centre: CentreControl,
  folder: string,
  { patients, faults, cancellations = 'both-rows' }: Asked,
): Promise<Played> {
  const planted = new Map<number, Cause>();
  const step = Math.floor(patients / faults);
  for (let i = 0; i < faults; i += 1) planted.set(i * step + (i % step), PLANTABLE[i % PLANTABLE.length] as Cause);
  const unsettled = new Set([...planted].filter(([, cause]) => cause === 'never-there').map(([n]) => n));
  const theirs = new CentreSide(centre, CLOCK_OFFSET_MS);
  const all = await theirs.all(patients, unsettled);
  const visitors = all.filter(({ n }) => n % VISITOR_EACH === 0 && !planted.has(n));
  const visits = await theirs.visits(visitors);

  const db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
  const mine = new DeskSide(db, theirs);
  const wanted = new Map<string, Cause>();
  db.transaction(() => {
    for (const one of all) if (!planted.has(one.n)) mine.add(one);
    for (const visit of visits) mine.addVisit(visit);
  })();
  for (const [n, cause] of planted) {
    const one = all[n];
    if (one === undefined) throw new Error(`no patient ${n}`);
    const stay = await mine.plant(cause, one);
    wanted.set(stay ?? `none ${one.personNumber}`, cause);
  }

  const clock = systemClock(() => CLOCK_OFFSET_MS);
  const { hospital, centre: settings } = settingsSchema.parse(demoSettings({ centre: centre.url, bank: centre.url }, 0));
  const numbers = new MessageNumbers(db, '03', () => clock.now());
  const line = new HttpCentre(
    {
      ...settings,
      hospitalCode: hospital.code,
      hospitalName: hospital.name,
      region: hospital.region,
      windowNumber: '03',
      windowName: '窗口 3',
    },
    {
      nextMessageId: () => `${hospital.code}${numbers.take()}`,
      milliseconds: () => clock.milliseconds(),
      heard: () => undefined,
    },
  );
  const statements = new HttpStatement(line, { ...settings, hospitalCode: hospital.code });
  const service = new ReconciliationService({
    db,
    clock,
    statements,
    ...settings.statement,
    cancellations,
    stayMoney: new StayMoney({ db, clock, book: new LedgerBook({ db, clock, windowNumber: '03' }) }),
    onChange: () => undefined,
  });
  const started = performance.now();
  await service.compare(DAY as never, null);
  const seconds = (performance.now() - started) / 1_000;
  const { differences } = service.view(DAY as never);
  await line.close();
  db.close();

  const named = differences.map((one) => ({ ...one, key: one.stay ?? `none ${one.personNumber}` }));
  const found = [...wanted].filter(([key, cause]) => named.some((one) => one.key === key && CAUSES[one.cause].kind === CAUSES[cause].kind));
  const right = [...wanted].filter(([key, cause]) => named.some((one) => one.key === key && one.cause === cause));
  const falseAlarms = named.filter(({ key }) => !wanted.has(key));
  const extra = named.filter(({ key }, index) => wanted.has(key) && named.findIndex((one) => one.key === key) !== index);
  const missed = [...wanted].filter(([key, cause]) => !named.some((one) => one.key === key && one.cause === cause));
  return {
    patients,
    planted: wanted.size,
    kinds: new Set([...wanted.values()].map((cause) => CAUSES[cause].kind)).size,
    causes: new Set(wanted.values()).size,
    found: found.length,
    rightCause: right.length / wanted.size,
    falseAlarms: falseAlarms.length + extra.length,
    seconds,
    wrong: [
      ...missed.map(([key, cause]) => `missed ${cause} ${key}`),
      ...[...falseAlarms, ...extra].map(({ key, cause }) => `false ${cause} ${key}`),
    ],
  };
}
