import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stayContract } from '../../../shared/contract/stay-contract.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { ChoiceField, PickField, PinField, TextField } from '../../ui/field.tsx';
import { nextField } from '../../ui/next-field.ts';
import { isPhone, phoneText } from '../../ui/phone.ts';
import { PanelSubmit } from '../../ui/panel-submit.tsx';
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
          <ChoiceField
            name="unknown-sex"
            label={t('entry.sex')}
            value={fields.sex}
            onChange={(sex) => set({ sex })}
            options={['male', 'female', 'unknown'].map((sex) => ({ value: sex, label: t(`words:sex.${sex}`) }))}
          />
          {text('age', (value) => value.replace(/\D/g, '').slice(0, 3))}
          {text('department')}
          {text('bed')}
          {text('words')}
          {text('contactName')}
          {text('contactPhone', phoneText)}
          <PickField
            label={t('approval.who')}
            required
            wide={false}
            value={fields.approver}
            onChange={(approver) => set({ approver })}
            options={(supervisors.data ?? []).map(({ clerkId, name }) => ({ value: clerkId, label: name }))}
          />
          <PinField label={t('approval.pin')} value={fields.pin} onChange={(pin) => set({ pin })} />
          {text('reason')}
        </fieldset>
        {admit.isError && <ErrorLine error={admit.error} />}
        <PanelSubmit disabled={!ready}>{t('unknown.go')}</PanelSubmit>
      </form>
    </SidePanel>
  );
}
