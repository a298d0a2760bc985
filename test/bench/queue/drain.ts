import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { signedHeaders } from '../../../electron/core/centre/signer.ts';
import { systemClock } from '../../../electron/core/clock.ts';
import { openDatabase } from '../../../electron/core/db/database.ts';
import { HisFolder } from '../../../electron/core/his/his-folder.ts';
import { drainOutbox } from '../../../electron/core/jobs/outbox-worker.ts';
import { buildLines } from '../../../electron/core/lines.ts';
import { readPackFolder } from '../../../electron/core/pack-folder.ts';
import type { HisEntry } from '../../../electron/core/ports/his-intake.ts';
import { NO_SEALING } from '../../../electron/core/ports/key-sealing.ts';
import { statementReader } from '../../../electron/core/statements/read-statement.ts';
import { buildServices } from '../../../electron/core/services/build-services.ts';
import { LineWatch } from '../../../electron/core/services/desk/line-watch.ts';
import { loadShelf } from '../../../electron/core/services/desk/policy-shelf.ts';
import { settingsSchema } from '../../../electron/core/settings-schema.ts';
import { admissionOrderSchema, wardNoticeSchema } from '../../../shared/model/stay-schema.ts';
import { Caller } from '../../centre/caller/caller.ts';
import { StoryStay } from '../../centre/caller/story-stay.ts';
import { writeAdmissionOrder, writeDischargeNotice } from '../../his/writer.ts';
import { demoSettings } from '../../support/desk-folder.ts';
import type { StandinProcess, Standins } from '../../support/standin-processes.ts';
import { offsetTo } from '../../support/story-clock.ts';
import type { Side } from './measure.ts';
import type { Papers, Visit } from './seed.ts';

/** Acts of one round: all of the smallest queue. */
const COUNT = 1_000;
const AT_ONCE = 8;
const clockOffsetMs = offsetTo('2023-06-13 10:00');

/** Visits at the centre for as many discharges as a round sends. A discharge may be reported again there. */
export async function prepareCentre(centre: StandinProcess): Promise<{ readonly visits: readonly Visit[]; readonly papers: Papers }> {
  await centre.control('POST', 'behaviour', { repeatedDischarge: 'accepted' });
  const caller = new Caller(centre.url);
  caller.nowMs = () => Date.now() + clockOffsetMs;
  const visits: Visit[] = [];
  for (let n = 0; n < COUNT; n += 1) {
    const stay = new StoryStay(caller, 'S01');
    const reply = await stay.admit({}, { ipt_no: `B${n}` });
    if (stay.mdtrtId === '') throw new Error(reply.text);
    const { certno, name } = stay.psn as { certno: string; name: string };
    visits.push({ visitNumber: stay.mdtrtId, stayNumber: `B${n}`, certNumber: certno, name, personNumber: stay.psnNo });
  }
  return { visits, papers: papersOfS01() };
}

/** As the desk keeps them. */
function papersOfS01(): Papers {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-his-'));
  writeAdmissionOrder(folder, 'S01');
  writeDischargeNotice(folder, 'S01');
  const entries: HisEntry[] = [];
  new HisFolder(folder).drain({
    take: (batch) => void entries.push(...batch.entries),
    refuse: (name, _hash, error) => {
      throw new Error(`${name}: ${error.message}`);
    },
  } as Parameters<HisFolder['drain']>[0]);
  rmSync(folder, { recursive: true });
  const order = entries.find((entry) => entry.kind === 'admission-order')?.order;
  const notice = entries.find((entry) => entry.kind === 'discharge-notice')?.notice;
  if (order === undefined || notice === undefined) throw new Error('S01 has an order and a notice');
  return {
    orderText: JSON.stringify(z.encode(admissionOrderSchema, order)),
    noticeText: JSON.stringify(z.encode(wardNoticeSchema, notice)),
  };
}

/** Acts per second: drained by the desk, then the bodies that it wrote posted again by nothing but undici. Every answer must be a yes on both sides. */
export async function drainBothWays(file: string, standins: Standins): Promise<Record<Side, number>> {
  const { rate, bodies } = await drain(file, standins);
  return { ours: rate, theirs: await post(standins.centre.url, bodies) };
}

async function drain(file: string, standins: Standins): Promise<{ readonly rate: number; readonly bodies: readonly string[] }> {
  const db = openDatabase(file);
  const clock = systemClock(() => clockOffsetMs);
  const settings = settingsSchema.parse({
    ...demoSettings({ centre: standins.centre.url, bank: standins.bank.url }, clockOffsetMs),
    outbox: { lanes: AT_ONCE },
  });
  const watch = new LineWatch({ clock, monotonicMs: () => performance.now(), absent: ['wallet', 'invoice'], onChange: () => undefined });
  const shelf = loadShelf(readPackFolder('shared/policy/packs'), new Map());
  const lines = buildLines(settings, { db, clock, watch });
  const log = {
    event: () => undefined,
    failure: (where: string, id: string, error: unknown) => {
      throw new Error(`${where} ${id}`, { cause: error });
    },
  };
  const built = buildServices({
    db,
    clock,
    settings,
    shelf: () => shelf,
    watch,
    lines,
    reader: {} as never,
    readStatement: statementReader(settings.dayEnd.columns),
    dataDir: path.dirname(file),
    runId: 'bench',
    keyMap: {},
    changed: () => undefined,
    makePaper: () => undefined,
    paperReady: () => undefined,
    sealing: NO_SEALING,
    restart: () => undefined,
  });
  await lines.centre.signIn();
  let done = 0;
  const start = performance.now();
  const seconds = await new Promise<number>((resolve) => {
    void drainOutbox({
      ...settings.outbox,
      db,
      clock,
      log,
      absentSince: new Map(),
      monotonicMs: () => performance.now(),
      // Those that the centre does not know come after the others and keep their lane: the round is over before.
      bind: (act) => (act.id > COUNT ? NEVER : built.bind(act)),
      adopt: (act, outcome, attempt) => {
        built.adopt(act, outcome, attempt);
        if (outcome.kind !== 'acknowledged') throw new Error(JSON.stringify(outcome));
        done += 1;
        if (done === COUNT) setImmediate(() => resolve((performance.now() - start) / 1_000));
      },
    });
  });
  const bodies = db.prepare('SELECT request_text FROM attempt').pluck().all() as string[];
  await lines.close();
  db.close();
  return { rate: COUNT / seconds, bodies };
}

const never = () => new Promise<never>(() => undefined);
const NEVER = { build: never, send: never, resolve: never };

async function post(url: string, bodies: readonly string[]): Promise<number> {
  const agent = new Agent({ pipelining: 1, connections: AT_ONCE });
  const queue = bodies.values();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const body of queue) {
        const headers = signedHeaders(
          { accountId: 'demo-hospital', token: 'demo-token', signatureCase: 'lower' },
          Date.now() + clockOffsetMs,
        );
        const response = await request(`${url}/fsi/api/dscgService/dischargeProcess`, { method: 'POST', headers, body, dispatcher: agent });
        const answer = (await response.body.json()) as { infcode?: unknown };
        if (String(answer.infcode) !== '0') throw new Error(JSON.stringify(answer));
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  await agent.destroy();
  return bodies.length / seconds;
}
