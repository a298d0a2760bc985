import { useTranslation } from 'react-i18next';
import type { OrderView } from '../../../shared/contract/admission-contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

/** The doctor's order, read-only: department, bed and doctors come from the hospital's system, not from the clerk's fingers. */
export function OrderPanel({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('admission');
  const { total, selfPaid, firstShare } = order.plan;
  return (
    <Panel title={t('order.title')} note={t('order.note')} grow>
      <div className="body">
        <Facts
          facts={[
            { label: t('order.department'), value: order.orderingDepartment },
            { label: t('order.doctor'), value: order.orderingDoctor },
            { label: t('order.to'), value: order.department },
            { label: t('order.attending'), value: order.attendingDoctor },
            { label: t('order.ward'), value: order.ward },
            { label: t('order.bed'), value: order.bed },
            { label: t('order.diagnosis'), value: order.diagnosis, wide: true },
            { label: t('order.condition'), value: t(`condition.${order.condition}`) },
            { label: t('order.route'), value: t(`route.${order.route}`) },
            { label: t('order.care'), value: t(`careKind.${order.careKind}`) },
            { label: t('order.plan'), value: t('order.planTotal', { total: formatMoney(total) }), wide: true },
            {
              label: t('order.within'),
              value: t('order.planParts', { selfPaid: formatMoney(selfPaid), firstShare: formatMoney(firstShare) }),
              wide: true,
            },
          ]}
        />
      </div>
    </Panel>
  );
}
