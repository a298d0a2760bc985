import { useQuery } from '@tanstack/react-query';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PaymentView, paymentContract } from '../../../shared/contract/payment-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import { useCommand } from '../../commands/use-command.ts';
import { sessionQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';

/** 转账退款: asked by one, signed by another, paid by the finance office. */
export function RequestsPanel({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation('payment');
  const session = useQuery(sessionQuery);
  const [reference, setReference] = useState('');
  const act = useActKey();
  const approve = useKeyed(paymentContract.approveRefund, act.renew);
  const paid = useKeyed(paymentContract.refundPaid, act.renew);
  const printing = useActKey();
  const paper = useKeyed(paperContract.printTill, printing.renew);
  const role = session.data?.clerk?.role;
  const mayApprove = role === 'supervisor';
  const mayPay = view.mayPayTransfers;
  const failed = approve.error ?? paid.error ?? paper.error;
  const field = useRef<InputRef>(null);
  // The key is for the first that waits: signed, then its transfer number typed and entered.
  const next = view.requests.find(({ state }) => (mayApprove && state === 'asked') || (mayPay && state === 'approved'));
  const sign = (requestId: number) => approve.mutate({ requestId, key: act.key });
  const pay = (requestId: number) =>
    paid.mutate({ requestId, reference: reference.trim(), key: act.key }, { onSuccess: () => setReference('') });
  const { keyLabel } = useCommand(
    'transfer.sign',
    () => {
      if (next?.state === 'asked') sign(next.requestId);
      else if (next !== undefined && reference.trim() !== '') pay(next.requestId);
      else field.current?.focus();
    },
    next !== undefined && !approve.isPending && !paid.isPending,
  );
  if (view.requests.length === 0) return null;
  return (
    <Panel title={t('requests.title')} note={t('requests.note')} grow>
      <div className="scroll">
        {failed !== null && <ErrorLine error={failed} />}
        <ul className="requests" aria-label={t('requests.title')}>
          {view.requests.map((request) => (
            <li key={request.requestId} data-state={request.state}>
              <div>
                <b>{formatMoney(request.amount)}</b>{' '}
                <Tag tone={request.state === 'paid' ? 'ok' : request.state === 'refused' ? 'rejected' : 'queued'}>
                  {t(`requests.${request.state}`)}
                </Tag>
              </div>
              <div className="small">
                {request.payeeName} {request.payeeAccount} {request.payeeBank}
              </div>
              <div className="mut small">
                {request.reason}·{request.askedBy} {dayAndTime(request.askedAt)}
                {request.approvedBy !== null && t('requests.by', { name: request.approvedBy })}
              </div>
              {request.state !== 'refused' && (
                <Button
                  size="small"
                  type="text"
                  disabled={paper.isPending}
                  onClick={() => paper.mutate({ kind: 'transfer-request', subject: String(request.requestId), key: printing.key })}
                >
                  {t('requests.print')}
                </Button>
              )}
              {mayApprove && request.state === 'asked' && (
                <Button size="small" disabled={approve.isPending} onClick={() => sign(request.requestId)}>
                  {t('requests.approve')}
                  {request === next && <kbd>{keyLabel}</kbd>}
                </Button>
              )}
              {mayPay && request.state === 'approved' && (
                <span className="with-button">
                  <Input
                    ref={request === next ? field : null}
                    size="small"
                    aria-label={t('requests.reference')}
                    placeholder={t('requests.reference')}
                    maxLength={40}
                    value={reference}
                    onChange={(event) => setReference(event.target.value)}
                  />
                  <Button size="small" disabled={paid.isPending || reference.trim() === ''} onClick={() => pay(request.requestId)}>
                    {t('requests.pay')}
                    {request === next && <kbd>{keyLabel}</kbd>}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
