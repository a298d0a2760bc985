import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Channel, Reply } from '../../shared/contract/define-channel.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Core, startCore } from '../../electron/core/core.ts';
import { openDatabase } from '../../electron/core/db/database.ts';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { addClerks } from '../../electron/core/services/desk/session-service.ts';
import { readCardImage } from '../../electron/devices/image-reader.ts';
import { type BankHandle, startBank } from '../bank/bank.ts';
import { type CentreHandle, startCentre } from '../centre/centre.ts';
import { type InvoicePlatformHandle, startInvoicePlatform } from '../einvoice/einvoice.ts';
import { startWallet, type WalletHandle } from '../wallet/wallet.ts';
import { CLERKS, demoSettings, makeDeskFolder } from './desk-folder.ts';

/** What the steps of a clerk need: the desk's channels and its data folder. A core without a window has them, and so has the real program. */
export interface Desk {
  readonly folder: string;
  call<Request extends z.ZodType, Response extends z.ZodType>(
    channel: Channel<Request, Response>,
    request: z.input<Request>,
  ): Promise<z.output<Response>>;
}

/** A whole core on a real data folder, against real stand-ins over HTTP, without a window. */
export interface CoreDesk extends Desk {
  readonly centre: CentreHandle;
  readonly bank: BankHandle;
  readonly wallet: WalletHandle;
  readonly invoice: InvoicePlatformHandle;
  /** Moves the clock of the desk and of all stand-ins. */
  setClock(offsetMs: number): void;
  /** Stops the core as a crash would leave it, as far as one process can, and starts another on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface CoreDeskOptions {
  readonly clockOffsetMs: number;
  readonly centre?: Parameters<typeof startCentre>[0];
  readonly settings?: (settings: Record<string, unknown>) => Record<string, unknown>;
}

/** How much quicker than at a desk the core's jobs take their turns. */
export const PACE = 5;

export async function startCoreDesk({
  clockOffsetMs,
  centre: centreOptions,
  settings = (same) => same,
}: CoreDeskOptions): Promise<CoreDesk> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'desk-core-'));
  const centre = await startCentre({ clockOffsetMs, ...centreOptions });
  const bank = await startBank({ clockOffsetMs });
  const wallet = await startWallet({ clockOffsetMs });
  const invoice = await startInvoicePlatform({ clockOffsetMs });
  const addresses = { centre: centre.url, bank: bank.url, wallet: wallet.url, invoice: invoice.url };
  makeDeskFolder(folder, settings(demoSettings(addresses, clockOffsetMs)));
  rmSync(path.join(folder, 'clerks.json'));
  writeFileSync(path.join(folder, 'desk.sqlite'), firstStart());
  const clock = { offsetMs: clockOffsetMs };
  let core = start(folder, clock);
  const call: CoreDesk['call'] = async (channel, request) => {
    const reply = (await core.desk.get(channel.name)?.(request, 'test')) as Reply;
    if (!reply.ok) throw new AppError(reply.error.kind, reply.error.code, reply.error.message, reply.error.details);
    return z.decode(channel.response, reply.value as never) as never;
  };
  return {
    folder,
    centre,
    bank,
    wallet,
    invoice,
    call,
    setClock: (offsetMs) => {
      clock.offsetMs = offsetMs;
      centre.setClockOffset(offsetMs);
      bank.setClockOffset(offsetMs);
      wallet.setClockOffset(offsetMs);
      invoice.setClockOffset(offsetMs);
    },
    restart: async () => {
      await core.stop();
      core = start(folder, clock);
    },
    close: async () => {
      await core.stop();
      await centre.close();
      await bank.close();
      await wallet.close();
      await invoice.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let afterFirstStart: Buffer | undefined;

/** The data file as a first start leaves it, with the clerks taken: the schema's steps and four slow hashes are most of what a start costs. */
function firstStart(): Buffer {
  if (afterFirstStart === undefined) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'desk-first-'));
    const file = path.join(folder, 'desk.sqlite');
    const db = openDatabase(file);
    migrate(db, migrations);
    addClerks(db, CLERKS);
    db.close(); // with it the log goes into the file
    afterFirstStart = readFileSync(file);
    rmSync(folder, { recursive: true });
  }
  return afterFirstStart;
}

function start(folder: string, clock: { readonly offsetMs: number }): Core {
  const core = startCore({
    dataDir: folder,
    packFolder: 'shared/policy/packs',
    runId: 'test-run',
    clockOffset: () => clock.offsetMs,
    pace: PACE,
    log: { event: () => undefined, failure: (where, id, error) => void (error instanceof AppError || console.error(where, id, error)) },
    wantDevices: () => undefined,
    makePaper: () => undefined,
    paperReady: () => undefined,
    onChange: () => undefined,
    diskFailed: () => undefined,
  });
  core.reader.attach(imagePort());
  return core;
}

/** The devices process's own reader code behind a port that lives in this process. */
function imagePort() {
  let listener: (event: { data: unknown }) => void = () => undefined;
  return {
    postMessage: (message: unknown) => {
      const { id, folder } = message as { id: number; folder: string };
      try {
        listener({ data: { id, ok: true, holder: readCardImage(folder) } });
      } catch (error) {
        const code = error instanceof Error && error.constructor.name === 'NoCard' ? 'card.absent' : 'card.unreadable';
        listener({ data: { id, ok: false, code, reason: String(error) } });
      }
    },
    on: (event: string, callback: (event: { data: unknown }) => void) => {
      if (event === 'message') listener = callback;
    },
    start: () => undefined,
  };
}
