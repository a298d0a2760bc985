import type { PaymentView } from '../../../shared/contract/payment-contract.ts';
import { Checkbox, Input, Radio } from 'antd';
import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountField } from '../../ui/amount-field.tsx';
import { Field } from '../../ui/field.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { nextField } from '../../ui/next-field.ts';
import { Panel } from '../../ui/panel.tsx';
import { SupervisorFields } from '../../frame/supervisor-fields.tsx';
import { type BackFields, wantsApproval, wantsTaker } from './pay-form.ts';

interface BackPanelProps {
  readonly view: PaymentView;
  readonly fields: BackFields;
  readonly onFields: (change: Partial<BackFields>) => void;
}

/** Gives one receipt back, all or a part: the way it came, or by a transfer of the finance office. */
export function BackPanel({ view, fields, onFields }: BackPanelProps) {
  const { t } = useTranslation(['payment', 'words']);
  const id = useId();
  const { tender, byTransfer } = fields;
  const { payee } = view;
  const text = (
    name: 'reason' | 'reference' | 'payeeName' | 'account' | 'bank' | 'agentCert' | 'takerName' | 'takerCert',
    most: number,
    required: boolean,
  ) => (
    <Field id={`${id}-${name}`} label={t(`back_form.${name}`)} required={required}>
      <Input
        id={`${id}-${name}`}
        aria-label={t(`back_form.${name}`)}
        maxLength={most}
        autoComplete="off"
        value={fields[name]}
        onChange={(event) => onFields({ [name]: event.target.value })}
      />
    </Field>
  );
  useEffect(() => document.getElementById(`${id}-amount`)?.focus(), [id]);
  const way = t(`words:means.${tender.means}`);
  return (
    <Panel title={t('back_form.title')} note={t('back_form.note', { way, at: dayAndTime(tender.at), left: formatMoney(tender.left) })} grow>
      <fieldset className="scroll plain body one-column" onKeyDown={nextField}>
        <div className="fields one">
          <Field id={`${id}-amount`} label={t('back_form.amount')} required>
            <AmountField
              id={`${id}-amount`}
              label={t('back_form.amount')}
              value={fields.amount}
              onChange={(amount) => onFields({ amount })}
            />
          </Field>
          {tender.receiptNumber !== null && (
            <div className="wide">
              <span className="label">{t('back_form.receipt')}</span>
              <Radio.Group
                name="receipt"
                optionType="button"
                aria-label={t('back_form.receipt')}
                value={fields.receipt}
                onChange={(event) => onFields({ receipt: event.target.value as BackFields['receipt'] })}
                options={(['returned', 'lost', 'kept'] as const).map((value) => ({ value, label: t(`receipt.${value}`) }))}
              />
            </div>
          )}
          {text('reason', 200, true)}
          {wantsTaker(fields) && (
            <>
              <p className="wide ink-offline">{t('back_form.thirdPayer', { payer: tender.payer })}</p>
              {text('takerName', 50, true)}
              {text('takerCert', 40, true)}
            </>
          )}
          {wantsApproval(view, fields) && (
            <>
              <p className="wide mut small">{t(wantsTaker(fields) ? 'back_form.forPayer' : 'back_form.correct')}</p>
              <SupervisorFields word={fields.approval} onChange={(approval) => onFields({ approval })} />
            </>
          )}
          {!byTransfer && tender.means === 'bank-card' && text('reference', 40, !tender.viaTerminal)}
          {!byTransfer && tender.viaTerminal && <p className="wide mut small">{t('back_form.terminal')}</p>}
          <div className="wide">
            <span className="label">{t('back_form.way')}</span>
            <Checkbox
              disabled={tender.back === 'request'}
              checked={byTransfer}
              onChange={(event) => onFields({ byTransfer: event.target.checked })}
            >
              {t(tender.back === 'request' ? 'back_form.onlyTransfer' : 'back_form.byTransfer', { way })}
            </Checkbox>
          </div>
          {byTransfer && (
            <>
              {payee !== null && <p className="wide mut small">{t('back_form.named', { ...payee })}</p>}
              {text('payeeName', 50, payee === null)}
              {text('account', 40, payee === null)}
              {text('bank', 60, payee === null)}
              {text('agentCert', 40, false)}
            </>
          )}
        </div>
      </fieldset>
    </Panel>
  );
}
