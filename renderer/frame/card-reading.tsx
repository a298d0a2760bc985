import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { admissionContract } from '../../shared/contract/admission-contract.ts';
import type { PatientId } from '../../shared/identity/ids.ts';
import { type EnteredPerson, type FoundPerson, personContract } from '../../shared/contract/person-contract.ts';
import type { Heard } from '../../shared/identity/scan-burst.ts';
import { commands } from '../commands/command-registry.ts';
import { useCommand } from '../commands/use-command.ts';
import { useScans } from '../commands/use-scans.ts';
import { call } from '../ipc/client.ts';
import { brokenScan } from '../ipc/desk-error.ts';
import { admissionQuery, NOBODY_ELSE_PAYS } from '../ipc/desk-queries.ts';
import { go, type Route } from '../routes.ts';

/** What was asked of the desk: whose card, whose scan, or whom the clerk typed in. */
type Ask =
  | { readonly kind: 'card' }
  | { readonly kind: 'scan'; readonly text: string }
  | { readonly kind: 'entry'; readonly person: EnteredPerson };

interface CardReading {
  readonly read: () => void;
  /** A person typed in; the promise ends when he is known or refused. */
  readonly enter: (person: EnteredPerson) => Promise<unknown>;
  /** What is being read at the moment, if anything. */
  readonly reading: Ask['kind'] | null;
  readonly error: Error | null;
  /** Whom centre and bank are being asked about; what is known here is shown meanwhile, with its age. */
  readonly checking: PatientId | null;
  /** The last person identified at this window; null after the clerk went on. */
  readonly card: FoundPerson | null;
  readonly forget: () => void;
  /** Orders that this clerk has put aside, with the person whose credential he had seen: taken up again without it, until he signs out. */
  readonly aside: ReadonlyMap<string, PatientId>;
  readonly putAside: (orderNumber: string, patientId: PatientId) => void;
}

const Context = createContext<CardReading | null>(null);

async function identify(ask: Ask, wait: boolean): Promise<FoundPerson | { readonly stay: string }> {
  if (ask.kind === 'card') return call(personContract.readCard, { ask: wait ? 'now' : 'later' });
  if (ask.kind === 'entry') return call(personContract.enter, ask.person);
  const scanned = await call(personContract.scan, { text: ask.text });
  return scanned.kind === 'person' ? scanned.person : { stay: scanned.encounterId };
}

/** F2 and the scanner work on every screen. Where they lead depends on what the person comes for: his order, or his open stay. */
export function CardProvider({ route, children }: { readonly route: Route; readonly children: ReactNode }) {
  const [card, setCard] = useState<FoundPerson | null>(null);
  const [broken, setBroken] = useState<Error | null>(null);
  const [aside, setAside] = useState<ReadonlyMap<string, PatientId>>(new Map());
  const queryClient = useQueryClient();
  const check = useMutation({
    mutationFn: (patientId: PatientId) => call(admissionContract.recheck, { patientId }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const { mutateAsync, reset, isPending, error, variables } = useMutation({
    // A visit begins with the answers: what is asked later would find it begun without them.
    mutationFn: (what: Ask) => identify(what, route.page.startsWith('visit')),
    onMutate: () => {
      setBroken(null);
      setCard(null);
      check.reset();
    },
    onSuccess: async (found, { kind }) => {
      if ('stay' in found) return go({ page: 'admission-stay', encounterId: found.stay as never });
      await prepare(queryClient, found, route);
      setCard(found);
      follow(found, route);
      if (kind === 'card' && !route.page.startsWith('visit')) check.mutate(found.patientId);
    },
    onError: () => {
      if (!route.page.startsWith('admission') && !route.page.startsWith('visit')) go({ page: 'admission' }); // the admission page explains what the reader said
    },
  });
  const ask = (what: Ask) => {
    if (isPending) return;
    commands.forgetWaiting(); // a key that was meant for the last person must not reach the next one
    if (route.page === 'admission-order' || route.page === 'admission-stay') go({ page: 'admission' });
    mutateAsync(what).catch(() => undefined); // shown by the page
  };
  const read = () => ask({ kind: 'card' });
  useCommand('card.read', read);
  useScans((heard: Heard) => {
    if (heard.kind === 'scan') ask({ kind: 'scan', text: heard.text });
    else setBroken(brokenScan());
  });
  // An answer about whom the desk has left belongs on no page.
  const asked = card !== null && check.variables === card.patientId;
  const value: CardReading = {
    read,
    enter: (person) => mutateAsync({ kind: 'entry', person }),
    reading: isPending ? (variables?.kind ?? null) : null,
    error: error ?? broken ?? (asked ? check.error : null),
    checking: asked && check.isPending ? card.patientId : null,
    card,
    aside,
    putAside: (orderNumber, patientId) => setAside((before) => new Map([...before, [orderNumber, patientId]])),
    forget: () => {
      reset();
      setBroken(null);
      setCard(null);
    },
  };
  return <Context value={value}>{children}</Context>;
}

/** His only order is read before its page is drawn: the page stands complete at once. A failure is the page's to show. */
async function prepare(queryClient: QueryClient, { orderNumbers, patientId }: FoundPerson, route: Route): Promise<void> {
  const [orderNumber, ...others] = orderNumbers;
  if (orderNumber === undefined || others.length > 0 || !route.page.startsWith('admission')) return;
  await queryClient.prefetchQuery(admissionQuery({ orderNumber, patientId }, null, NOBODY_ELSE_PAYS));
}

/** One order opens at once; with none or several the admission page shows what there is. */
function follow(card: FoundPerson, route: Route): void {
  if (route.page.startsWith('visit')) return go({ page: 'visit' }); // which lists his visits, or opens the only one
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
