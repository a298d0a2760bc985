import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import { Caller, type Reply } from '../caller/caller.ts';
import { StoryStay } from '../caller/story-stay.ts';
import { type CentreHandle, startCentre } from '../centre.ts';
import { onEachStore } from './each-store.ts';

onEachStore((start) => {
  test('requests side by side end as if one had come after the other', async () => {
    const centre = await start({ behaviour: { repeatedAdmission: 'refused-same-number' } });
    const caller = new Caller(centre.url);
    const replies = await Promise.all(Array.from({ length: 12 }, () => new StoryStay(caller, 'S01').admit()));
    expect(replies.filter(({ infcode }) => infcode === '0')).toHaveLength(1);
    expect(replies.filter(({ errMsg }) => errMsg.includes('已办理入院登记'))).toHaveLength(11);
    expect(await centre.log()).toHaveLength(12);
    expect((await centre.referee()).stays).toMatchObject([{ admissions: { recorded: 1 } }]);
    await centre.close();
  });
});

/** Admits one stay after the other until it is told to end, and notes the numbers that the centre acknowledged. */
async function admitUntil(ended: () => boolean, centre: CentreHandle, lane: number, acknowledged: string[]): Promise<void> {
  for (let nth = 0; !ended(); nth += 1) {
    const caller = new Caller(centre.url);
    const stay = new StoryStay(caller, 'S01');
    const reply: Reply = await stay.admit(
      { msgid: `H21020200001202306051015${lane}${String(nth).padStart(5, '0')}` },
      { ipt_no: `L${lane}N${nth}` },
    );
    if (reply.infcode === '0') acknowledged.push(stay.mdtrtId);
    else expect([reply.status, reply.infcode]).toEqual([500, undefined]); // an error that says nothing about the act
  }
}

test.skipIf(process.platform !== 'linux')(
  'what was answered survives a kill of PostgreSQL, and the centre goes on',
  { timeout: 60_000 },
  async () => {
    const server: PostgresServer = await startPostgres();
    const centre = await startCentre({ postgres: { address: server.address } });
    let over = false;
    const acknowledged: string[] = [];
    const lanes = [1, 2, 3, 4].map((lane) => admitUntil(() => over, centre, lane, acknowledged));
    const more = (than: number) =>
      eventually(
        () => acknowledged.length,
        (count) => count >= than + 6,
      );
    for (let round = 0; round < 3; round += 1) {
      await more(acknowledged.length);
      await server.kill();
      await delay(100);
      await server.start();
    }
    await more(acknowledged.length);
    over = true;
    await Promise.all(lanes);
    const there = new Set((await centre.referee()).stays.flatMap(({ admissions }) => admissions.mdtrtIds));
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    const rows = (await centre.log()) as { readonly effectId: string | null }[];
    const done = rows.map(({ effectId }) => effectId).filter((id) => id !== null);
    expect(new Set(done)).toEqual(there); // act and log row together, or neither
    await centre.close();
    await server.stop();
  },
);
