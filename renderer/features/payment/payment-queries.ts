import { queryOptions } from '@tanstack/react-query';
import { paymentContract } from '../../../shared/contract/payment-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { Money } from '../../../shared/money/money.ts';
import { call } from '../../ipc/client.ts';

export const paymentQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['payment', encounterId], queryFn: () => call(paymentContract.view, { encounterId }) });

/** What cash asks for and gives back; computed in the core. */
export const changeQuery = (amount: Money, received: Money) =>
  queryOptions({
    queryKey: ['payment', 'change', amount.toString(), received.toString()],
    queryFn: () => call(paymentContract.change, { amount, received }),
    placeholderData: (previous) => previous,
  });
