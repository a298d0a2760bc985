/** How the desk came to know a person: 社会保障卡, 医保电子凭证, a document seen by the clerk, his own word, or not at all (emergency). */
export const CREDENTIAL_KINDS = ['card', 'e-code', 'document', 'self-declared', 'unknown'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/**
 * Whether a real credential was seen. Without one the admission is 待核验: local only, nothing of the person goes to the centre or the bank
 * (国令735号: credential and person must agree).
 */
export const isVerified = (kind: CredentialKind): boolean => kind === 'card' || kind === 'e-code' || kind === 'document';

/** Relations of an agent or guardian to the patient, as the forms list them. */
export const RELATIONS = ['spouse', 'parent', 'child', 'sibling', 'relative', 'colleague', 'neighbour', 'staff', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Who acts for the patient: an agent he sent, or the guardian of a minor or of somebody who cannot act. Personal data. */
export interface Agent {
  readonly kind: 'agent' | 'guardian';
  readonly name: string;
  /** Identity number, or the number of another document. */
  readonly certNumber: string;
  readonly relation: Relation;
  readonly phone: string;
}

/** Who signs the separate consent to give data to the bank. */
export const CONSENT_SIGNERS = ['self', 'agent', 'guardian'] as const;
export type ConsentSigner = (typeof CONSENT_SIGNERS)[number];
