import { useTranslation } from 'react-i18next';
import { PickField, PinField, TextField } from '../../ui/field.tsx';

/** A second person's word, as typed. */
export interface Approval {
  readonly clerkId: string;
  readonly pin: string;
  readonly reason: string;
}

export const NO_APPROVAL: Approval = { clerkId: '', pin: '', reason: '' };

export const isApproved = ({ clerkId, pin, reason }: Approval): boolean =>
  clerkId !== '' && /^\d{4,12}$/.test(pin) && reason.trim().length >= 2;

interface ApprovalFieldsProps {
  readonly approval: Approval;
  readonly onChange: (approval: Approval) => void;
  readonly approvers: readonly { readonly clerkId: string; readonly name: string }[];
}

/** What a clerk alone may not do: a second person approves it with his own PIN, and says why. */
export function ApprovalFields({ approval, onChange, approvers }: ApprovalFieldsProps) {
  const { t } = useTranslation('admission');
  const set = (change: Partial<Approval>) => onChange({ ...approval, ...change });
  return (
    <fieldset className="fields approval" aria-label={t('approval.title')}>
      <PickField
        label={t('approval.who')}
        required
        value={approval.clerkId}
        onChange={(clerkId) => set({ clerkId })}
        options={approvers.map(({ clerkId, name }) => ({ value: clerkId, label: name }))}
      />
      <PinField label={t('approval.pin')} value={approval.pin} onChange={(pin) => set({ pin })} />
      <TextField label={t('approval.reason')} required wide value={approval.reason} onChange={(reason) => set({ reason })} />
    </fieldset>
  );
}
