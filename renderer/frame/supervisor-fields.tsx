import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sessionContract } from '../../shared/contract/session-contract.ts';
import { call } from '../ipc/client.ts';
import { PickField, PinField } from '../ui/field.tsx';

/** A supervisor at this window, as typed. */
export interface SupervisorWord {
  readonly clerkId: string;
  readonly pin: string;
}

export const NOBODY: SupervisorWord = { clerkId: '', pin: '' };

export const isWord = ({ clerkId, pin }: SupervisorWord): boolean => clerkId !== '' && /^\d{4,12}$/.test(pin);

interface SupervisorFieldsProps {
  readonly word: SupervisorWord;
  readonly onChange: (word: SupervisorWord) => void;
}

/** Who agrees, and his own PIN; the clerk stays signed in. */
export function SupervisorFields({ word, onChange }: SupervisorFieldsProps) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['clerks'], queryFn: () => call(sessionContract.clerks, {}) });
  const supervisors = (data?.clerks ?? []).filter(({ role }) => role === 'supervisor');
  return (
    <>
      <PickField
        label={t('common:approver')}
        required
        value={word.clerkId}
        onChange={(clerkId) => onChange({ ...word, clerkId })}
        options={supervisors.map(({ clerkId, name }) => ({ value: clerkId, label: name }))}
      />
      <PinField label={t('common:approverPin')} value={word.pin} onChange={(pin) => onChange({ ...word, pin })} />
    </>
  );
}
