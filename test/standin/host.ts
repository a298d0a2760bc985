import { createInterface } from 'node:readline';
import { startBank } from '../bank/bank.ts';
import { startCentre } from '../centre/centre.ts';
import { startInvoicePlatform } from '../einvoice/einvoice.ts';
import { startWallet } from '../wallet/wallet.ts';
import type { Running } from './child-program.ts';

/** One line on stdin: start that stand-in under this number, or end the one that has it. The answer is one line on stdout. */
export type HostOrder =
  | { readonly id: number; readonly start: keyof typeof STARTS; readonly clockOffsetMs: number; readonly data?: string }
  | { readonly id: number; readonly stop: number };

export interface HostAnswer {
  readonly id: number;
  readonly listening?: string;
  readonly control?: string;
  readonly error?: string;
}

const STARTS = { centre: startCentre, bank: startBank, wallet: startWallet, einvoice: startInvoicePlatform } as const;

const running = new Map<number, Running>();

async function obey(order: HostOrder): Promise<Partial<HostAnswer>> {
  if ('stop' in order) {
    await running.get(order.stop)?.close();
    running.delete(order.stop);
    return {};
  }
  const { start, clockOffsetMs, data } = order;
  const standin = await STARTS[start]({ clockOffsetMs, ...(data === undefined ? {} : { data }) });
  running.set(order.id, standin);
  return { listening: standin.url, control: standin.controlUrl };
}

// Ends with whoever started it: its input ends then.
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line) as HostOrder;
    void obey(order)
      .catch((error: unknown) => ({ error: String(error) }))
      .then((answer) => process.stdout.write(`${JSON.stringify({ id: order.id, ...answer })}\n`));
  })
  .on('close', () => process.exit(0));
