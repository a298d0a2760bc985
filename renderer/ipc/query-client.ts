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

/** The core says "changed" without saying what: everything on the screen is asked again, several notices at once. */
function refreshOnNotice(client: QueryClient): void {
  let planned = false;
  window.deskNotices.onChanged(() => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      void client.invalidateQueries();
    }, NOTICES_TOGETHER_MS);
  });
}
