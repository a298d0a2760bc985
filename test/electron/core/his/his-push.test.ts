import { createHmac } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { readStory } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

const SECRET = 'a-key-of-this-test-only';
const AT = '2023-06-05 10:15';

let desk: CoreDesk;
afterEach(() => desk.close());

it('the desk opens the port of its settings, says when another program has it, and takes an order by push', {
  timeout: 30_000,
}, async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const withPush = (settings: Record<string, unknown>) => ({
    ...settings,
    his: { ...(settings['his'] as object), http: { port, secret: SECRET } },
  });
  desk = await startCoreDesk({ clockOffsetMs: offsetTo(AT), settings: withPush });
  await signIn(desk);
  const items = async () => (await desk.call(worklistContract.list, {})).items.filter(({ matter }) => matter.startsWith('his-port'));
  expect(await eventually(items, (found) => found.length > 0)).toMatchObject([{ matter: 'his-port-taken', facts: { port: String(port) } }]);
  await new Promise((resolve) => other.close(resolve));
  await eventually(items, (found) => found.length === 0);

  const body = readStory('S01')
    .admissionOrders.map((order) => `${JSON.stringify(order)}\n`)
    .join('');
  const at = String(Date.now() + offsetTo(AT));
  const signature = createHmac('sha256', SECRET).update(`${at}\npushed.jsonl\n${body}`).digest('hex');
  const answer = await fetch(`http://127.0.0.1:${port}/batches/pushed.jsonl`, {
    method: 'POST',
    body,
    headers: { 'x-his-timestamp': at, 'x-his-signature': signature },
  });
  expect([answer.status, await answer.json()]).toEqual([200, { taken: true, lines: 1 }]);
  const { orders } = await desk.call(admissionContract.orders, {});
  expect(orders.map(({ patientName }) => patientName)).toEqual(['示*甲']);
});
