import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { chargeContract } from '../../../shared/contract/charge-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { useMay } from '../../commands/use-may.ts';
import { call } from '../../ipc/client.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';

/** 入院前费用: unpaid visits of the days before, to be settled with the stay; absent where there are none. */
export function PriorCarePanel({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation(['admission', 'visit']);
  const { data } = useQuery({ queryKey: ['prior-care', encounterId], queryFn: () => call(chargeContract.prior, { encounterId }) });
  const act = useActKey();
  const take = useKeyed(chargeContract.takePrior, act.renew);
  const may = useMay('admission:commit');
  if (data === undefined || (data.visits.length === 0 && data.taken.length === 0)) return null;
  return (
    <Panel title={t('prior.title')} note={t('prior.note')}>
      <ul className="body merges" aria-label={t('prior.title')}>
        {data.visits.map(({ orderNumber, visitType, visitedAt, department, lineCount, total, blockedBecause }) => (
          <li key={orderNumber}>
            {dayAndTime(visitedAt)} {t(`visit:type.${visitType}`)} {department} {orderNumber}{' '}
            <b>{t('prior.sum', { count: lineCount, total: formatMoney(total) })}</b>{' '}
            {blockedBecause !== null && <Sign tone="offline">{t(`prior.blocked.${blockedBecause}`)}</Sign>}
            {blockedBecause === null && may && (
              <Button size="small" disabled={take.isPending} onClick={() => take.mutate({ encounterId, orderNumber, key: act.key })}>
                {t('prior.take')}
              </Button>
            )}
          </li>
        ))}
        {data.taken.map(({ orderNumber, lineCount, at }) => (
          <li key={orderNumber}>
            <Sign tone="ok">{t('prior.taken', { number: orderNumber, count: lineCount, at: dayAndTime(at) })}</Sign>
          </li>
        ))}
      </ul>
      {take.isError && <ErrorLine error={take.error} />}
    </Panel>
  );
}
