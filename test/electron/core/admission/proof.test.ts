import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WritableDb } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { allProofs, lapsedStays } from '../../../../electron/core/db/repositories/proof-repository.ts';
import { brokenProof, ProofService } from '../../../../electron/core/services/admission/proof-service.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import { type DataFile, newFile } from '../../../migrations/at-version.ts';
import { seedStay } from '../../../migrations/seed.ts';

const NOW = '2023-06-13T02:00:00.000Z' as Instant;
const STAYS = 100;
const LAPSED = new Set([3, 17, 31, 48, 62, 77, 99]);

let data: DataFile;
let db: WritableDb;
let stays: EncounterId[];
let asked: string[];
let lineUp: boolean;
let proofs: ProofService;

beforeEach(() => {
  data = newFile();
  db = data.open();
  migrate(db, migrations);
  stays = Array.from({ length: STAYS }, (_, n) => seedStay(db, n) as EncounterId);
  db.exec(`UPDATE patient SET centre_person_number = cert_number`);
  asked = [];
  lineUp = true;
  const checkEligibility = async ({ personNumber }: { personNumber: string }) => {
    if (!lineUp) throw new AppError('gateway', 'centre.unreachable', 'away');
    asked.push(personNumber);
    const eligible = !LAPSED.has(Number(personNumber.slice(1)));
    return { eligible, reason: eligible ? null : '参保状态异常(暂停参保)', inHospitalElsewhere: false, askedAt: NOW };
  };
  const clock = { now: () => NOW, milliseconds: () => Date.parse(NOW), today: () => '2023-06-13' };
  proofs = new ProofService({
    db,
    clock: clock as never,
    centre: { checkEligibility } as never, // the fake centre: this one question is all that is asked of it
    windowNumber: '03',
    freshForHours: 24,
    onChange: () => undefined,
  });
  db.transaction(() => {
    for (const stay of stays) proofs.onAdmission(stay);
  })();
});
afterEach(() => {
  db.close();
  data.remove();
});

describe('checks that were made without the centre (row N8)', () => {
  it('are made again when it is back: all of 100, and all 7 lapsed ones are known', async () => {
    expect(allProofs(db).map(({ result }) => result)).toEqual(stays.map(() => 'offline'));
    lineUp = false;
    expect(await proofs.verifySome(20)).toBe(0);
    lineUp = true;
    while ((await proofs.verifySome(20)) > 0);
    expect(asked).toHaveLength(STAYS);
    expect(
      lapsedStays(db)
        .map(({ encounterId }) => encounterId)
        .toSorted(),
    ).toEqual([...LAPSED].map((n) => stays[n]).toSorted());
    expect(JSON.parse(lapsedStays(db)[0]?.factsText ?? '')).toMatchObject({ reason: '参保状态异常(暂停参保)' });
  });

  it('begin with the stay that would cost most', async () => {
    db.exec(`INSERT INTO charge_item (order_number, line_number, occurred_at, item_code, hospital_item_code, name, quantity, unit_price, amount_fen,
      department_code, department_name, doctor_code, doctor_name, received_at)
      VALUES ('OT42', '1', '${NOW}', 'I', 'H', '示例', '1.0000', '9000.000000', 900000, 'D', '科', 'DR', '医', '${NOW}')`);
    await proofs.verifySome(1);
    expect(asked).toEqual(['T42']);
  });

  it('go on past a stay that the centre will not talk about', async () => {
    db.exec(`UPDATE patient SET centre_person_number = NULL WHERE id = 'patient-t0'`);
    while ((await proofs.verifySome(50)) > 0);
    expect(asked).toHaveLength(STAYS - 1);
    expect(lapsedStays(db)).toHaveLength(LAPSED.size + 1);
  });
});

describe('the chain of proofs', () => {
  it('holds, and shows a proof that was changed or moved to another stay', async () => {
    await proofs.verifySome(5);
    expect(brokenProof(db)).toBeUndefined();
    db.exec('DROP TRIGGER check_proof_no_update');
    db.prepare('UPDATE check_proof SET encounter_id = ? WHERE id = 40').run(stays[50]);
    expect(brokenProof(db)?.encounterId).toBe(stays[50]);
    db.prepare('UPDATE check_proof SET encounter_id = ? WHERE id = 40').run(stays[39]);
    expect(brokenProof(db)).toBeUndefined();
    db.exec('DROP TRIGGER check_proof_no_delete');
    db.exec('DELETE FROM check_proof WHERE id = 70');
    expect(brokenProof(db)?.encounterId).toBe(stays[70]);
  });
});
