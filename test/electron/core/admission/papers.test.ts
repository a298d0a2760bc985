import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { insertConsent } from '../../../../electron/core/db/repositories/door-repository.ts';
import { encounterOfCode } from '../../../../electron/core/db/repositories/identity-repository.ts';
import { admissionPaper } from '../../../../electron/core/services/paper/admission-papers.ts';
import type { EncounterId, PatientId } from '../../../../shared/identity/ids.ts';
import { readStayCode } from '../../../../shared/identity/stay-code.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import { type DataFile, newFile } from '../../../migrations/at-version.ts';
import { seedStay } from '../../../migrations/seed.ts';

const common = {} as never; // what every paper has; these papers add to it
let data: DataFile;
let db: WritableDb;
let stay: EncounterId;
beforeEach(() => {
  data = newFile();
  db = data.open();
  migrate(db, migrations);
  stay = seedStay(db, 1) as EncounterId;
});
afterEach(() => {
  db.close();
  data.remove();
});

it('a stay keeps one code, on notice and wristband alike, and it opens that stay', () => {
  const [notice, band, again] = (['admission-notice', 'wristband', 'wristband'] as const).map((kind) =>
    admissionPaper(db, stay, kind, common),
  );
  const codes = [notice, band, again].map((paper) => (paper !== undefined && 'stayCode' in paper ? paper.stayCode : ''));
  expect(new Set(codes).size).toBe(1);
  expect(readStayCode(codes[0] ?? '')).toBe(codes[0]);
  expect(encounterOfCode(db, codes[0] ?? '')).toBe(stay);
});

it('a consent is printed only where it was given', () => {
  expect(() => admissionPaper(db, stay, 'bank-consent', common)).toThrow(expect.objectContaining({ code: 'paper.not-allowed' }));
  const consent = {
    given: true,
    signedBy: 'guardian',
    signer: { name: '示例监护', certNumber: '210203198504209920', relation: 'parent', phone: '13800000098' },
    textVersion: '1',
    clerkId: 'T01',
    at: '2023-06-05T01:00:00.000Z' as Instant,
  } as const;
  insertConsent(db, 'OT1', 'patient-t1' as PatientId, consent);
  expect(admissionPaper(db, stay, 'bank-consent', common)).toMatchObject({
    kind: 'bank-consent',
    signedBy: 'guardian',
    signerName: '示例监护',
    textVersion: '1',
  });
});
