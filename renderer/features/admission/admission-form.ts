import { useEffect, useState } from 'react';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { isIdentityNumber } from '../../../shared/identity/identity-number.ts';
import { type AdmissionPayer, NOBODY_ELSE_PAYS } from '../../ipc/desk-queries.ts';
import type { Agent, ConsentSigner, Relation } from '../../../shared/model/credential.ts';
import type { InjuryStatement } from '../../../shared/model/injury.ts';
import type { Door } from '../../../shared/model/stay.ts';
import { type Approval, isApproved, NO_APPROVAL } from './approval-fields.tsx';
import { isPhone } from '../../ui/phone.ts';

export interface AdmissionFields {
  readonly contactName: string;
  readonly contactPhone: string;
  /** `guardian`: for a minor, or for somebody who cannot act. */
  readonly identityCheck: 'self-seen' | 'agent' | 'guardian' | null;
  readonly agent: AgentFields;
  readonly injury: InjuryFields;
  /** In hospital elsewhere by the centre's word: asked, and he comes from there. */
  readonly elsewhereAsked: boolean;
  readonly approval: Approval;
  /** null: as the program suggests. */
  readonly door: Door | null;
}

/** Who acts for the patient, as typed. */
export interface AgentFields {
  readonly name: string;
  readonly certNumber: string;
  readonly relation: Relation;
  readonly phone: string;
}

const NOBODY: AgentFields = { name: '', certNumber: '', relation: 'child', phone: '' };
/** Answers about an injury; null: not answered yet. */
export interface InjuryFields {
  readonly injured: boolean | null;
  readonly otherPayer: InjuryStatement['otherPayer'] | null;
  /** Whether he owes all of the stay or some lines of it; asked where somebody else may owe. */
  readonly extent: 'some-lines' | 'all-lines' | null;
  readonly words: string;
  readonly promised: boolean;
}

const EMPTY: AdmissionFields = {
  contactName: '',
  contactPhone: '',
  identityCheck: null,
  agent: NOBODY,
  injury: { injured: null, otherPayer: null, extent: null, words: '', promised: false },
  elsewhereAsked: false,
  approval: NO_APPROVAL,
  door: null,
};

/** Who else may owe the stay, as ticked so far. Until it is said how much, he may owe all of it. */
export function payerOf({ injury }: AdmissionFields): AdmissionPayer {
  const { injured, otherPayer, extent } = injury;
  if (injured !== true || otherPayer === null || otherPayer === 'none') return NOBODY_ELSE_PAYS;
  return { otherPayer, extent: extent ?? 'all-lines' };
}

/** For the core: null where the diagnosis asks nothing. */
export function injuryOf(view: AdmissionView, fields: AdmissionFields): InjuryStatement | null {
  if (!view.asksInjury) return null;
  const { injured, words, promised } = fields.injury;
  const told = injured === true;
  return { injured: told, ...payerOf(fields), happenedAt: null, words: told ? words.trim() : '', promised: told && promised };
}

function injuryAnswered(view: AdmissionView, { injury }: AdmissionFields): boolean {
  if (!view.asksInjury || injury.injured === false) return true;
  const { injured, otherPayer, extent, words, promised } = injury;
  return injured === true && otherPayer !== null && (otherPayer === 'none' || extent !== null) && words.trim().length >= 2 && promised;
}

/** For the core: null where the door needs nobody's word. */
export const approvalOf = (view: AdmissionView, fields: AdmissionFields) =>
  chosenDoor(view, fields)?.needsApproval === true ? { ...fields.approval, reason: fields.approval.reason.trim() } : null;

const approvalComplete = (view: AdmissionView, fields: AdmissionFields): boolean =>
  chosenDoor(view, fields)?.needsApproval !== true || isApproved(fields.approval);

/** For the core: null where he came himself. */
export const agentOf = ({ identityCheck, agent }: AdmissionFields) =>
  identityCheck === 'agent' || identityCheck === 'guardian'
    ? { ...agent, kind: identityCheck, name: agent.name.trim(), certNumber: agent.certNumber.trim() }
    : null;

/** Who would sign a consent now: himself, or whoever acts for him with all that names him; null: nobody has said who stands here. */
export function signerOf(fields: AdmissionFields): { readonly signedBy: ConsentSigner; readonly agent: Agent | null } | null {
  if (fields.identityCheck === null || !agentComplete(fields)) return null;
  const agent = agentOf(fields);
  return { signedBy: agent?.kind ?? 'self', agent };
}

function agentComplete(fields: AdmissionFields): boolean {
  const agent = agentOf(fields);
  if (agent === null) return true;
  const number = agent.certNumber.length === 18 ? isIdentityNumber(agent.certNumber) : agent.certNumber.length >= 3;
  return agent.name !== '' && number && isPhone(agent.phone);
}

export interface AdmissionForm {
  readonly fields: AdmissionFields;
  readonly set: (change: Partial<AdmissionFields>) => void;
  /** Something stands in the form that a person put there. */
  readonly typed: boolean;
}

/** `known`: himself and his number, as a beginning where nobody else was named; null while nothing is known. */
export function useAdmissionForm(known: { readonly name: string; readonly phone: string } | null, onChange: () => void): AdmissionForm {
  const [fields, setFields] = useState(EMPTY);
  const { name = '', phone = '' } = known ?? {};
  useEffect(() => {
    if (name === '' || phone === '') return;
    setFields((before) =>
      before.contactName === '' && before.contactPhone === '' ? { ...before, contactName: name, contactPhone: phone } : before,
    );
  }, [name, phone]);
  const set = (change: Partial<AdmissionFields>) => {
    setFields((before) => ({ ...before, ...change }));
    onChange();
  };
  const contact = fields.contactName !== name || fields.contactPhone !== phone;
  const typed = (contact && fields.contactName + fields.contactPhone !== '') || fields.agent.name !== '';
  return { fields, set, typed };
}

/** Conditions of the credit door that only the bank's answer can meet: everything else must hold before anybody is asked for consent. */
const OF_THE_BANK: ReadonlySet<string> = new Set([
  'credit.consent-missing',
  'credit.not-opened',
  'credit.agreement-missing',
  'credit.no-limit',
  'credit.used-up',
]);

/** Whether asking for consent could open the credit door; a consent that was given or refused is always shown. */
export const asksConsent = ({ conditions, consent }: AdmissionView): boolean =>
  consent !== null ||
  (conditions.length > 0 && conditions.every(({ met, code }) => met || OF_THE_BANK.has(code) || code === 'credit.patient-settles'));

export const chosenDoor = (view: AdmissionView, fields: AdmissionFields) => {
  const name = fields.door ?? view.suggestedDoor;
  return view.doors.find(({ door }) => door === name);
};

/** He is in hospital elsewhere, and this admission would be told to the centre. */
export const isElsewhere = ({ eligibility, coverages, chosenCoverageId }: AdmissionView): boolean =>
  eligibility.elsewhere === 'in-hospital' && coverages.some(({ coverageId, selfPay }) => coverageId === chosenCoverageId && !selfPay);

/** What still keeps the clerk from admitting, in codes of the i18n file. Empty: F9 may be pressed. */
export function missingOf(view: AdmissionView, fields: AdmissionFields): readonly string[] {
  const coverage = view.coverages.find(({ coverageId }) => coverageId === view.chosenCoverageId);
  return [
    fields.identityCheck === null && 'identityCheck',
    !agentComplete(fields) && 'agent',
    fields.contactName.trim() === '' && 'contactName',
    !isPhone(fields.contactPhone) && 'contactPhone',
    coverage?.active !== true && 'coverage',
    isElsewhere(view) && !fields.elsewhereAsked && 'elsewhere',
    !injuryAnswered(view, fields) && 'injury',
    view.closedBy !== null && 'gate',
    chosenDoor(view, fields)?.open !== true && 'door',
    !approvalComplete(view, fields) && 'approval',
  ].filter((item) => item !== false);
}
