import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../shared/contract/payment-contract.ts';
import type { Money } from '../../../shared/money/money.ts';
import { formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

/** What is to be paid or given back, in large figures, and how it comes about. */
export function DuePanel({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation('payment');
  const { mode, due, cashDue, refundable, held, awaitingDraw, terms } = view;
  const line = (name: string, amount: Money) => (
    <div key={name}>
      <dt>{t(`due.${name}`)}</dt>
      <dd>{formatMoney(amount)}</dd>
    </div>
  );
  const big = mode === 'settled' ? (due.isZero() ? refundable : due) : held;
  const label = mode === 'settled' ? (due.isZero() && !refundable.isZero() ? 'refundable' : 'toCollect') : 'held';
  return (
    <Panel title={t('due.title')}>
      <div className="due-figure" role="note" aria-label={t(`due.${label}`)}>
        <span>{t(`due.${label}`)}</span>
        <b>{formatMoney(big)}</b>
      </div>
      <dl className="ledger-lines" aria-label={t('due.title')}>
        {mode === 'settled' ? (
          <>
            {line('burden', view.strip.expectedBurden?.most ?? big)}
            {!awaitingDraw.isZero() && line('awaitingDraw', awaitingDraw)}
            {!held.isZero() && line('heldLeft', held)}
            {!cashDue.equals(due) && line('cashDue', cashDue)}
          </>
        ) : (
          <>
            {terms.amount !== null && line('table', terms.amount)}
            {line('lock', view.strip.creditLocked)}
          </>
        )}
      </dl>
      {mode === 'deposit' && terms.limit !== null && (
        <p className="body mut small">
          {t('due.limit')} <cite>{`${terms.limit.rule ?? ''} ${terms.limit.article}`}</cite>
        </p>
      )}
    </Panel>
  );
}
