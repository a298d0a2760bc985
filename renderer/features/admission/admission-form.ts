import { useState } from 'react';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { isIdentityNumber } from '../../../shared/identity/identity-number.ts';
import type { Relation } from '../../../shared/model/credential.ts';
import { isPhone } from '../../ui/phone.ts';

export interface AdmissionFields {
  readonly contactName: string;
  readonly contactPhone: string;
  /** `guardian`: for a minor, or for somebody who cannot act. */
  readonly identityCheck: 'self-seen' | 'agent' | 'guardian' | null;
  readonly agent: AgentFields;
  /** null: as the program suggests. */
  readonly door: 'credit' | 'deposit' | null;
}

/** Who acts for the patient, as typed. */
export interface AgentFields {
  readonly name: string;
  readonly certNumber: string;
  readonly relation: Relation;
  readonly phone: string;
}

const NOBODY: AgentFields = { name: '', certNumber: '', relation: 'child', phone: '' };
const EMPTY: AdmissionFields = { contactName: '', contactPhone: '', identityCheck: null, agent: NOBODY, door: null };

/** For the core: null where he came himself. */
export const agentOf = ({ identityCheck, agent }: AdmissionFields) =>
  identityCheck === 'agent' || identityCheck === 'guardian'
    ? { ...agent, kind: identityCheck, name: agent.name.trim(), certNumber: agent.certNumber.trim() }
    : null;

function agentComplete(fields: AdmissionFields): boolean {
  const agent = agentOf(fields);
  if (agent === null) return true;
  const number = agent.certNumber.length === 18 ? isIdentityNumber(agent.certNumber) : agent.certNumber.length >= 3;
  return agent.name !== '' && number && isPhone(agent.phone);
}

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
    !agentComplete(fields) && 'agent',
    fields.contactName.trim() === '' && 'contactName',
    !isPhone(fields.contactPhone) && 'contactPhone',
    coverage?.active !== true && 'coverage',
    chosenDoor(view, fields)?.open !== true && 'door',
  ].filter((item) => item !== false);
}
