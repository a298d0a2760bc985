import { hospitalText, type Instant } from '../../../shared/time/calendar-date.ts';
import { type MessageSignature, signatureFields } from './message-signature.ts';

/** What is the same in every message of one desk: interface reference §1.1. */
export interface EnvelopeSettings {
  readonly hospitalCode: string;
  readonly hospitalName: string;
  readonly region: string;
  readonly interfaceVersion: string;
  readonly receiverCode: string;
  readonly operatorNumber: string;
  readonly operatorName: string;
  readonly inputAsText: boolean;
  readonly messageSignature: MessageSignature;
  readonly codes: { readonly operatorKind: string };
}

export interface EnvelopeFacts {
  readonly number: string;
  readonly messageId: string;
  /** Empty for somebody insured here. */
  readonly insuredPlaceCode: string;
  readonly at: Instant;
  readonly signInNumber: string;
  readonly input: object;
}

/** The request envelope as text. Keys are the platform's. */
export async function envelopeText(settings: EnvelopeSettings, facts: EnvelopeFacts): Promise<string> {
  const envelope = {
    infno: facts.number,
    msgid: facts.messageId,
    mdtrtarea_admvs: settings.region,
    insuplc_admdvs: facts.insuredPlaceCode,
    recer_sys_code: settings.receiverCode,
    dev_no: '',
    dev_safe_info: '',
    infver: settings.interfaceVersion,
    opter_type: settings.codes.operatorKind,
    opter: settings.operatorNumber,
    opter_name: settings.operatorName,
    inf_time: hospitalText(facts.at),
    fixmedins_code: settings.hospitalCode,
    fixmedins_name: settings.hospitalName,
    sign_no: facts.signInNumber,
  };
  const input = settings.inputAsText ? JSON.stringify(facts.input) : facts.input;
  return JSON.stringify({ ...envelope, ...(await signatureFields(settings.messageSignature, envelope)), input });
}
