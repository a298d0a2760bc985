import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { insertPaper, insertPaperFile } from '../../../../electron/core/db/repositories/paper-repository.ts';
import { printsOfPaper } from '../../../../electron/core/db/repositories/print-repository.ts';
import { CupsQueues } from '../../../../electron/core/printing/cups-queues.ts';
import { PrintService } from '../../../../electron/core/services/paper/print-service.ts';
import type { EncounterId, PaperId } from '../../../../shared/identity/ids.ts';
import { instantOf } from '../../../../shared/time/calendar-date.ts';
import { seedStay } from '../../../migrations/seed.ts';
import { eventually } from '../../../support/eventually.ts';
import { canPrint, PaperSink, type PrintServer, startPrintServer } from '../../../support/print-server.ts';

/** One page with so many bytes that no press makes much smaller. */
function pdfOf(bytes: number): Buffer {
  const content = `% ${randomBytes(bytes / 2).toString('hex')}\n0 0 m 100 100 l S\n`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>',
    `<</Length ${content.length}>>stream\n${content}endstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${text}xref\n0 5\n0000000000 65535 f \n${rows}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`);
}

describe.runIf(canPrint())('printing through the real service into a printer of our own', () => {
  let server: PrintServer;
  let sink: PaperSink;
  let folder: string;
  let db: WritableDb;
  let ages: number;
  let lights: boolean[];

  beforeAll(async () => {
    server = await startPrintServer();
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'prints-'));
    db = openDatabase(path.join(folder, 'desk.sqlite'));
    migrate(db, migrations);
    const encounterId = seedStay(db, 1) as EncounterId;
    writeFileSync(path.join(folder, 'a.pdf'), pdfOf(2_000));
    const at = instantOf(Date.now());
    insertPaper(db, { id: PAPER, encounterId, kind: 'settlement-statement', copy: 1, contentText: '{}', clerkId: 'T01', askedAt: at });
    insertPaperFile(db, { paperId: PAPER, fileName: path.join(folder, 'a.pdf'), sha256: 'x', madeAt: at });
    sink = await PaperSink.off();
    ages = 0;
    lights = [];
  });
  afterEach(async () => {
    await sink.close();
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const PAPER = '6f1f5f8e-0d7c-4f7f-9a50-7f3f1f0e9a01' as PaperId;
  let count = 0;

  function service(queue: string, socket = server.socket): PrintService {
    const milliseconds = () => Date.now() + ages;
    const clock = { now: () => instantOf(milliseconds()), today: () => '2023-06-13' as never, milliseconds };
    return new PrintService({
      db,
      clock,
      queues: new CupsQueues(socket, 5),
      queueOf: () => queue,
      watched: [queue],
      heard: ({ reached }) => void lights.push(reached),
      onChange: () => undefined,
    });
  }

  async function queue(policy: 'retry-job' | 'abort-job' | 'stop-printer' = 'retry-job'): Promise<string> {
    count += 1;
    const name = `desk${count}`;
    await server.addQueue(name, sink.port, policy);
    return name;
  }

  const until = (prints: PrintService, wanted: object) =>
    eventually(
      async () => {
        await prints.follow();
        const [last] = printsOfPaper(db, PAPER);
        return { state: last?.state, trouble: last?.trouble };
      },
      (seen) => Object.entries(wanted).every(([name, value]) => seen[name as 'state'] === value),
      { seconds: 40 },
    );

  it('is printed when the printer took it, on A4', async () => {
    await sink.switchOn();
    const prints = service(await queue());
    await prints.send(PAPER, 'T01');
    await until(prints, { state: 'printed', trouble: '' });
    expect(sink.papers).toHaveLength(1);
    const came = sink.papers[0]?.toString('latin1') ?? '';
    expect(came).toContain('%PDF');
    expect(came).toContain('PAPER=A4');
    expect(lights.at(-1)).toBe(true);
  });

  it('a printer that is off: waits with the right sentence, and prints once when it is on', async () => {
    const prints = service(await queue());
    await prints.send(PAPER, 'T01');
    await until(prints, { trouble: 'not-reached' });
    expect(lights.at(-1)).toBe(false);
    expect(printsOfPaper(db, PAPER)[0]?.state).not.toBe('printed');
    await sink.switchOn();
    await until(prints, { state: 'printed' });
    expect(sink.papers).toHaveLength(1);
  });

  it('a slow printer is not called done before it took all', async () => {
    sink.mode = 'slow';
    await sink.switchOn();
    const prints = service(await queue());
    await prints.send(PAPER, 'T01');
    await until(prints, { state: 'printing' });
    ages = 30_000;
    await until(prints, { state: 'printing', trouble: 'slow' });
    sink.goOn();
    await until(prints, { state: 'printed', trouble: '' });
  });

  it('a printer that cuts the line: the service tries again; where it gives up a person is told and sends it again', async () => {
    writeFileSync(path.join(folder, 'a.pdf'), pdfOf(8_000_000));
    sink.resets = 1;
    await sink.switchOn();
    const patient = service(await queue());
    await patient.send(PAPER, 'T01');
    await until(patient, { state: 'printed' });
    expect(sink.papers).toHaveLength(1);
    sink.resets = 1;
    const hasty = service(await queue('abort-job'));
    await hasty.send(PAPER, 'T01');
    await until(hasty, { state: 'failed', trouble: 'aborted' });
    await hasty.sendAgain(PAPER, 'T01');
    await until(hasty, { state: 'printed' });
    expect(sink.papers).toHaveLength(2);
  });

  it('what was cancelled at the service is failed, may be sent again, and what came out may not', async () => {
    const name = await queue();
    const prints = service(name);
    await prints.send(PAPER, 'T01');
    await server.run('cancel', ['-a', name]);
    await until(prints, { state: 'failed', trouble: 'cancelled' });
    await sink.switchOn();
    await prints.sendAgain(PAPER, 'T01');
    await until(prints, { state: 'printed' });
    await expect(prints.sendAgain(PAPER, 'T01')).rejects.toMatchObject({ code: 'print.not-failed' });
  });

  it('a stopped queue, a queue that is not there, a service that is not there: each with its own words', async () => {
    const name = await queue();
    await server.run('cupsdisable', [name]);
    const stopped = service(name);
    await stopped.send(PAPER, 'T01');
    await until(stopped, { trouble: 'stopped' });
    const missing = service('nosuch');
    await missing.send(PAPER, 'T01');
    expect(printsOfPaper(db, PAPER)[0]).toMatchObject({ state: 'failed', trouble: 'queue-missing' });
    const away = service(name, path.join(folder, 'none.sock'));
    await away.send(PAPER, 'T01');
    expect(printsOfPaper(db, PAPER)[0]).toMatchObject({ state: 'failed', trouble: 'service-away' });
    await away.follow();
    expect(lights.at(-1)).toBe(false);
  });

  it('a paper whose answer was lost is found by its name, and not sent again', async () => {
    const name = await queue();
    const prints = service(name);
    const queues = new CupsQueues(server.socket, 5);
    await prints.send(PAPER, 'T01');
    const [sent] = printsOfPaper(db, PAPER);
    expect(await queues.find(name, sent?.id ?? '')).toBe(sent?.job);
    db.prepare("INSERT INTO print_seen (print_id, state, job, trouble, words, seen_at) VALUES (?, 'unknown', NULL, '', '', 'now')").run(
      sent?.id,
    );
    await sink.switchOn();
    await until(prints, { state: 'printed' });
    expect(sink.papers).toHaveLength(1);
  });
});
