import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Channel } from '../../shared/contract/define-channel.ts';
import { call } from './client.ts';
import { isDeskError } from './desk-error.ts';

/** A keyed act. `finished` renews the key: after an answer, good or bad, the next press is a new act; after a cut-off it is the same one. */
export function useKeyed<Request extends z.ZodType, Response extends z.ZodType>(channel: Channel<Request, Response>, finished: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: z.output<Request>) => call(channel, request),
    onSettled: (_answer, error) => {
      if (!(isDeskError(error) && error.kind === 'interrupted')) finished();
      void queryClient.invalidateQueries();
    },
  });
}
