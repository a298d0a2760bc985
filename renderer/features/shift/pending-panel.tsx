import { useTranslation } from 'react-i18next';
import type { Pending } from '../../../shared/contract/books-schemas.ts';
import { formatMoney, formatRange } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign, Tag, type Tone } from '../../ui/tag.tsx';

const TONES: Readonly<Record<Pending['matter'], Tone>> = {
  'outcome-unknown': 'unknown',
  'payment-unknown': 'unknown',
  waiting: 'queued',
  'left-unsettled': 'offline',
  'refund-due': 'queued',
  owed: 'offline',
};

/** 未了事项: named and counted, in none of the totals. */
export function PendingPanel({ pending }: { readonly pending: readonly Pending[] }) {
  const { t } = useTranslation('shift');
  return (
    <Panel title={t('pending.title')} note={t('pending.note')} grow>
      <div className="scroll">
        {pending.length === 0 && (
          <p className="body">
            <Sign tone="ok">{t('pending.none')}</Sign>
          </p>
        )}
        <ul className="pending" aria-label={t('pending.title')}>
          {pending.map(({ matter, stayNumber, patientName, amount, estimate, count }) => (
            <li key={`${matter} ${stayNumber ?? ''}`} data-matter={matter}>
              <Tag tone={TONES[matter]}>{t(`pending.${matter}`)}</Tag>
              <span>{stayNumber === null ? t('pending.count', { count }) : `${patientName ?? ''} ${stayNumber}`}</span>
              <b className={estimate === null ? 'num' : 'num est'}>
                {estimate !== null ? formatRange(estimate) : amount === null ? '' : formatMoney(amount)}
              </b>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
