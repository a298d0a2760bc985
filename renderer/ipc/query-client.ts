import { QueryClient } from '@tanstack/react-query';
import './bridge.ts';

const NOTICES_TOGETHER_MS = 150;

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 0, // amounts on screen are never from an older balance
        retry: false, // the client repeats what a restart cut off; other failures do not heal by asking again
        refetchOnWindowFocus: false,
        networkMode: 'always', // the core is on this computer: the browser's idea of "online" does not matter
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  refreshOnNotice(client);
  return client;
}

/** Whoever types is not disturbed between two keys, but sees what changed at the latest after this. */
const BETWEEN_KEYS_MS = 120;
const LONGEST_WAIT_MS = 1_500;

/** The core says "changed" without saying what: everything on the screen is asked again, several notices at once. */
function refreshOnNotice(client: QueryClient): void {
  let planned = false;
  let keyAt = Number.NEGATIVE_INFINITY;
  const onKey = () => {
    keyAt = performance.now();
  };
  window.addEventListener('keydown', onKey, { capture: true });
  const refresh = (latest: number) => {
    const now = performance.now();
    if (now - keyAt < BETWEEN_KEYS_MS && now < latest) {
      setTimeout(() => refresh(latest), BETWEEN_KEYS_MS);
      return;
    }
    planned = false;
    void client.invalidateQueries();
  };
  window.deskNotices.onChanged(() => {
    if (planned) return;
    planned = true;
    setTimeout(() => refresh(performance.now() + LONGEST_WAIT_MS), NOTICES_TOGETHER_MS);
  });
}
