import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StayChanges, StayDetails } from '../../../shared/contract/change-contract.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { PickField, TextField } from '../../ui/field.tsx';
import { nextField } from '../../ui/next-field.ts';
import { isPhone, phoneText } from '../../ui/phone.ts';
import { PanelSubmit } from '../../ui/panel-submit.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import type { useChangeActs } from './change-queries.ts';

interface ChangePanelProps {
  readonly changes: StayChanges;
  readonly acts: ReturnType<typeof useChangeActs>;
  readonly onClose: () => void;
}

/** 登记变更: ward, bed, doctor, diagnosis, contact. Departments and doctors come with their codes from the hospital's orders. */
export function ChangePanel({ changes, acts, onClose }: ChangePanelProps) {
  const { t } = useTranslation('admission');
  const [details, setDetails] = useState<StayDetails>(changes.details);
  const [reason, setReason] = useState('');
  const set = (change: Partial<StayDetails>) => setDetails((before) => ({ ...before, ...change }));
  const fieldset = useRef<HTMLFieldSetElement>(null);
  useEffect(() => fieldset.current?.querySelector('input')?.focus(), []);
  const { diagnosis } = details;
  const whole = [details.ward, details.bed, diagnosis.name, details.contactName].every((text) => text.trim() !== '');
  const ready = whole && diagnosis.code.trim().length >= 3 && isPhone(details.contactPhone) && reason.trim().length >= 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !acts.change.isPending) acts.change.mutate({ details, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <SidePanel title={t('change.title')} onClose={onClose}>
      <form className="entry" onSubmit={submit} aria-label={t('change.title')}>
        <p className="mut">{t('change.say')}</p>
        <fieldset ref={fieldset} className="fields one" onKeyDown={nextField}>
          <PickField
            label={t('change.field.department')}
            required
            value={details.department.code}
            options={withPresent(changes.departments, details.department)}
            onChange={(code) => set({ department: changes.departments.find((one) => one.code === code) ?? details.department })}
          />
          <TextField label={t('change.field.ward')} required most={50} value={details.ward} onChange={(ward) => set({ ward })} />
          <TextField label={t('change.field.bed')} required most={30} value={details.bed} onChange={(bed) => set({ bed })} />
          <PickField
            label={t('change.field.doctor')}
            required
            value={details.doctor.code}
            options={withPresent(changes.doctors, details.doctor)}
            onChange={(code) => set({ doctor: changes.doctors.find((one) => one.code === code) ?? details.doctor })}
          />
          <TextField
            label={t('change.code')}
            required
            most={20}
            value={diagnosis.code}
            onChange={(code) => set({ diagnosis: { ...diagnosis, code: code.toUpperCase().replace(/\s/g, '') } })}
          />
          <TextField
            label={t('change.field.diagnosis')}
            required
            most={100}
            value={diagnosis.name}
            onChange={(name) => set({ diagnosis: { ...diagnosis, name } })}
          />
          <TextField
            label={t('identity.contact')}
            required
            most={50}
            value={details.contactName}
            onChange={(contactName) => set({ contactName })}
          />
          <TextField
            label={t('identity.phone')}
            required
            most={21}
            inputMode="tel"
            value={details.contactPhone}
            onChange={(text) => set({ contactPhone: phoneText(text) })}
          />
          <TextField label={t('change.reason')} required value={reason} onChange={setReason} />
        </fieldset>
        {acts.change.isError && <ErrorLine error={acts.change.error} />}
        <PanelSubmit disabled={!ready || acts.change.isPending}>{t('change.go')}</PanelSubmit>
      </form>
    </SidePanel>
  );
}

/** The list by code and name; the present one is in it even where no order of late named it. */
function withPresent(known: StayChanges['departments'], present: StayChanges['departments'][number]) {
  const all = known.some(({ code }) => code === present.code) ? known : [present, ...known];
  return all.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
}
