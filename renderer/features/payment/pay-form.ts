import { useState } from 'react';
import type { PaymentView, PayWay, TenderView } from '../../../shared/contract/payment-contract.ts';
import { isWord, NOBODY, type SupervisorWord } from '../../frame/supervisor-fields.tsx';
import type { Money } from '../../../shared/money/money.ts';
import { readAmount } from '../../ui/amount.ts';

export interface PayFields {
  readonly way: PayWay;
  /** null: as the program suggests. */
  readonly amount: string | null;
  readonly received: string;
  readonly reference: string;
  readonly code: string;
  readonly payer: string;
  readonly relation: string;
  readonly reason: string;
}
const EMPTY: PayFields = { way: 'cash', amount: null, received: '', reference: '', code: '', payer: '', relation: '', reason: '' };

export interface BackFields {
  readonly tender: TenderView;
  readonly amount: string;
  readonly receipt: 'returned' | 'lost' | 'kept';
  readonly reason: string;
  readonly reference: string;
  readonly byTransfer: boolean;
  readonly payeeName: string;
  readonly account: string;
  readonly bank: string;
  readonly agentCert: string;
  /** Who takes what a third person paid, and his document. */
  readonly takerName: string;
  readonly takerCert: string;
  /** A supervisor's word, where a share that is owed goes back. */
  readonly approval: SupervisorWord;
}

/** Both forms of the page; one is on the screen at a time. */
export function usePayForms() {
  const [pay, setPayState] = useState(EMPTY);
  const [back, setBackState] = useState<BackFields | null>(null);
  return {
    pay,
    setPay: (change: Partial<PayFields>) => setPayState((before) => ({ ...before, ...change })),
    clearPay: () => setPayState((before) => ({ ...EMPTY, way: before.way })),
    back,
    setBack: (change: Partial<BackFields>) => setBackState((before) => (before === null ? null : { ...before, ...change })),
    beginBack: (tender: TenderView, most: Money) =>
      setBackState({
        tender,
        amount: most.toString(),
        receipt: 'returned',
        reason: '',
        reference: '',
        byTransfer: tender.back === 'request',
        payeeName: '',
        account: '',
        bank: '',
        agentCert: '',
        takerName: tender.thirdPayer ? tender.payer : '',
        takerCert: '',
        approval: NOBODY,
      }),
    endBack: () => setBackState(null),
  };
}

/** What is asked for next: the due, or before the settlement what the table still wants. */
export function suggested({ mode, due, held, terms }: PaymentView): string {
  if (mode === 'settled') return due.isZero() ? '' : due.toString();
  return terms.amount === null || !held.isZero() ? '' : terms.amount.toString();
}

export const amountOf = (view: PaymentView, { amount }: PayFields) => readAmount(amount ?? suggested(view));

/** What still keeps the clerk from taking money, in codes of the i18n file. */
export function missingToPay(view: PaymentView, fields: PayFields): readonly string[] {
  const amount = amountOf(view, fields);
  return [
    !view.shiftOpen && 'shift',
    (amount === undefined || amount.isZero()) && 'amount',
    fields.way === 'wallet' && !/^\d{16,24}$/.test(fields.code) && 'code',
    (fields.way === 'transfer' || (fields.way === 'bank-card' && !view.terminal)) && fields.reference.trim() === '' && 'reference',
  ].filter((item) => item !== false);
}

/** A third person's money that is handed out, or sent to an account: what goes back to the card or wallet it came from needs no taker. */
export const wantsTaker = ({ tender, byTransfer }: BackFields): boolean => tender.thirdPayer && (byTransfer || tender.means === 'cash');

/** Somebody else than the payer takes it. */
const forAnother = (fields: BackFields): boolean =>
  wantsTaker(fields) &&
  (fields.byTransfer && fields.payeeName.trim() !== '' ? fields.payeeName : fields.takerName).trim() !== fields.tender.payer;

/** More than is his again goes back only as a wrong means, a third person's money to another only for him: with a second person's word. */
export function wantsApproval({ owedBack }: PaymentView, fields: BackFields): boolean {
  const { tender, amount } = fields;
  if (forAnother(fields)) return true;
  const typed = readAmount(amount);
  return tender.kind === 'collected' && typed !== undefined && typed.compare(owedBack) > 0;
}

export function missingToGiveBack(view: PaymentView, fields: BackFields): readonly string[] {
  const amount = readAmount(fields.amount);
  const whole = fields.payeeName.trim() !== '' && fields.account.trim() !== '' && fields.bank.trim() !== '';
  const account = !whole && (view.payee === null || fields.account.trim() !== '');
  return [
    !view.shiftOpen && 'shift',
    (amount === undefined || amount.isZero()) && 'amount',
    fields.reason.trim() === '' && 'reason',
    fields.byTransfer && account && 'account',
    wantsTaker(fields) && (fields.takerName.trim() === '' || fields.takerCert.trim().length < 6) && 'taker',
    wantsApproval(view, fields) && !isWord(fields.approval) && 'approval',
    !fields.byTransfer &&
      fields.tender.means === 'bank-card' &&
      !fields.tender.viaTerminal &&
      fields.reference.trim() === '' &&
      'reference',
  ].filter((item) => item !== false);
}
