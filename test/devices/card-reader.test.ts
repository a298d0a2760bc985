import type { ChildProcess } from 'node:child_process';
import { afterAll, describe, expect, it as plainIt } from 'vitest';
import { type CardHolder, type CardImage, cardHolders, cardImage, gbk, malformedImage } from '../his/cards.ts';
import { eventually } from '../support/eventually.ts';
import type { CardSpec } from '../support/virtual-reader-card.ts';
import { type DeskAtReader, DeskPool } from './desk-pool.ts';
import { startDeskReader } from './desk-reader.ts';

// The real parts: Debian's reader service with the driver of a virtual reader, the devices process as a process, the core's reader.

const pool = new DeskPool();
afterAll(() => pool.stop());
const it = plainIt.concurrent;
const PATIENCE_MS = 60_000;

const [first, second] = cardHolders() as [CardHolder, CardHolder];
const good: CardSpec = { image: cardImage(first) };
const other: CardSpec = { image: cardImage(second) };
const of = ({ name, certNo, cardNo }: CardHolder) => `${name} ${certNo} ${cardNo}`;

/** So many commands has a reading of an ordinary card: SELECT of application and files, the records, and the serial number again. */
const COMMANDS = 11;
const each = Array.from({ length: COMMANDS }, (_, index) => index + 1);

/** The core stops waiting after three seconds; the rest is for a busy computer. */
const WITHIN_MS = 3_500;

async function fault({ desk }: DeskAtReader): Promise<{ code: string; reason: unknown }> {
  await desk.ready();
  const startedAt = performance.now();
  const error = await desk.fault();
  expect(performance.now() - startedAt).toBeLessThan(WITHIN_MS);
  return { code: error.code, reason: error.details['reason'] };
}

/** Whatever happened before: the next person's card is read. */
async function theNextCardWorks({ virtual, desk }: DeskAtReader): Promise<void> {
  await virtual.insert(other);
  expect(await desk.read()).toBe(of(second));
}

function changed(file: keyof CardImage, records: Record<string, Buffer>): CardSpec {
  const written = Object.entries(records).map(([tag, value]) => [
    tag,
    `${tag}${value.length.toString(16).padStart(2, '0')}${value.toString('hex')}`.toUpperCase(),
  ]);
  return { image: { ...good.image, [file]: { ...good.image[file], ...Object.fromEntries(written) } } };
}

/** One desk with its own reader for one test. */
const atDesk = (test: (at: DeskAtReader) => Promise<void>) => () => pool.use(test);

describe('a card', () => {
  it.each(cardHolders().map((holder) => [holder.name, holder] as const))(
    'of %s is read',
    (_name, holder) =>
      pool.use(async ({ virtual, desk }) => {
        await virtual.insert({ image: cardImage(holder) });
        expect(await desk.read()).toBe(of(holder));
      }),
    PATIENCE_MS,
  );

  it.each<[string, Partial<CardSpec>]>([
    ['announces its answers (61xx)', { manners: ['61'] }],
    ['wants the right length (6Cxx)', { manners: ['6C'] }],
    ['does both', { manners: ['61', '6C'] }],
    ['takes the other SELECT', { selects: [0x02] }],
    ['takes no SELECT of a file', { selects: [] }],
    ['is read by place', { reads: ['place'] }],
    ['is read by the short id of the file', { reads: ['short-id'], selects: [] }],
    ['is read by place, the other way in', { reads: ['place'], selects: [0x02], manners: ['61', '6C'] }],
    ['is as slow as a real one', { delayMs: 15 }],
  ])(
    'that %s is read',
    (_what, spec) =>
      pool.use(async ({ virtual, desk }) => {
        await virtual.insert({ ...good, ...spec });
        expect(await desk.read()).toBe(of(first));
      }),
    PATIENCE_MS,
  );

  it(
    'with a character that only GB18030 has is read',
    atDesk(async ({ virtual, desk }) => {
      await virtual.insert(changed('ef06', { '09': Buffer.concat([Buffer.from('8139EE39', 'hex'), gbk('示例'), Buffer.alloc(22)]) }));
      expect(await desk.read()).toContain('\u3400示例 ');
    }),
    PATIENCE_MS,
  );

  it.each<[string, Partial<CardSpec>]>([
    ['by identifier', {}],
    ['by place', { reads: ['place'] }],
  ])(
    'with a long name is read whole, %s',
    (_how, form) =>
      pool.use(async ({ virtual, desk }) => {
        const name = 'x阿卜杜热西提阿卜杜热合曼买买提示例';
        const bytes = gbk(name);
        const rest = Buffer.concat([bytes.subarray(30), Buffer.alloc(20)]).subarray(0, 20);
        await virtual.insert({ ...changed('ef06', { '09': bytes.subarray(0, 30), '4E': rest }), ...form });
        expect(await desk.read()).toBe(`${name} ${first.certNo} ${first.cardNo}`);
      }),
    PATIENCE_MS,
  );

  it(
    'read again and again gives the same',
    atDesk(async ({ virtual, desk }) => {
      await virtual.insert(good);
      for (let time = 0; time < 20; time += 1) expect(await desk.read()).toBe(of(first));
    }),
    PATIENCE_MS,
  );
});

describe('the reader says', () => {
  it(
    'when a card comes and goes',
    atDesk(async ({ virtual, desk }) => {
      await desk.read(); // the watch has looked by then
      const before = desk.events.length;
      const since = () => desk.events.slice(before).join();
      await virtual.insert(good);
      await eventually(since, (events) => events === 'card-inserted');
      await virtual.pull();
      await eventually(since, (events) => events === 'card-inserted,card-removed');
    }),
    PATIENCE_MS,
  );

  it(
    'nothing of a card that lay there before it looked',
    atDesk(async ({ virtual, desk }) => {
      await virtual.insert(good);
      expect(await desk.read()).toBe(of(first)); // the reader service has seen it: it looks every 400 ms
      const late = await startDeskReader(virtual);
      expect(await late.read()).toBe(of(first));
      await virtual.pull();
      await eventually(
        () => late.events.join(),
        (events) => events === 'card-removed',
      );
      late.stop();
    }),
    PATIENCE_MS,
  );
});

describe('no person is read, and the next card works, when', () => {
  it(
    'no card is there',
    atDesk(async (at) => {
      expect(await fault(at)).toMatchObject({ code: 'card.absent' });
      await theNextCardWorks(at);
    }),
    PATIENCE_MS,
  );

  it(
    'the card was pulled out a moment ago',
    atDesk(async (at) => {
      await at.virtual.insert(good);
      expect(await at.desk.read()).toBe(of(first));
      await at.virtual.pull();
      expect(await fault(at)).toMatchObject({ code: 'card.absent' });
      await theNextCardWorks(at);
    }),
    PATIENCE_MS,
  );

  it.each(each)(
    'the card is pulled out at command %i',
    (n) =>
      pool.use(async (at) => {
        await at.virtual.insert({ ...good, mishap: { at: n, kind: 'pull' } });
        expect(await fault(at)).toMatchObject({ code: n === 1 ? 'card.absent' : 'card.unreadable' });
        await theNextCardWorks(at);
      }),
    PATIENCE_MS,
  );

  it.each(each.slice(1))(
    'another card takes its place at command %i',
    (n) =>
      pool.use(async (at) => {
        await at.virtual.insert({ ...good, mishap: { at: n, kind: 'swap', next: other } });
        expect(await fault(at)).toMatchObject({ code: 'card.unreadable' });
        expect(await at.desk.read()).toBe(of(second));
      }),
    PATIENCE_MS,
  );

  // Up to the third command the first card has said nothing that could be mixed.
  it.each(each.slice(3))(
    'another card takes its place unseen by the reader, at command %i',
    (n) =>
      pool.use(async (at) => {
        await at.virtual.insert({ ...good, mishap: { at: n, kind: 'swap-unseen', next: other } });
        expect(await fault(at)).toEqual({ code: 'card.unreadable', reason: 'the card was changed' });
        expect(await at.desk.read()).toBe(of(second));
      }),
    PATIENCE_MS,
  );

  it.each<[string, Partial<CardSpec>, string]>([
    ['its answer to reset is garbage', { atr: '5A' }, 'card.unreadable'],
    ['it never starts', { atr: '' }, 'card.absent'],
    ['it is no social-security card', { stranger: true }, 'card.unreadable'],
    ['it wants a PIN first', { refuses: '6982' }, 'card.unreadable'],
    ['its records are cut off', { image: malformedImage(first) }, 'card.unreadable'],
    ['it has no records', { image: { ef05: {}, ef06: {} } }, 'card.unreadable'],
    ['it answers garbage', { mishap: { at: 5, kind: 'answer-garbage' } }, 'card.unreadable'],
  ])(
    '%s',
    (_what, spec, code) =>
      pool.use(async (at) => {
        expect(await at.desk.read()).toBe('card.absent'); // the service has seen that the card before went
        await at.virtual.insert({ ...good, ...spec });
        expect(await fault(at)).toMatchObject({ code });
        await at.virtual.pull();
        await theNextCardWorks(at);
      }),
    PATIENCE_MS,
  );

  it.each([1, 6, COMMANDS])(
    'it stops answering at command %i: its process is replaced, and pulled out it holds up nobody',
    (n) =>
      pool.use(async (at) => {
        const before = at.desk.processes.length;
        await at.virtual.insert({ ...good, mishap: { at: n, kind: 'mute' } });
        expect(await fault(at)).toEqual({ code: 'reader.not-responding', reason: 'the card does not answer' });
        expect(at.desk.processes.length).toBe(before + 1);
        expect(await fault(at)).toMatchObject({ code: 'reader.not-responding' }); // it still lies there
        // Let go by what the dead processes left hanging, the virtual driver may lose the card that comes at once: the clerk puts it in again.
        const answers = await eventually(
          async () => {
            await at.virtual.insert(other);
            return { person: await at.desk.read() };
          },
          ({ person }) => person !== 'card.absent' && person !== 'reader.not-responding',
        );
        expect(answers.person).toBe(of(second));
      }),
    PATIENCE_MS,
  );
});

describe('another program that holds the card', () => {
  const said = (program: ChildProcess) => new Promise((resolve) => program.once('message', resolve));

  async function held({ virtual, desk }: DeskAtReader): Promise<ChildProcess> {
    await virtual.insert(good);
    expect(await desk.read()).toBe(of(first));
    const program = virtual.fork('test/devices/other-application.ts');
    expect(await said(program)).toBe('held');
    return program;
  }

  it(
    'for a moment is waited for',
    atDesk(async (at) => {
      const program = await held(at);
      const reading = at.desk.read();
      setTimeout(() => program.send('release'), 300);
      expect(await reading).toBe(of(first));
      program.kill('SIGKILL');
    }),
    PATIENCE_MS,
  );

  it(
    'for long is said, and the card is read after it',
    atDesk(async (at) => {
      const program = await held(at);
      expect(await fault(at)).toMatchObject({ code: 'reader.not-responding', reason: expect.stringContaining('another program') });
      const released = said(program);
      program.send('release');
      await released;
      expect(await at.desk.read()).toBe(of(first));
      program.kill('SIGKILL');
      await at.virtual.pull();
      await theNextCardWorks(at);
    }),
    PATIENCE_MS,
  );

  it(
    'and dies with it holds up nobody',
    atDesk(async (at) => {
      const program = await held(at);
      program.kill('SIGKILL');
      expect(await at.desk.read()).toBe(of(first));
    }),
    PATIENCE_MS,
  );
});

describe('the reader service', () => {
  it(
    'that stops is said; started again it works, events too',
    atDesk(async (at) => {
      await at.virtual.insert(good);
      expect(await at.desk.read()).toBe(of(first));
      await at.virtual.stopService();
      expect(await fault(at)).toMatchObject({ code: 'reader.service-stopped' });
      await at.virtual.startService();
      await theNextCardWorks(at);
      const before = at.desk.events.length;
      await at.virtual.pull();
      await eventually(
        () => at.desk.events.slice(before),
        (events) => events.includes('card-removed'),
      );
    }),
    PATIENCE_MS,
  );

  it(
    'that stops while a card is read ends the reading, and reads the next',
    atDesk(async (at) => {
      await at.virtual.insert({ ...good, delayMs: 100 });
      const reading = fault(at);
      await new Promise((resolve) => setTimeout(resolve, 900));
      await at.virtual.stopService();
      expect(['reader.service-stopped', 'card.unreadable']).toContain((await reading).code);
      await at.virtual.startService();
      await theNextCardWorks(at);
    }),
    PATIENCE_MS,
  );

  it(
    'without a reader is said',
    atDesk(async (at) => {
      await at.virtual.stopService();
      await at.virtual.startService({ readers: false });
      expect(await fault(at)).toMatchObject({ code: 'reader.none' });
      await at.virtual.stopService();
      await at.virtual.startService();
      await theNextCardWorks(at);
    }),
    PATIENCE_MS,
  );

  it(
    'without the reader of the settings is said',
    atDesk(async ({ virtual }) => {
      const strange = await startDeskReader(virtual, 'Another Reader');
      await virtual.insert(good);
      expect(await strange.read()).toBe('reader.none');
      strange.stop();
      const named = await startDeskReader(virtual, 'Virtual PCD');
      expect(await named.read()).toBe(of(first));
      named.stop();
    }),
    PATIENCE_MS,
  );

  it.each([1, 2, 3, 4, 5])(
    'that sees ten cards changed as fast as they go gives each reading the card that lies there (%i)',
    (desks) =>
      pool.use(async ({ virtual, desk }) => {
        const people = cardHolders();
        for (let turn = 0; turn < 10; turn += 1) {
          const holder = people[(desks * 10 + turn) % people.length] as CardHolder;
          await virtual.insert({ image: cardImage(holder) });
          expect(await desk.read()).toBe(of(holder));
        }
      }),
    PATIENCE_MS,
  );
});
