import { useTranslation } from 'react-i18next';
import type { OrderView } from '../../../shared/contract/admission-contract.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import { useDigits } from '../../commands/use-command.ts';
import { go } from '../../routes.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';

interface OrdersTableProps {
  readonly orders: readonly OrderView[];
  /** Whose card was read; null: the list is only to look at, because a person is admitted by his card. */
  readonly patientId: PatientId | null;
}

export function OrdersTable({ orders, patientId }: OrdersTableProps) {
  const { t } = useTranslation('admission');
  const open = (order: OrderView | undefined) => {
    if (patientId !== null && order !== undefined) go({ page: 'admission-order', orderNumber: order.orderNumber, patientId });
  };
  useDigits(patientId === null ? 0 : orders.length, (index) => open(orders[index]));
  return (
    <div className="scroll">
      <table aria-label={t('orders.title')}>
        <thead>
          <tr>
            {patientId !== null && <th>{t('orders.key')}</th>}
            {(['name', 'cert', 'order', 'issued', 'place', 'diagnosis', 'condition'] as const).map((column) => (
              <th key={column}>{t(`orders.column.${column}`)}</th>
            ))}
            <th className="num">{t('orders.column.plan')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order, index) => (
            <tr key={order.orderNumber} className={patientId === null ? '' : 'pickable'} onClick={() => open(order)}>
              {patientId !== null && (
                <td>
                  <span className="digit">{index + 1}</span>
                </td>
              )}
              <th scope="row" className="strong">
                {order.patientName}
              </th>
              <td>{order.maskedCertNumber}</td>
              <td>{order.orderNumber}</td>
              <td>{dayAndTime(order.issuedAt)}</td>
              <td>{t('orders.placeOf', { ward: order.ward, bed: order.bed })}</td>
              <td className="clip">{order.diagnosis}</td>
              <td>{t(`condition.${order.condition}`)}</td>
              <td className="num">{formatMoney(order.plan.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
