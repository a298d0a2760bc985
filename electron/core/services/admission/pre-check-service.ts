import { AppError } from '../../../../shared/errors/app-error.ts';
import type { AdmissionOrder, InsuredStatus, Person } from '../../../../shared/model/stay.ts';
import { filingOn } from '../../../../shared/model/filing.ts';
import { plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertPreCheck, ordersToCheck, type PreCheck } from '../../db/repositories/pre-check-repository.ts';
import type { CentreGateway } from '../../ports/centre-gateway.ts';

export interface PreCheckDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly centre: CentreGateway;
  readonly careRegion: string;
  readonly onChange: () => void;
}

/** Who comes at once is checked at the desk; an order that waits longer is of somebody who comes later. */
const COMES_LATER_MS = 30 * 60_000;
const ASKED_AGAIN_MS = 12 * 3_600_000;

type Found = Pick<PreCheck, 'finding' | 'words'>;

/** Asks the centre about people who have an order and are still at home: most of what fails at the desk is a filing a call would have mended. */
export class PreCheckService {
  readonly #deps: PreCheckDeps;

  constructor(deps: PreCheckDeps) {
    this.#deps = deps;
  }

  /** Some of those who wait. A line that fails ends the turn. The bank is asked nothing: nobody has consented yet. */
  async checkSome(limit: number): Promise<number> {
    const { db, clock, onChange } = this.#deps;
    const now = clock.now();
    let asked = 0;
    for (const order of ordersToCheck(db, plusMilliseconds(now, -COMES_LATER_MS), plusMilliseconds(now, -ASKED_AGAIN_MS), limit)) {
      const found = await this.#check(order);
      if (found === null) break;
      insertPreCheck(db, { orderNumber: order.orderNumber, ...found, askedAt: clock.now() });
      asked += 1;
    }
    if (asked > 0) onChange();
    return asked;
  }

  /** null: the line is away. */
  async #check(order: AdmissionOrder): Promise<Found | null> {
    try {
      return await this.#ask(order);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'person.unknown-to-centre') return { finding: 'unknown-person', words: null };
      if (error.kind === 'gateway') return null;
      return { finding: 'not-eligible', words: String(error.details['words'] ?? error.code) };
    }
  }

  async #ask({ patient, careKind }: AdmissionOrder): Promise<Found> {
    const { centre, clock, careRegion } = this.#deps;
    const person: Person = { ...patient, cardNumber: null, cardSerial: null };
    const { personNumber, statuses } = await centre.findPerson(person);
    const status = usual(statuses);
    if (status === undefined) return { finding: 'not-insured', words: null };
    const insured = { person, personNumber, ...status };
    const eligibility = await centre.checkEligibility(insured, clock.now(), careKind);
    if (eligibility.inHospitalElsewhere) return { finding: 'in-hospital', words: null };
    if (status.insuredPlaceCode.slice(0, 4) !== careRegion.slice(0, 4)) {
      const filing = filingOn(await centre.filings(insured, clock.now()), clock.today());
      const inForce = filing !== undefined && (filing.until === null || filing.until >= clock.today());
      if (!inForce) return { finding: 'no-filing', words: eligibility.reason };
    }
    return eligibility.eligible ? { finding: 'fine', words: null } : { finding: 'not-eligible', words: eligibility.reason };
  }
}

function usual(statuses: readonly InsuredStatus[]): InsuredStatus | undefined {
  const active = statuses.filter((status) => status.active);
  return active.find(({ schemeCode }) => schemeCode === '310') ?? active.find(({ schemeCode }) => schemeCode === '390') ?? active[0];
}
