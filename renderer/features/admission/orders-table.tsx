import { useTranslation } from 'react-i18next';
import type { OrderView } from '../../../shared/contract/admission-contract.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import { useDigits } from '../../commands/use-command.ts';
import { go } from '../../routes.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';

interface OrdersTableProps {
  readonly orders: readonly OrderView[];
  /** Whose card was read; null: only what was put aside can be taken up, because a person is admitted by his card. */
  readonly patientId: PatientId | null;
  /** Put aside at this window, with whose it is. */
  readonly aside: ReadonlyMap<string, PatientId>;
}

/** What can be opened stands first, each with its digit. */
export function OrdersTable({ orders, patientId, aside }: OrdersTableProps) {
  const { t } = useTranslation('admission');
  const personOf = ({ orderNumber }: OrderView): PatientId | null => patientId ?? aside.get(orderNumber) ?? null;
  const [ready, others] = [orders.filter((order) => personOf(order) !== null), orders.filter((order) => personOf(order) === null)];
  const open = (order: OrderView | undefined) => {
    const person = order === undefined ? null : personOf(order);
    if (person !== null && order !== undefined) go({ page: 'admission-order', orderNumber: order.orderNumber, patientId: person });
  };
  useDigits(Math.min(ready.length, 9), (index) => open(ready[index]));
  return (
    <div className="scroll">
      <table aria-label={t('orders.title')}>
        <thead>
          <tr>
            {ready.length > 0 && <th>{t('orders.key')}</th>}
            {(['name', 'cert', 'order', 'issued', 'place', 'diagnosis', 'condition'] as const).map((column) => (
              <th key={column}>{t(`orders.column.${column}`)}</th>
            ))}
            <th className="num">{t('orders.column.plan')}</th>
          </tr>
        </thead>
        <tbody>
          {[...ready, ...others].map((order, index) => (
            <tr key={order.orderNumber} className={personOf(order) === null ? '' : 'pickable'} onClick={() => open(order)}>
              {ready.length > 0 && <td>{index < Math.min(ready.length, 9) && <span className="digit">{index + 1}</span>}</td>}
              <th scope="row" className="strong">
                {order.patientName} {aside.has(order.orderNumber) && <Tag tone="neutral">{t('orders.aside')}</Tag>}
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
