import { useQuery } from '@tanstack/react-query';
import { Input, Radio } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PAY_WAYS, type PaymentView, type PayWay } from '../../../shared/contract/payment-contract.ts';
import { Money } from '../../../shared/money/money.ts';
import { useCommand, useDigits } from '../../commands/use-command.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { readAmount } from '../../ui/amount.ts';
import { Field } from '../../ui/field.tsx';
import { formatMoney } from '../../ui/format.ts';
import { nextField } from '../../ui/next-field.ts';
import { Panel } from '../../ui/panel.tsx';
import { amountOf, type PayFields, suggested } from './pay-form.ts';
import { changeQuery } from './payment-queries.ts';

interface PayPanelProps {
  readonly view: PaymentView;
  readonly fields: PayFields;
  readonly onFields: (change: Partial<PayFields>) => void;
}

const NEEDS: Readonly<Record<PayWay, string>> = { cash: 'received', wallet: 'code', 'bank-card': 'reference', transfer: 'reference' };

/** One tender: how, how much, and what that way needs. The next one follows when this one is taken. */
export function PayPanel({ view, fields, onFields }: PayPanelProps) {
  const { t } = useTranslation('payment');
  const id = useId();
  const { way } = fields;
  const wanted = useRef<PayWay | null>(null);
  const choose = (chosen: PayWay) => {
    wanted.current = chosen;
    onFields({ way: chosen });
  };
  useDigits(PAY_WAYS.length, (index) => choose(PAY_WAYS[index] ?? 'cash'));
  const { keyLabel } = useCommand('pay.way', () => choose(PAY_WAYS[(PAY_WAYS.indexOf(way) + 1) % PAY_WAYS.length] ?? 'cash'));
  // Chosen by a key: what this way needs is typed or scanned next.
  useEffect(() => {
    if (wanted.current !== way) return;
    wanted.current = null;
    document.getElementById(`${id}-${NEEDS[way]}`)?.focus();
  });
  const text = (name: 'reference' | 'code' | 'payer' | 'relation' | 'reason', most: number, required = false) => (
    <Field id={`${id}-${name}`} label={t(`field.${name}`)} required={required}>
      <Input
        id={`${id}-${name}`}
        aria-label={t(`field.${name}`)}
        maxLength={most}
        autoComplete="off"
        value={fields[name]}
        onChange={(event) => onFields({ [name]: name === 'code' ? event.target.value.replaceAll(/\D/g, '') : event.target.value })}
      />
    </Field>
  );
  return (
    <Panel title={t(view.mode === 'settled' ? 'pay.title' : 'pay.titleDeposit')} note={t('pay.note', { key: keyLabel })} grow>
      <fieldset className="scroll plain body one-column" onKeyDown={nextField}>
        <Radio.Group
          className="ways"
          name="way"
          optionType="button"
          aria-label={t('pay.way')}
          value={way}
          onChange={(event) => onFields({ way: event.target.value as PayWay })}
          options={PAY_WAYS.map((value, index) => ({ value, label: `${index + 1} ${t(`way.${value}`)}` }))}
        />
        <div className="fields one">
          <Field id={`${id}-amount`} label={t('field.amount')} required>
            <AmountField
              id={`${id}-amount`}
              label={t('field.amount')}
              value={fields.amount ?? suggested(view)}
              onChange={(amount) => onFields({ amount })}
            />
          </Field>
          {way === 'cash' && (
            <Field id={`${id}-received`} label={t('field.received')}>
              <AmountField
                id={`${id}-received`}
                label={t('field.received')}
                value={fields.received}
                onChange={(received) => onFields({ received })}
              />
            </Field>
          )}
          {way === 'wallet' && text('code', 24, true)}
          {way === 'transfer' && text('reference', 40, true)}
          {way === 'bank-card' && text('reference', 40, !view.terminal)}
          {text('payer', 50)}
          {view.mode === 'deposit' && text('relation', 20)}
          {view.mode === 'deposit' && view.terms.amount !== null && text('reason', 200)}
        </div>
        {way === 'cash' && <Change view={view} fields={fields} />}
        {way === 'bank-card' && view.terminal && <p className="mut small">{t('pay.terminalSay')}</p>}
        {way === 'wallet' && <p className="mut small">{t('pay.walletSay')}</p>}
      </fieldset>
    </Panel>
  );
}

/** 收您 1,000.00，找您 70.00. */
function Change({ view, fields }: { readonly view: PaymentView; readonly fields: PayFields }) {
  const { t } = useTranslation('payment');
  const amount = amountOf(view, fields);
  const received = readAmount(fields.received);
  const { data } = useQuery({ ...changeQuery(amount ?? Money.ZERO, received ?? amount ?? Money.ZERO), enabled: amount !== undefined });
  if (amount === undefined || data === undefined) return null;
  return (
    <div className="change" role="status" aria-label={t('pay.change')}>
      {!data.rounding.isZero() && (
        <span className="mut">{t('pay.rounding', { asked: formatMoney(data.asked), rounding: formatMoney(data.rounding) })}</span>
      )}
      <b>
        {received === undefined
          ? t('pay.exact', { asked: formatMoney(data.asked) })
          : t('pay.give', { received: formatMoney(received), change: formatMoney(data.change) })}
      </b>
    </div>
  );
}
