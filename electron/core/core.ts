import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { LineName } from '../../shared/contract/desk-contract.ts';
import type { PaperId } from '../../shared/identity/ids.ts';
import { type CardSource, DeviceReader } from './card/device-reader.ts';
import { type Clock, systemClock } from './clock.ts';
import { openDatabase, type WritableDb } from './db/database.ts';
import { diskError } from '../../shared/errors/disk-error.ts';
import { migrate } from './db/migrate.ts';
import { migrations } from './db/migrations/index.ts';
import { makeLineDue } from './db/repositories/act-repository.ts';
import { sessionClerk } from './db/repositories/clerk-repository.ts';
import { HisFolder } from './his/his-folder.ts';
import { HisListener } from './his/his-listener.ts';
import { millisecondsOf } from '../../shared/time/calendar-date.ts';
import { HisOutFolder } from './his/his-out-folder.ts';
import { deskAnswers, printAnswers } from './ipc/answers.ts';
import type { Answers, IpcDeps } from './ipc/register.ts';
import { drainOutbox } from './jobs/outbox-worker.ts';
import { signOutAtDayEnd } from './jobs/day-end-sign-out.ts';
import { downloadLists } from './jobs/nightly-download.ts';
import { keepRunning } from './jobs/pace.ts';
import { proveLines } from './jobs/prove-lines.ts';
import { ACT_LINES } from '../../shared/model/acts.ts';
import { CLERK_ROLES } from '../../shared/model/clerk.ts';
import { FACTORY_KEYS } from '../../shared/contract/key-map.ts';
import { lazily } from './lazily.ts';
import type { Log } from './log.ts';
import { buildLines } from './lines.ts';
import { readPackFolder } from './pack-folder.ts';
import { statementReader } from './statements/read-statement.ts';
import { WatchedFolder } from './ports/watched-folder.ts';
import { buildServices } from './services/build-services.ts';
import { OutletService } from './services/stay/outlet-service.ts';
import { queuesOf } from './services/build/build-deps.ts';
import type { StatementIntake } from './ports/day-statement.ts';
import type { HisIntake } from './ports/his-intake.ts';
import { type KeySealing, NO_SEALING } from './ports/key-sealing.ts';
import { type LineState, LineWatch } from './services/desk/line-watch.ts';
import { loadShelf } from './services/desk/policy-shelf.ts';
import { addClerks, type SessionService } from './services/desk/session-service.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings-schema.ts';
import { trainingOffset } from './training-clock.ts';

export interface CoreOptions {
  readonly dataDir: string;
  readonly packFolder: string;
  readonly runId: string;
  /** Tests play an invented day; otherwise that of the settings' training, which may move. */
  readonly clockOffset?: () => number;
  /** Tests: so many times quicker do the jobs turn that look into folders and for forgotten stays; those that ask other sides keep their pauses. */
  readonly pace?: number;
  readonly log: Log;
  readonly wantDevices: () => void;
  readonly makePaper: (paperId: PaperId) => void;
  readonly paperReady: (paperId: PaperId, numbered: boolean) => void;
  /** Something on the screen may have changed. */
  readonly onChange: () => void;
  /** Seals secrets with this computer's keyring; left out where no shell is there. */
  readonly sealing?: KeySealing;
  /** Secrets that lay sealed in settings.json, by their path, in plain. */
  readonly unsealed?: ReadonlyMap<string, string>;
  /** The settings were changed: a fresh core is wanted. */
  readonly restart?: () => void;
  /** The disk failed while it was written or read. Must end this process at once. */
  readonly diskFailed: () => void;
}

export interface Core {
  readonly desk: Answers;
  print(paperId: PaperId): Answers;
  readonly reader: DeviceReader;
  paperMade(paperId: PaperId, pdf: Uint8Array): void;
  paperFailed(paperId: PaperId, reason: string): void;
  stop(): Promise<void>;
}

/** What the first page does not need waits so long. */
const AFTER_START_MS = 300;
const OUTBOX_PAUSE_MS = 250;
const HIS_PAUSE_MS = 500;
/** A port that was taken is tried again. */
const LISTEN_PAUSE_MS = 5_000;
const OUTLET_PAUSE_MS = 1_000;
const STATEMENTS_PAUSE_MS = 2_000;
const VERIFY_PAUSE_MS = 5_000;
/** It begins at an hour of the evening: nobody waits for the minute. */
const AUTO_SETTLE_PAUSE_MS = 10_000;
const SPELL_PAUSE_MS = 2_000;
const WALLET_PAUSE_MS = 2_000;
const PRINTS_PAUSE_MS = 1_000;
const monotonicMs = () => performance.now();
const SIGN_OUT_PAUSE_MS = 60_000;
const DOWNLOAD_PAUSE_MS = 10 * 60_000;
/** The first patient comes before the lists. */
const DOWNLOAD_AFTER_MS = 30_000;

/**
 * The composition root: opens the data folder, wires lines, services and jobs, and starts them.
 *
 * @throws AppError validation/settings.invalid, storage/db.version-from-future, storage/db.corrupt, storage/disk.full, storage/disk.failing: the desk cannot work and says why.
 */
export function startCore(options: CoreOptions): Core {
  const { dataDir, onChange } = options;
  const log = heedDisk(options.log, options.diskFailed);
  const settings = readSettings(dataDir, options.unsealed);
  const clock = systemClock(options.clockOffset ?? offsetOf(settings, dataDir));
  const db = openData(dataDir);
  const shelf = lazily(() => loadShelf(readPackFolder(options.packFolder), readPackFolder(path.join(dataDir, 'packs'))));

  const onLine = (line: LineName, state: LineState) => {
    const acting = ACT_LINES.find((one) => one === line);
    if (acting !== undefined && state !== 'down') {
      makeLineDue(db, acting, clock.now());
      if (acting === 'centre') makeLineDue(db, 'list', clock.now()); // over the same network
      outbox?.kick();
    }
    onChange();
  };
  const watch = new LineWatch({
    clock,
    monotonicMs,
    absent: [
      ...(settings.wallet === undefined ? ['wallet' as const] : []),
      ...(settings.invoice === undefined ? ['invoice' as const] : []),
      ...(queuesOf(settings).length === 0 ? ['printer' as const] : []),
    ],
    onChange: onLine,
  });
  const changed = () => {
    outbox?.kick();
    onChange();
  };
  const reader = new DeviceReader({ ...cardSource(settings.reader, dataDir), wantDevices: options.wantDevices });
  reader.onEvent(onChange);
  const lines = buildLines(settings, { db, clock, watch });
  const built = buildServices({
    ...options,
    db,
    clock,
    settings,
    shelf,
    watch,
    lines,
    reader,
    readStatement: statementReader(settings.dayEnd.columns),
    keyMap: FACTORY_KEYS,
    changed,
    sealing: options.sealing ?? NO_SEALING,
    restart: options.restart ?? (() => undefined),
    hisProblem: () => listener?.problem() ?? null,
  });
  const listener = listenerOf(settings, clock, built.intake);

  const outboxSettings = {
    ...settings.outbox,
    db,
    clock,
    log,
    bind: built.bind,
    adopt: built.adopt,
    absentSince: new Map<string, number>(),
    monotonicMs,
  };
  const his = new HisFolder(path.resolve(dataDir, settings.his.folder));
  const outlet = new OutletService({ db, clock, outlet: new HisOutFolder(path.resolve(dataDir, settings.his.folder)) });
  const statements = new WatchedFolder(path.resolve(dataDir, settings.dayEnd.folder), '.csv');
  const lookAgain = (name: string, pauseMs: number, job: () => Promise<unknown>, firstAfterMs = 0) =>
    keepRunning(name, pauseMs / (options.pace ?? 1), log, job, firstAfterMs / (options.pace ?? 1));
  const outbox = keepRunning('outbox', OUTBOX_PAUSE_MS, log, () => drainOutbox(outboxSettings));
  const jobs = [
    outbox,
    keepRunning('wallets', WALLET_PAUSE_MS, log, async () => {
      await built.services.wallets.findOut(null);
    }),
    lookAgain('his-folder', HIS_PAUSE_MS, async () => takeFiles(his, built.intake, watch)),
    ...(listener === null
      ? []
      : [
          keepRunning('his-http', LISTEN_PAUSE_MS, log, async () => ((await listener.keepOpen()) ? onChange() : undefined), AFTER_START_MS),
        ]),
    lookAgain('his-outlet', OUTLET_PAUSE_MS, async () => outlet.tell(), AFTER_START_MS),
    lookAgain('statements', STATEMENTS_PAUSE_MS, async () => takeStatements(statements, built.statements), AFTER_START_MS),
    keepRunning('pre-check', VERIFY_PAUSE_MS, log, () => built.preCheck(), VERIFY_PAUSE_MS),
    lookAgain('auto-settle', AUTO_SETTLE_PAUSE_MS, () => built.settleForgotten(), VERIFY_PAUSE_MS),
    keepRunning('spell-names', SPELL_PAUSE_MS, log, () => built.spellNames(), SPELL_PAUSE_MS),
    keepRunning('prints', PRINTS_PAUSE_MS, log, () => built.followPrints(), AFTER_START_MS),
    keepRunning('verify-checks', VERIFY_PAUSE_MS, log, () => built.verifyChecks(), AFTER_START_MS),
    keepRunning(
      'prove-lines',
      settings.lines.proveSeconds * 500,
      log,
      () => proveLines(lines, watch, settings.lines.proveSeconds * 1_000),
      AFTER_START_MS / (options.pace ?? 1),
    ),
  ];
  const nightly = { ...settings.centre.download, db, clock, reading: lines.reading };
  jobs.push(keepRunning('download', DOWNLOAD_PAUSE_MS, log, () => whileUp(watch, () => downloadLists(nightly)), DOWNLOAD_AFTER_MS));
  const signOut = { db, clock, reading: lines.reading, rules: settings.centre.signIn, done: { day: '' } };
  jobs.push(keepRunning('sign-out', SIGN_OUT_PAUSE_MS, log, () => whileUp(watch, () => signOutAtDayEnd(signOut)), SIGN_OUT_PAUSE_MS));
  // The first page needs no rules; the first patient should not wait for them either.
  setTimeout(() => log.event('packs-loaded', { packs: shelf().packs.length, problems: shelf().problems.length }), AFTER_START_MS);
  log.event('core-started');

  const ipc = ipcDeps(db, { ...options, log }, built.services.sessions);
  return {
    desk: deskAnswers(ipc, built.services),
    print: (paperId) => printAnswers(ipc, built.services, paperId),
    reader,
    paperMade: (paperId, pdf) => built.services.press.onMade(paperId, pdf),
    paperFailed: (paperId, reason) => built.services.press.onFailed(paperId, reason),
    stop: async () => {
      await lines.close();
      await listener?.close();
      await Promise.all(jobs.map((job) => job.stop()));
      db.close();
    },
  };
}

/**
 * After a failed flush nobody can tell what is kept: the refused step may be found again after the next start, and be repeated. So whoever
 * asked gets no answer from this process, as after any death; the next one reads what is there, and the same key finds it.
 */
function heedDisk(log: Log, diskFailed: () => void): Log {
  return {
    event: log.event,
    failure: (where, correlationId, error) => {
      const known = diskError(error);
      log.failure(where, correlationId, known ?? error);
      if (known?.code === 'disk.failing') diskFailed();
    },
  };
}

/** No offset outside of a drill. */
const offsetOf = ({ training }: Settings, dataDir: string): (() => number) =>
  training === undefined ? () => 0 : trainingOffset(dataDir, training.clockOffsetMs);

/** A folder of images lies in the data folder unless its path says otherwise; a real reader is found by the system. */
function cardSource(reader: Settings['reader'], dataDir: string): CardSource & { readonly seconds: number } {
  if (reader.kind === 'pcsc') return { readerName: reader.readerName, seconds: reader.seconds };
  return { folder: path.resolve(dataDir, reader.folder), seconds: reader.seconds };
}

/** null: the hospital's system only writes files. */
function listenerOf({ his }: Settings, clock: Clock, intake: HisIntake): HisListener | null {
  return his.http === undefined ? null : new HisListener({ ...his.http, intake, milliseconds: () => millisecondsOf(clock.now()) });
}

/** A job that would only wait for a line that is down. */
async function whileUp(watch: LineWatch, job: () => Promise<unknown>): Promise<void> {
  if (watch.state('centre') !== 'down') await job();
}

/** A folder that cannot be read is a line that is down; one bad file is not. */
function takeFiles(his: HisFolder, intake: HisIntake, watch: LineWatch): void {
  const reached = his.isThere();
  watch.heard('his', { reached, tookMs: 0 });
  if (reached) his.drain(intake);
}

/** The other sides' lists of a day. A folder that cannot be read only means that none came. */
function takeStatements(folder: WatchedFolder, intake: StatementIntake): void {
  if (!folder.isThere()) return;
  folder.drain({
    take: ({ name, bytes, sha256 }) => intake.take({ name, bytes, about: null }, sha256),
    refuse: (name, sha256, error) => intake.refuse(name, sha256, error),
  });
}

function openData(dataDir: string): WritableDb {
  const db = openDatabase(path.join(dataDir, 'desk.sqlite'));
  migrate(db, migrations);
  takeFirstClerks(db, path.join(dataDir, 'clerks.json'));
  return db;
}

const firstClerks = z.array(
  z.strictObject({ id: z.string(), name: z.string(), role: z.enum(CLERK_ROLES), pin: z.string().regex(/^\d{4,12}$/) }),
);

/** A new desk's clerks come in a file that is taken once and removed: PINs are not left lying about. */
function takeFirstClerks(db: WritableDb, file: string): void {
  if (!existsSync(file)) return;
  addClerks(db, firstClerks.parse(JSON.parse(readFileSync(file, 'utf8'))));
  rmSync(file);
}

function ipcDeps(db: WritableDb, { log, runId }: CoreOptions, sessions: SessionService): IpcDeps {
  return { log, session: () => ({ clerkId: sessionClerk(db, runId)?.id ?? null, may: (permission) => sessions.may(permission) }) };
}
