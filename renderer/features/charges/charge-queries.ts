import { queryOptions } from '@tanstack/react-query';
import { chargeContract } from '../../../shared/contract/charge-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';

export const chargesQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['charges', encounterId], queryFn: () => call(chargeContract.view, { encounterId }) });

/** One page of the lines: what scrolled out of sight is forgotten after a while, and read again. */
export const chargeLinesQuery = (encounterId: EncounterId, wanted: { readonly search: string; readonly doubtful: boolean }, page: number) =>
  queryOptions({
    queryKey: ['charges', encounterId, 'lines', wanted, page],
    queryFn: () => call(chargeContract.lines, { encounterId, ...wanted, page }),
  });
