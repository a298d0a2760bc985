import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import type { Money } from '../../../shared/money/money.ts';
import { dayAndTime, formatMoney, readableFacts, shortDay } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

/** After the settlement, or after the whole was paid: who paid what, what is still open, and why it is not what was expected. */
export function OutcomePanel({ view }: { readonly view: VisitView }) {
  const { t } = useTranslation(['visit', 'discharge']);
  const { outcome, due, back, stage, resettle } = view;
  const line = (name: string, amount: Money, total = false) => (
    <div key={name} className={total ? 'total' : ''} data-line={name}>
      <dt>{t(`outcome.${name}`)}</dt>
      <dd>{formatMoney(amount)}</dd>
    </div>
  );
  return (
    <Panel title={t('outcome.title')} note={outcome === null ? t(`stage.${stage}`) : dayAndTime(outcome.settledAt)} className="outcome">
      <dl className="ledger-lines" aria-label={t('outcome.title')}>
        {outcome === null ? (
          line('selfPaid', view.total)
        ) : (
          <>
            {line('fund', outcome.fund)}
            {!outcome.account.isZero() && line('account', outcome.account)}
            {!outcome.familyAccount.isZero() && line('family', outcome.familyAccount)}
            {line('cash', outcome.cash)}
            {line('difference', outcome.difference)}
          </>
        )}
        {!due.isZero() && line('due', due, true)}
        {!back.isZero() && line('back', back, true)}
      </dl>
      {outcome !== null && <p className="body mut small">{t('outcome.number', { number: outcome.settlementNumber })}</p>}
      {outcome !== null && outcome.causes.length > 0 && (
        <ul className="body" aria-label={t('outcome.causes')}>
          {outcome.causes.map(({ cause, amount, facts }) => (
            <li key={cause}>
              {t(`discharge:cause.${cause}`, readableFacts(facts))} <b>{formatMoney(amount)}</b>
            </li>
          ))}
        </ul>
      )}
      {resettle !== null && (
        <p className="body mut small">
          {resettle.open
            ? t('resettle.until', { day: shortDay(resettle.until) })
            : t('resettle.closed', {
                reasons: resettle.closedBecause.map((reason) => t([`closed.${reason}`, 'closed.other'])).join(t('common:list')),
              })}
        </p>
      )}
      {outcome !== null && !view.refund.open && (
        <p className="body mut small">
          {t('refundClosed', {
            reasons: view.refund.closedBecause.map((reason) => t([`closed.${reason}`, 'closed.other'])).join(t('common:list')),
          })}
        </p>
      )}
      {stage === 'claimed' && <p className="body">{t('documents', { documents: view.documents.join(t('common:list')) })}</p>}
    </Panel>
  );
}
