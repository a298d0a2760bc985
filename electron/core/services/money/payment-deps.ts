import type { Permission } from '../../../../shared/contract/define-channel.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import type { Settings } from '../../settings-schema.ts';
import type { LedgerBook } from './ledger-book.ts';
import type { PolicyShelf } from '../desk/policy-shelf.ts';
import type { ShiftService } from './shift-service.ts';
import type { StripService } from '../stay/strip-service.ts';
import type { WalletService } from './wallet-service.ts';

/** What taking money, giving it back and showing it need. */
export interface PaymentDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly book: LedgerBook;
  readonly shifts: ShiftService;
  readonly strips: StripService;
  readonly wallets: WalletService;
  readonly shelf: () => PolicyShelf;
  readonly till: Settings['till'];
  readonly region: string;
  /** A supervisor's word at this window, by his own PIN. */
  readonly approve: (clerkId: string, pin: string) => { readonly clerkId: string };
  /** Whether a clerk of this desk may. */
  readonly may: (clerkId: string, permission: Permission) => boolean;
  readonly onChange: () => void;
}
