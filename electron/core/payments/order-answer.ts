import { z } from 'zod';
import type { Money } from '../../../shared/money/money.ts';
import { money } from '../../../shared/money/money-schema.ts';
import type { WalletOutcome } from '../ports/wallet-gateway.ts';

/** How the wallets' platform and the card terminal answer about an order: by our key, with the amount that really moved. */
const answerSchema = z.union([
  z.object({
    result: z.literal('paid'),
    orderId: z.string(),
    number: z.string().min(1),
    amount: money,
    /** Of a card: the number of the printed slip, and the end of the card's. */
    slip: z.string().optional(),
    card: z.string().optional(),
  }),
  z.object({ result: z.literal('refused'), orderId: z.string(), words: z.string() }),
  z.object({ result: z.literal('paying'), orderId: z.string() }),
  z.object({ result: z.literal('absent'), orderId: z.string() }),
]);

/** An answer about another order, or another amount, is no answer: money is never booked on it. `amount` null: it was not said with the question. */
export function outcomeOfOrder(raw: unknown, orderId: string, amount: Money | null): WalletOutcome {
  const answer = z.safeDecode(answerSchema, raw as z.input<typeof answerSchema>);
  if (!answer.success || answer.data.orderId !== orderId) return { kind: 'unknown', words: 'unreadable answer' };
  const { data } = answer;
  if (data.result === 'paying') return { kind: 'unknown', words: 'paying' };
  if (data.result === 'absent') return { kind: 'absent', words: 'no such order' };
  if (data.result === 'refused') return { kind: 'refused', words: data.words };
  if (amount !== null && !amount.equals(data.amount)) return { kind: 'unknown', words: 'another amount' };
  const { slip, card } = data;
  return {
    kind: 'done',
    numberThere: data.number,
    facts: { ...(slip === undefined ? {} : { slip }), ...(card === undefined ? {} : { card }) },
  };
}
