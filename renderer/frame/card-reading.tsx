import { useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { z } from 'zod';
import { admissionContract } from '../../shared/contract/admission-contract.ts';
import { useCommand } from '../commands/use-command.ts';
import { call } from '../ipc/client.ts';
import { go, type Route } from '../routes.ts';

export type CardRead = z.output<typeof admissionContract.readCard.response>;

interface CardReading {
  readonly read: () => void;
  readonly reading: boolean;
  readonly error: Error | null;
  /** The last card read at this window; null after the clerk went on. */
  readonly card: CardRead | null;
  readonly forget: () => void;
}

const Context = createContext<CardReading | null>(null);

/** F2 works on every screen. Where it leads depends on what the person comes for: his order, or his open stay. */
export function CardProvider({ route, children }: { readonly route: Route; readonly children: ReactNode }) {
  const { mutate, reset, isPending, error, data } = useMutation({
    mutationFn: () => call(admissionContract.readCard, {}),
    onSuccess: (card) => follow(card, route),
    onError: () => {
      if (!route.page.startsWith('admission')) go({ page: 'admission' }); // the admission page explains what the reader said
    },
  });
  const read = () => {
    if (isPending) return;
    if (route.page === 'admission-order' || route.page === 'admission-stay') go({ page: 'admission' });
    mutate();
  };
  useCommand('card.read', read);
  const value: CardReading = { read, reading: isPending, error, card: data ?? null, forget: reset };
  return <Context value={value}>{children}</Context>;
}

/** One order opens at once; with none or several the admission page shows what there is. */
function follow(card: CardRead, route: Route): void {
  const [order, ...others] = card.orderNumbers;
  const atDischarge = route.page.startsWith('discharge') || route.page.startsWith('payment');
  if (card.openEncounterId !== null && (atDischarge || order === undefined))
    go(
      route.page.startsWith('payment')
        ? { page: 'payment-stay', encounterId: card.openEncounterId }
        : atDischarge
          ? { page: 'discharge-stay', encounterId: card.openEncounterId }
          : { page: 'admission' },
    );
  else if (order !== undefined && others.length === 0) go({ page: 'admission-order', orderNumber: order, patientId: card.patientId });
  else go({ page: 'admission' });
}

export function useCard(): CardReading {
  const card = useContext(Context);
  if (card === null) throw new Error('useCard outside the frame');
  return card;
}
