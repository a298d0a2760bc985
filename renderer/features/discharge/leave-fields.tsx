import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exit } from '../../../shared/model/stay.ts';
import { nextField } from '../../ui/next-field.ts';
import { isPhone, phoneText } from '../../ui/phone.ts';
import { accountText, isAccount, type LeaveForm, payeeHalf } from './leave-form.ts';

interface LeaveFieldsProps {
  readonly exit: Exit | null;
  readonly form: LeaveForm;
  readonly onForm: (change: Partial<LeaveForm>) => void;
}

/** What a way out wants written down: a phone always, an account for the rest of a deposit, a reason for paying alone. */
export function LeaveFields({ exit, form, onForm }: LeaveFieldsProps) {
  const { t } = useTranslation('discharge');
  const leaving = exit !== null && exit !== 'online';
  const badPhone = form.phone !== '' && !isPhone(form.phone);
  return (
    <fieldset className="fields" onKeyDown={nextField}>
      <TextField label={t('exits.phone')} required={leaving} bad={badPhone ? t('exits.badPhone') : null}>
        {(id) => (
          <Input
            id={id}
            aria-label={t('exits.phone')}
            required={leaving}
            maxLength={21}
            inputMode="tel"
            autoComplete="off"
            status={badPhone ? 'error' : ''}
            value={form.phone}
            onChange={(event) => onForm({ phone: phoneText(event.target.value) })}
          />
        )}
      </TextField>
      {exit === 'self-pay' && (
        <TextField label={t('exits.reasonLabel')} required bad={null}>
          {(id) => (
            <Input
              id={id}
              aria-label={t('exits.reason')}
              required
              maxLength={200}
              value={form.reason}
              onChange={(event) => onForm({ reason: event.target.value })}
            />
          )}
        </TextField>
      )}
      {exit === 'deposit-leave' && <PayeeFields form={form} onForm={onForm} />}
    </fieldset>
  );
}

function PayeeFields({ form, onForm }: Omit<LeaveFieldsProps, 'exit'>) {
  const { t } = useTranslation('discharge');
  const badAccount = form.payeeAccount !== '' && !isAccount(form.payeeAccount);
  const bad = badAccount ? t('exits.badAccount') : payeeHalf(form) ? t('exits.payeeHalf') : null;
  const field = (name: 'payeeName' | 'payeeAccount' | 'payeeBank', clean: (text: string) => string) => (
    <Input
      aria-label={t(`exits.${name}`)}
      placeholder={t(`exits.${name}`)}
      maxLength={60}
      autoComplete="off"
      status={bad !== null && (name === 'payeeAccount' || form[name] === '') ? 'error' : ''}
      value={form[name]}
      onChange={(event) => onForm({ [name]: clean(event.target.value) })}
    />
  );
  return (
    <TextField label={t('exits.payee')} bad={bad}>
      {() => (
        <div className="payee-fields">
          {field('payeeName', (text) => text)}
          {field('payeeAccount', accountText)}
          {field('payeeBank', (text) => text)}
        </div>
      )}
    </TextField>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly required?: boolean;
  readonly bad: string | null;
  readonly children: (id: string) => ReactNode;
}

function TextField({ label, required = false, bad, children }: TextFieldProps) {
  const id = useId();
  return (
    <>
      <div className="wide">
        <label className={required ? 'required' : ''} htmlFor={id}>
          {required && '*'}
          {label}
        </label>
        {children(id)}
      </div>
      {bad !== null && <p className="error-line wide">{bad}</p>}
    </>
  );
}
