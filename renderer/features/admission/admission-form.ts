import { useState } from 'react';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { isPhone } from '../../ui/phone.ts';

export interface AdmissionFields {
  readonly contactName: string;
  readonly contactPhone: string;
  readonly identityCheck: 'self-seen' | 'agent' | null;
  /** null: as the program suggests. */
  readonly door: 'credit' | 'deposit' | null;
}

const EMPTY: AdmissionFields = { contactName: '', contactPhone: '', identityCheck: null, door: null };

export interface AdmissionForm {
  readonly fields: AdmissionFields;
  readonly set: (change: Partial<AdmissionFields>) => void;
}

export function useAdmissionForm(onChange: () => void): AdmissionForm {
  const [fields, setFields] = useState(EMPTY);
  const set = (change: Partial<AdmissionFields>) => {
    setFields((before) => ({ ...before, ...change }));
    onChange();
  };
  return { fields, set };
}

export const chosenDoor = (view: AdmissionView, fields: AdmissionFields) => {
  const name = fields.door ?? view.suggestedDoor;
  return view.doors.find(({ door }) => door === name);
};

/** What still keeps the clerk from admitting, in codes of the i18n file. Empty: F9 may be pressed. */
export function missingOf(view: AdmissionView, fields: AdmissionFields): readonly string[] {
  const coverage = view.coverages.find(({ coverageId }) => coverageId === view.chosenCoverageId);
  return [
    fields.identityCheck === null && 'identityCheck',
    fields.contactName.trim() === '' && 'contactName',
    !isPhone(fields.contactPhone) && 'contactPhone',
    coverage?.active !== true && 'coverage',
    chosenDoor(view, fields)?.open !== true && 'door',
  ].filter((item) => item !== false);
}
