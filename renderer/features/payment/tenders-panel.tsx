import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import type { PaymentView, TenderView } from '../../../shared/contract/payment-contract.ts';
import { Money } from '../../../shared/money/money.ts';
import { useCommand } from '../../commands/use-command.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

interface TendersPanelProps {
  readonly view: PaymentView;
  readonly onBack: (tender: TenderView, most: Money) => void;
  readonly busy: boolean;
}

const TONES: Readonly<Record<PaymentView['walletOrders'][number]['state'], Tone>> = {
  unknown: 'unknown',
  done: 'ok',
  refused: 'rejected',
  closed: 'neutral',
};

/**
 * What of a receipt may go back by one press; null: nothing. A share that he owes is `owed`: without an invoice it is a wrong means to correct, with one
 * (`invoiced`) the settlement is taken back first.
 */
function backOf({ owedBack, invoiceStands }: PaymentView, tender: TenderView) {
  if (tender.back === null || tender.left.isZero()) return null;
  const owed = tender.kind === 'collected' && owedBack.isZero();
  const most = tender.kind === 'deposit-received' || owed ? tender.left : Money.min(tender.left, owedBack);
  return { owed, invoiced: owed && invoiceStands, most };
}

type BackButtonProps = TendersPanelProps & { readonly tender: TenderView; readonly keyLabel: string | null };

function BackButton({ view, tender, onBack, busy, keyLabel }: BackButtonProps) {
  const { t } = useTranslation('payment');
  const back = backOf(view, tender);
  if (back === null) return null;
  if (back.invoiced) return <span className="mut small">{t('tenders.invoiced')}</span>;
  return (
    <Button size="small" disabled={busy} onClick={() => onBack(tender, back.most)}>
      {t(back.owed ? 'tenders.correct' : 'tenders.back')}
      {keyLabel !== null && <kbd>{keyLabel}</kbd>}
    </Button>
  );
}

/** 退款凭证 of what went back last. */
function RefundReceipt({ tender }: { readonly tender: TenderView }) {
  const { t } = useTranslation('payment');
  const printing = useActKey();
  const paper = useKeyed(paperContract.printTill, printing.renew);
  const last = tender.backPostings.at(-1);
  if (last === undefined) return null;
  return (
    <Button
      size="small"
      type="text"
      danger={paper.isError}
      disabled={paper.isPending}
      onClick={() => paper.mutate({ kind: 'refund-receipt', subject: String(last), key: printing.key })}
    >
      {t('tenders.receipt')}
    </Button>
  );
}

/** Everything that came in, each with what went back; and what the wallets said. */
export function TendersPanel({ view, onBack, busy }: TendersPanelProps) {
  const { t } = useTranslation(['payment', 'words']);
  const mayGoBack = view.mode === 'settled' || view.mode === 'closed' || (view.mode === 'deposit' && view.strip.state !== 'left-unsettled');
  const returnable = view.tenders.flatMap((tender) => {
    const back = mayGoBack ? backOf(view, tender) : null;
    return back === null || back.invoiced ? [] : [{ tender, most: back.most }];
  });
  const [turn, setTurn] = useState(0);
  // The key takes the receipts one after the other, beginning with the last.
  const next = returnable.at(-1 - (turn % Math.max(returnable.length, 1)));
  const { keyLabel } = useCommand(
    'money.back',
    () => {
      if (next === undefined) return;
      setTurn(turn + 1);
      onBack(next.tender, next.most);
    },
    next !== undefined && !busy,
  );
  const orders = view.walletOrders.filter(({ state }) => state !== 'done');
  return (
    <Panel title={t('tenders.title')} note={t('tenders.note', { count: view.tenders.length })} grow>
      <div className="scroll">
        {view.tenders.length === 0 && <p className="body mut">{t('tenders.none')}</p>}
        <table aria-label={t('tenders.title')} className="tenders">
          <tbody>
            {view.tenders.map((tender) => (
              <tr key={tender.postingId} data-means={tender.means}>
                <th scope="row">
                  {t(`tenders.${tender.kind}`)}·{t(`words:means.${tender.means}`)}
                  <div className="mut small">
                    {[tender.receiptNumber, dayAndTime(tender.at), tender.payer, tender.reference]
                      .filter((part) => part !== null && part !== '')
                      .join(' ')}
                  </div>
                </th>
                <td className="num">
                  {formatMoney(tender.amount)}
                  {!tender.returned.isZero() && (
                    <div className="small ink-offline">{t('tenders.returned', { amount: formatMoney(tender.returned) })}</div>
                  )}
                </td>
                <td>
                  {mayGoBack && (
                    <BackButton
                      view={view}
                      tender={tender}
                      onBack={onBack}
                      busy={busy}
                      keyLabel={tender === next?.tender ? keyLabel : null}
                    />
                  )}
                  <RefundReceipt tender={tender} />
                </td>
              </tr>
            ))}
            {orders.map((order) => (
              <tr key={order.orderId} data-order={order.state}>
                <th scope="row">
                  {t(`tenders.wallet.${order.kind}`)}·{t(`words:means.${order.channel}`)}
                  <div className="mut small">
                    {dayAndTime(order.askedAt)} {order.state === 'refused' ? order.words : ''}
                  </div>
                </th>
                <td className="num mut">{formatMoney(order.amount)}</td>
                <td>
                  <Tag tone={TONES[order.state]}>{t(`tenders.state.${order.state}`)}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
