import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Radio, Select } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stayContract } from '../../../shared/contract/stay-contract.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { nextField } from '../../ui/next-field.ts';
import { isPhone, phoneText } from '../../ui/phone.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { supervisorsQuery } from './admission-queries.ts';

const EMPTY = {
  sex: 'unknown',
  age: '',
  department: '',
  bed: '',
  words: '',
  contactName: '',
  contactPhone: '',
  approver: '',
  pin: '',
  reason: '',
};
type Fields = typeof EMPTY;

/** 无名氏急诊: a local number at once, the green channel with a supervisor's word; everything else later. */
export function UnknownPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('admission');
  const { key, renew } = useActKey();
  const supervisors = useQuery(supervisorsQuery);
  const [fields, setFields] = useState<Fields>(EMPTY);
  const set = (change: Partial<Fields>) => setFields((before) => ({ ...before, ...change }));
  const fieldset = useRef<HTMLFieldSetElement>(null);
  useEffect(() => fieldset.current?.querySelector('input')?.focus(), []);
  const admit = useMutation({
    mutationFn: () =>
      call(stayContract.admitUnknown, {
        sex: fields.sex as 'male' | 'female' | 'unknown',
        seemsAge: fields.age === '' ? null : Number(fields.age),
        department: fields.department.trim(),
        bed: fields.bed.trim(),
        words: fields.words.trim(),
        contactName: fields.contactName.trim(),
        contactPhone: fields.contactPhone,
        approval: { clerkId: fields.approver, pin: fields.pin, reason: fields.reason.trim() },
        key,
      }),
    onSuccess: ({ encounterId }) => {
      renew();
      onClose();
      go({ page: 'admission-stay', encounterId });
    },
    onError: (error) => {
      if (isDeskError(error) && error.kind !== 'interrupted') renew();
    },
  });
  const told = [fields.department, fields.bed, fields.contactName].every((text) => text.trim() !== '') && fields.words.trim().length >= 2;
  const approved = fields.approver !== '' && fields.pin.length >= 4 && fields.reason.trim().length >= 2;
  const ready = told && approved && isPhone(fields.contactPhone) && !admit.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) admit.mutate();
  };
  const text = (name: keyof Fields, change: (value: string) => string = (value) => value) => (
    <TextField
      label={t(`unknown.${name}`)}
      required={name !== 'age'}
      value={fields[name]}
      onChange={(value) => set({ [name]: change(value) })}
    />
  );
  return (
    <SidePanel title={t('unknown.title')} onClose={onClose}>
      <form className="entry" onSubmit={submit} aria-label={t('unknown.title')}>
        <p className="mut">{t('unknown.say')}</p>
        <fieldset ref={fieldset} className="fields one" onKeyDown={nextField}>
          <div>
            <span className="label">{t('entry.sex')}</span>
            <Radio.Group
              name="unknown-sex"
              optionType="button"
              aria-label={t('entry.sex')}
              value={fields.sex}
              onChange={(event) => set({ sex: event.target.value as string })}
              options={['male', 'female', 'unknown'].map((sex) => ({ value: sex, label: t(`words:sex.${sex}`) }))}
            />
          </div>
          {text('age', (value) => value.replace(/\D/g, '').slice(0, 3))}
          {text('department')}
          {text('bed')}
          {text('words')}
          {text('contactName')}
          {text('contactPhone', phoneText)}
          <Row label={t('approval.who')}>
            <Select
              aria-label={t('approval.who')}
              value={fields.approver === '' ? null : fields.approver}
              onChange={(approver: string) => set({ approver })}
              options={(supervisors.data ?? []).map(({ clerkId, name }) => ({ value: clerkId, label: name }))}
            />
          </Row>
          <Row label={t('approval.pin')}>
            <Input.Password
              aria-label={t('approval.pin')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              visibilityToggle={false}
              value={fields.pin}
              onChange={(event) => set({ pin: event.target.value.replace(/\D/g, '') })}
            />
          </Row>
          {text('reason')}
        </fieldset>
        {admit.isError && <ErrorLine error={admit.error} />}
        <Button type="primary" size="large" htmlType="submit" disabled={!ready}>
          {t('unknown.go')}
        </Button>
      </form>
    </SidePanel>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <span className="label required">*{label}</span>
      {children}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly required: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TextField({ label, required, value, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={required ? 'required' : ''}>
        {required ? '*' : ''}
        {label}
      </label>
      <Input
        id={id}
        required={required}
        maxLength={200}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
