import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndTime } from '../../ui/format.ts';
import { ordersQuery } from './admission-queries.ts';

interface OrderChoiceProps {
  readonly orderNumbers: readonly string[];
  /** null: without an order; undefined: nothing is chosen yet. */
  readonly chosen: string | null | undefined;
  readonly onChoose: (orderNumber: string | null) => void;
  /** Whether "without an order" is an answer here. */
  readonly orNone: boolean;
}

/** Which of the person's waiting orders the stay goes on under: shown with what it says, never taken in silence. */
export function OrderChoice({ orderNumbers, chosen, onChoose, orNone }: OrderChoiceProps) {
  const { t } = useTranslation('admission');
  const orders = useQuery(ordersQuery).data?.orders ?? [];
  const say = (orderNumber: string): string => {
    const order = orders.find((each) => each.orderNumber === orderNumber);
    if (order === undefined) return orderNumber;
    return t('late.orderSay', {
      number: orderNumber,
      at: dayAndTime(order.issuedAt),
      department: order.department,
      diagnosis: order.diagnosis,
    });
  };
  const answers = [...orderNumbers, ...(orNone ? [null] : [])];
  return (
    <div role="radiogroup" aria-label={t('late.orders')} className="order-choice">
      {answers.map((orderNumber) => (
        <label key={orderNumber ?? 'none'} className="tick">
          <input type="radio" name="late-order" checked={chosen === orderNumber} onChange={() => onChoose(orderNumber)} />
          {orderNumber === null ? t('late.noOrder') : say(orderNumber)}
        </label>
      ))}
    </div>
  );
}
