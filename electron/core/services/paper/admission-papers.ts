import { randomBytes } from 'node:crypto';
import type { PaperContent } from '../../../../shared/contract/paper-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { stayCodeOf } from '../../../../shared/identity/stay-code.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf } from '../../db/repositories/act-repository.ts';
import { consentFor } from '../../db/repositories/door-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { insertStayCode, stayCodeFor } from '../../db/repositories/identity-repository.ts';

/** What the three papers of this file have in common. */
type Common = Pick<
  Extract<PaperContent, { readonly kind: 'wristband' }>,
  'hospitalName' | 'strip' | 'clerkName' | 'windowNumber' | 'madeAt' | 'copy'
>;

/** Papers of the admission. Errors: rule/paper.not-allowed for a consent that was not given. */
export function admissionPaper(
  db: WritableDb,
  encounterId: EncounterId,
  kind: 'admission-notice' | 'wristband' | 'bank-consent',
  common: Common,
): PaperContent {
  const encounter = findEncounter(db, encounterId);
  invariant(encounter !== undefined, 'the strip of this stay was just made');
  if (kind === 'bank-consent') {
    const consent = consentFor(db, encounter.orderNumber, encounter.patientId);
    if (consent?.given !== true) throw new AppError('rule', 'paper.not-allowed', 'no consent was given');
    return {
      kind,
      ...common,
      signedBy: consent.signedBy,
      signerName: consent.signer?.name ?? null,
      givenAt: consent.at,
      textVersion: consent.textVersion,
    };
  }
  const stayCode = codeOf(db, encounterId);
  if (kind === 'wristband') return { kind, ...common, stayCode };
  const registerBy = actsOf(db, encounterId).find((act) => act.kind === 'admission')?.deadlineAt ?? null;
  return { kind, ...common, contactPhone: encounter.contactPhone, stayCode, registerBy };
}

/** A stay of before there were codes gets its own now. */
export function codeOf(db: WritableDb, encounterId: EncounterId): string {
  const known = stayCodeFor(db, encounterId);
  if (known !== undefined) return known;
  const code = stayCodeOf(randomBytes(16));
  insertStayCode(db, encounterId, code);
  return code;
}
