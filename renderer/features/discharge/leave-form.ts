import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Exit } from '../../../shared/model/stay.ts';
import { isPhone } from '../../ui/phone.ts';

/** What is typed for a way out. */
export interface LeaveForm {
  readonly phone: string;
  readonly reason: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly payeeBank: string;
}

type Payee = { readonly name: string; readonly account: string; readonly bank: string } | null;

/** Only what is written on a card. */
export const accountText = (text: string): string => text.replace(/[^\d]/g, '').slice(0, 40);

export const isAccount = (text: string): boolean => /^\d{6,40}$/.test(text);

const filled = ({ payeeName, payeeAccount, payeeBank }: LeaveForm): number =>
  [payeeName, payeeAccount, payeeBank].filter((text) => text.trim() !== '').length;

/** Half an account is none. */
export const payeeHalf = (form: LeaveForm): boolean => filled(form) > 0 && (filled(form) < 3 || !isAccount(form.payeeAccount));

export const payeeOf = (form: LeaveForm): Payee =>
  filled(form) === 3 ? { name: form.payeeName.trim(), account: form.payeeAccount, bank: form.payeeBank.trim() } : null;

/** What is still missing on the form for this way, the first of it; null: nothing. */
export function missingOf(exit: Exit, form: LeaveForm): 'phone' | 'reason' | 'payee' | null {
  if (exit === 'online') return null;
  if (exit === 'self-pay' && form.reason.trim().length < 2) return 'reason';
  if (exit === 'deposit-leave' && payeeHalf(form)) return 'payee';
  return isPhone(form.phone) ? null : 'phone';
}

/** The fields as the stay fills them; what was typed lies over it. */
export const formOf = (view: SettlementView | undefined, typed: Partial<LeaveForm>, reason: string): LeaveForm => ({
  phone: view?.leave?.contactPhone ?? view?.strip.patient.phone ?? '',
  reason,
  payeeName: '',
  payeeAccount: '',
  payeeBank: '',
  ...typed,
});
