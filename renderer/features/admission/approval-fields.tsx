import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import type { AdmissionForm, ApprovalFields as Fields } from './admission-form.ts';

/** Who says that no money is asked: a second person with his own PIN, and why. */
export function ApprovalFields({ form, approvers }: { readonly form: AdmissionForm; readonly approvers: AdmissionView['approvers'] }) {
  const { t } = useTranslation('admission');
  const id = useId();
  const { approval } = form.fields;
  const set = (change: Partial<Fields>) => form.set({ approval: { ...approval, ...change } });
  return (
    <fieldset className="fields approval" aria-label={t('approval.title')}>
      <div>
        <label className="required" htmlFor={`${id}-who`}>
          *{t('approval.who')}
        </label>
        <Select
          id={`${id}-who`}
          aria-label={t('approval.who')}
          value={approval.clerkId === '' ? null : approval.clerkId}
          onChange={(clerkId: string) => set({ clerkId })}
          options={approvers.map(({ clerkId, name }) => ({ value: clerkId, label: name }))}
        />
      </div>
      <div>
        <label className="required" htmlFor={`${id}-pin`}>
          *{t('approval.pin')}
        </label>
        <Input.Password
          id={`${id}-pin`}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          visibilityToggle={false}
          value={approval.pin}
          onChange={(event) => set({ pin: event.target.value.replace(/\D/g, '') })}
        />
      </div>
      <div className="wide">
        <label className="required" htmlFor={`${id}-reason`}>
          *{t('approval.reason')}
        </label>
        <Input
          id={`${id}-reason`}
          maxLength={200}
          autoComplete="off"
          value={approval.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </div>
    </fieldset>
  );
}
