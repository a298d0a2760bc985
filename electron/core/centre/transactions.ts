import type { CentreContent } from '../ports/centre-gateway.ts';

/** How the outcome of a lost answer is found out (in this order), and what takes the attempt back when that fails. */
export interface Transaction {
  readonly number: string;
  readonly find: readonly ('5303' | '5201' | '5203')[];
  readonly undo: '2601' | '2302' | null;
}

/**
 * Source: interface reference §8.3.
 *
 * settlement: 5203 wants `setl_id`, which is missing exactly when this answer was lost: then 2601 with the lost message id, and settle again.
 * discharge: repeating 2402 is not promised to be harmless, so 5201 decides; what it does not show is absent.
 */
export const TRANSACTIONS: Readonly<Record<CentreContent['kind'], Transaction>> = {
  admission: { number: '2401', find: ['5201', '5303'], undo: null },
  charges: { number: '2301', find: [], undo: '2302' },
  discharge: { number: '2402', find: ['5201'], undo: null },
  settlement: { number: '2304', find: ['5203'], undo: '2601' },
};

/** Path of each transaction below the base address: interface reference §1.6. */
export const PATHS: Readonly<Record<string, string>> = {
  '1101': 'fsiPsnInfoService/queryPsnInfo',
  '2001': 'fsiPsnPriorityInfoService/queryPsnPriorityInfo',
  '2301': 'hospFeeDtlService/feeDtlUp',
  '2302': 'hospFeeDtlService/feeDtlCl',
  '2303': 'hospSettService/preSett',
  '2304': 'hospSettService/settV2',
  '2401': 'hospitalRegisterService/hospitalRegisterSave',
  '2402': 'dscgService/dischargeProcess',
  '2601': 'reverseService/revsMethod',
  '5201': 'fsiIntegratedQueryService/queryMdtrtInfo',
  '5203': 'fsiIntegratedQueryService/querySetlInfo',
  '5206': 'fsiIntegratedQueryService/queryPsnAccumulated',
  '5302': 'fsiIntegratedQueryService/queryFixmedinsPracPsnInfo',
  '5303': 'fsiIntegratedQueryService/queryInhospInfo',
  '5304': 'fsiIntegratedQueryService/queryReflInfo',
  '6101': 'fsiEcService/decodeEcCode',
  '9001': 'signInSignOutService/signIn',
};
