import type { AccountUseKind } from '../../../shared/model/visit.ts';

/** acct_used_flag, §10: 0 not used, 1 the own account, 2 a relative's. */
export const ACCOUNT_FLAG: Readonly<Record<AccountUseKind, string>> = { none: '0', own: '1', family: '2' };
