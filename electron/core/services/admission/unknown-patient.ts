import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { stayContract } from '../../../../shared/contract/stay-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { stayCodeOf } from '../../../../shared/identity/stay-code.ts';
import type { AdmissionOrder, Person } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { insertEncounter } from '../../db/repositories/encounter-repository.ts';
import { insertCredentialCheck, insertStayCode } from '../../db/repositories/identity-repository.ts';
import { saveOrder } from '../../db/repositories/order-repository.ts';
import { savePerson, selfPayCoverage } from '../../db/repositories/patient-repository.ts';
import { insertClaim } from '../../db/repositories/settlement-repository.ts';
import { countLocalNumbers } from '../../db/repositories/stay-repository.ts';

type Unknown = z.output<typeof stayContract.admitUnknown.request>;

export interface UnknownDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly windowNumber: string;
  readonly nextStayNumber: () => string;
}

const LOCAL = 'LOCAL-';

/** An order of this desk's own, made because the hospital's could not wait. The centre never sees one. */
export const isLocalOrder = (orderNumber: string): boolean => orderNumber.startsWith(LOCAL);

/** Runs inside a transaction. A number from this window's own block, so that two windows cut off from each other never give the same. */
export function admitUnknown(
  { db, clock, windowNumber, nextStayNumber }: UnknownDeps,
  request: Unknown,
  clerkId: string,
  approver: string,
): EncounterId {
  const at = clock.now();
  const prefix = `${LOCAL}${windowNumber}-${clock.today().replaceAll('-', '')}-`;
  const number = `${prefix}${String(countLocalNumbers(db, prefix) + 1).padStart(2, '0')}`;
  const person: Person = { ...NOBODY, name: nameOf(request), certNumber: number, sex: request.sex };
  const patientId = savePerson(db, person, at);
  insertCredentialCheck(db, patientId, { kind: 'unknown', clerkId, at });
  const coverageId = selfPayCoverage(db, patientId, at);
  saveOrder(db, localOrder(number, person, request, at), at);
  const id = randomUUID() as EncounterId;
  insertEncounter(db, {
    id,
    stayNumber: nextStayNumber(),
    orderNumber: number,
    patientId,
    coverageId,
    door: 'green-channel',
    waiverReason: request.approval.reason,
    waiverApproverId: approver,
    state: 'in-hospital',
    contactName: request.contactName,
    contactPhone: request.contactPhone,
    identityCheck: 'agent',
    identityStanding: 'to-verify',
    admittedAt: at,
    openedAt: at,
    clerkId,
  });
  insertClaim(db, id);
  insertStayCode(db, id, stayCodeOf(randomBytes(16)));
  insertAudit(db, { at, clerkId, event: 'admitted-unknown', subjectId: id, facts: { approver } });
  return id;
}

const NOBODY = { certType: 'other', birthOn: null, cardNumber: null, cardSerial: null } as const;

const SEXES = { male: '男', female: '女', unknown: '' } as const;

/** As the trade writes it. */
function nameOf({ sex, seemsAge }: Unknown): string {
  const facts = [SEXES[sex], seemsAge === null ? '' : `约${seemsAge}岁`].filter((text) => text !== '');
  return facts.length === 0 ? '无名氏' : `无名氏（${facts.join('，')}）`;
}

function localOrder(orderNumber: string, person: Person, { department, bed, words }: Unknown, issuedAt: Instant): AdmissionOrder {
  const place = { code: 'LOCAL', name: department };
  const doctor = { code: 'LOCAL', name: '待补' };
  const { name, certType, certNumber, sex } = person;
  return {
    orderNumber,
    patient: { name, certType, certNumber, sex, birthOn: null, phone: null },
    issuedAt,
    orderingDepartment: place,
    orderingDoctor: doctor,
    ward: department,
    department: place,
    bed,
    attendingDoctor: doctor,
    diagnoses: [{ code: 'R69', name: words, main: true }],
    condition: 'critical',
    route: 'emergency',
    careKind: 'inpatient',
    plan: { total: Money.ZERO, selfPaid: Money.ZERO, firstShare: Money.ZERO },
  };
}
