import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EnteredPerson, FoundPerson, Scanned } from '../../../../shared/contract/person-contract.ts';
import { readIdentityNumber } from '../../../../shared/identity/identity-number.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { readStayCode } from '../../../../shared/identity/stay-code.ts';
import { type CredentialKind, isVerified } from '../../../../shared/model/credential.ts';
import type { Person } from '../../../../shared/model/stay.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { encounterOfStayNumber, openEncounterOf } from '../../db/repositories/encounter-repository.ts';
import { encounterOfCode, insertCredentialCheck } from '../../db/repositories/identity-repository.ts';
import { waitingOrders } from '../../db/repositories/order-repository.ts';
import { findByCertificate, findPatient, savePerson, selfPayCoverage } from '../../db/repositories/patient-repository.ts';
import type { CardReader } from '../../ports/card-reader.ts';
import type { CentreGateway } from '../../ports/centre-gateway.ts';
import type { LookupService } from './lookup-service.ts';

export interface IdentifyDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly reader: CardReader;
  readonly centre: CentreGateway;
  readonly lookups: LookupService;
}

/** A stay number as this program writes it, e.g. on a bar code of the hospital's own. */
const STAY_NUMBER = /^ZY\d{8,20}$/i;
/** Never a 医保电子凭证: a web address, or the code of a medicine box. */
const CERTAINLY_OTHER = /^(https?:\/\/|\d{13}$|\d{20}$)/i;

/** Who stands at the desk: by his card, his 医保电子凭证, a document, or his own word. Each time is kept; a real credential alone opens the lines. */
export class IdentifyService {
  readonly #deps: IdentifyDeps;

  constructor(deps: IdentifyDeps) {
    this.#deps = deps;
  }

  /** Errors: those of the reader; rejected/person.unknown-to-centre: the card was read, the centre does not know him. */
  async card(clerkId: string | null, ask: 'now' | 'later'): Promise<FoundPerson> {
    const person = await this.#deps.reader.read();
    const patientId = this.#save(person, 'card', clerkId);
    const checked = ask === 'now' && (await this.#deps.lookups.refresh(patientId, person));
    return this.#found(patientId, 'card', checked);
  }

  /** Errors: see the contract. What was read is neither logged nor kept. */
  async scan(text: string, clerkId: string | null): Promise<Scanned> {
    const { db, centre } = this.#deps;
    const code = readStayCode(text);
    if (code !== undefined || STAY_NUMBER.test(text.trim())) {
      const encounterId = code === undefined ? encounterOfStayNumber(db, text.trim().toUpperCase())?.id : encounterOfCode(db, code);
      if (encounterId === undefined) throw new AppError('not-found', 'scan.stay-unknown', 'no stay of this code at this desk');
      return { kind: 'stay', encounterId };
    }
    if (CERTAINLY_OTHER.test(text.trim())) throw new AppError('validation', 'scan.unknown', 'neither a person nor a stay');
    const { token, person } = await centre.decodeVoucher(text);
    return { kind: 'person', person: await this.#asked(person, 'e-code', clerkId, token) };
  }

  /** Errors: person.unknown-to-centre, person.differs. */
  async enter(entered: EnteredPerson, clerkId: string | null): Promise<FoundPerson> {
    const { db } = this.#deps;
    const { name, certType, certNumber, documentSeen } = entered;
    const known = findByCertificate(db, certType, certNumber);
    // Two people under one number would be one patient: somebody must look, before anything is saved.
    if (known !== undefined && known.name !== name) throw new AppError('conflict', 'person.differs', 'this number has another name here');
    const said = certType === 'id-card' ? readIdentityNumber(certNumber) : undefined;
    const { sex, birthOn } = said ?? entered;
    const person: Person = { name, certType, certNumber, sex, birthOn, cardNumber: null, cardSerial: null };
    return this.#asked(person, documentSeen ? 'document' : 'self-declared', clerkId);
  }

  async #asked(person: Person, by: CredentialKind, clerkId: string | null, token?: string): Promise<FoundPerson> {
    const patientId = this.#save(person, by, clerkId);
    return this.#found(patientId, by, await this.#deps.lookups.refresh(patientId, person, token));
  }

  #found(patientId: PatientId, by: CredentialKind, checkedAtCentre: boolean): FoundPerson {
    const { db, clock } = this.#deps;
    const patient = findPatient(db, patientId);
    return {
      patientId,
      name: patient?.name ?? '',
      orderNumbers: waitingOrders(db, patient?.certNumber ?? '').map(({ orderNumber }) => orderNumber),
      openEncounterId: openEncounterOf(db, patientId)?.id ?? null,
      by,
      verified: isVerified(by),
      checkedAtCentre,
      readAt: clock.now(),
    };
  }

  #save(person: Person, by: CredentialKind, clerkId: string | null): PatientId {
    const { db, clock } = this.#deps;
    const at = clock.now();
    return db
      .transaction(() => {
        const id = savePerson(db, person, at);
        insertCredentialCheck(db, id, { kind: by, clerkId, at });
        selfPayCoverage(db, id, at);
        insertAudit(db, { at, clerkId, event: 'identified', subjectId: id, facts: { by } });
        return id;
      })
      .immediate();
  }
}
