import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PaymentView, paymentContract } from '../../../shared/contract/payment-contract.ts';
import { SHARE_ASKS, type ShareAsk } from '../../../shared/model/ledger.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { readAmount } from '../../ui/amount.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { Field, TextField } from '../../ui/field.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';

/** 欠费离院, 减免, 转财务: what a clerk may not do alone. He asks here; a supervisor decides in the approval box. */
export function SharePanel({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation('payment');
  const act = useActKey();
  const ask = useKeyed(paymentContract.askShare, act.renew);
  const [kind, setKind] = useState<ShareAsk | null>(null);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const { encounterId } = view.strip;
  const wanted = kind === 'relief' ? readAmount(amount) : view.due;
  const waiting = view.shareRequests.some((request) => request.kind === kind && request.state === 'asked');
  const ready = kind !== null && !waiting && wanted !== undefined && !wanted.isZero() && reason.trim().length >= 2;
  const begin = (next: ShareAsk) => {
    setKind(next);
    setAmount(view.due.toString());
  };
  const send = () => {
    if (!ready) return;
    ask.mutate({ encounterId, kind, amount: wanted, reason: reason.trim(), key: act.key }, { onSuccess: () => setReason('') });
  };
  if (view.mode !== 'settled' || (view.due.isZero() && view.shareRequests.length === 0)) return null;
  return (
    <Panel title={t('share.title')} note={t('share.note')}>
      <div className="body one-column">
        {ask.isError && <ErrorLine error={ask.error} />}
        {view.shareRequests.length > 0 && (
          <ul className="requests" aria-label={t('share.title')}>
            {view.shareRequests.map((request) => (
              <li key={request.requestId} data-kind={request.kind} data-state={request.state}>
                <div>
                  <b>
                    {t(`share.${request.kind}`)} {formatMoney(request.amount)}
                  </b>{' '}
                  <Tag tone={request.state === 'approved' ? 'ok' : request.state === 'refused' ? 'rejected' : 'queued'}>
                    {t(`share.state.${request.state}`)}
                  </Tag>
                </div>
                <div className="mut small">
                  {request.reason}·{request.askedBy} {dayAndTime(request.askedAt)}
                  {request.decidedBy !== null && t('share.by', { name: request.decidedBy })}
                </div>
              </li>
            ))}
          </ul>
        )}
        {!view.due.isZero() && (
          <>
            <Radio.Group
              name="share"
              optionType="button"
              aria-label={t('share.title')}
              value={kind}
              onChange={(event) => begin(event.target.value as ShareAsk)}
              options={SHARE_ASKS.map((value) => ({ value, label: t(`share.${value}`) }))}
            />
            {kind !== null && (
              <div className="fields one">
                {kind === 'relief' && (
                  <Field id="share-amount" label={t('share.amount')} required>
                    <AmountField id="share-amount" label={t('share.amount')} value={amount} onChange={setAmount} />
                  </Field>
                )}
                <TextField label={t('share.reason')} required wide value={reason} onChange={setReason} />
                <Button disabled={!ready || ask.isPending} onClick={send}>
                  {t(waiting ? 'share.waits' : 'share.ask')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </Panel>
  );
}
