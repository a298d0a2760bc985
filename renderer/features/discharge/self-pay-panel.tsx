import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

/** A stay that its patient pays alone: what is paid of it, and what becomes of the insurance's part. */
export function SelfPayPanel({ selfPay, reason }: { readonly selfPay: NonNullable<SettlementView['selfPay']>; readonly reason: string }) {
  const { t } = useTranslation('discharge');
  const lines = ['total', 'paid', 'due', 'held'] as const;
  return (
    <Panel title={t('selfPay.title')} note={t('selfPay.note')} grow>
      <div className="body">
        <dl className="sums-down">
          {lines
            .filter((line) => line !== 'held' || !selfPay.held.isZero())
            .map((line) => (
              <div key={line} className={line === 'due' ? 'due' : ''} data-line={line}>
                <dt>{t(`selfPay.${line}`)}</dt>
                <dd>{formatMoney(selfPay[line])}</dd>
              </div>
            ))}
        </dl>
        <p className="mut small">
          {t('selfPay.reason')} {reason}
        </p>
        <p className="mut small">{t('selfPay.centre')}</p>
      </div>
    </Panel>
  );
}
