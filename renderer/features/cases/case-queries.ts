import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { caseContract } from '../../../shared/contract/case-contract.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';

export const casesQuery = queryOptions({ queryKey: ['cases'], queryFn: () => call(caseContract.list, {}) });

/** `finished` renews the key: after an answer, good or bad, the next press is a new step. */
export function useCaseStep(finished: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: z.output<typeof caseContract.step.request>) => call(caseContract.step, request),
    onSettled: (_done, error) => {
      if (!(isDeskError(error) && error.kind === 'interrupted')) finished();
      return queryClient.invalidateQueries();
    },
  });
}
