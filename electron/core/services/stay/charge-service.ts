import { type ChargeLine, CHARGES_OF_A_PAGE, type ChargesView, type DivideCharges } from '../../../../shared/contract/charge-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ChargePayer } from '../../../../shared/model/injury.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf, saveActState } from '../../db/repositories/act-repository.ts';
import { chargePage, chargesFound, chargeSums } from '../../db/repositories/charge-list-repository.ts';
import { chargesOf, chargeTotals } from '../../db/repositories/charge-repository.ts';
import { insertShares, sharesOf } from '../../db/repositories/charge-share-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { once } from '../desk/keyed.ts';
import { divisionOf } from './charge-division.ts';
import type { IntakeService } from './intake-service.ts';
import { findingsByLine } from './line-checks.ts';
import type { StripService } from './strip-service.ts';

export interface ChargeDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly strips: StripService;
  readonly intake: Pick<IntakeService, 'sendCharges'>;
  readonly onChange: () => void;
}

/** The charges of a stay as a clerk reads them, and whose they are where somebody else owes some of them. */
export class ChargeService {
  readonly #deps: ChargeDeps;
  #known: { readonly stand: string; readonly findings: ReturnType<typeof findingsByLine> } | undefined;

  constructor(deps: ChargeDeps) {
    this.#deps = deps;
  }

  /** Errors: encounter.not-found. */
  view(encounterId: EncounterId): ChargesView {
    const { db, strips } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const { total, count } = chargeTotals(db, encounter.orderNumber);
    const { takenBack, unsent } = chargeSums(db, encounter.orderNumber);
    const doubtful = this.#findings(encounter).size;
    return { strip: strips.from(encounter), count, total, takenBack, unsent, doubtful, division: divisionOf(db, encounter) };
  }

  /** Errors: encounter.not-found. */
  lines(
    encounterId: EncounterId,
    { search, doubtful, page }: { readonly search: string; readonly doubtful: boolean; readonly page: number },
  ): { readonly count: number; readonly lines: ChargeLine[] } {
    const { db } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const findings = this.#findings(encounter);
    const found = { orderNumber: encounter.orderNumber, search, only: doubtful ? [...findings.keys()] : null };
    const count = chargesFound(db, found);
    const lines = chargePage(db, { ...found, from: page * CHARGES_OF_A_PAGE, count: CHARGES_OF_A_PAGE });
    return { count, lines: lines.map((line) => ({ ...line, findings: [...(findings.get(line.lineNumber) ?? [])] })) };
  }

  /** Who scrolls through a long stay asks for the same findings with every page: they are found anew after something was written. */
  #findings(encounter: Encounter): ReturnType<typeof findingsByLine> {
    const { db } = this.#deps;
    const written = db.prepare('SELECT total_changes()').pluck().get() as number;
    const stand = `${encounter.id} ${written} ${db.pragma('data_version', { simple: true }) as number}`;
    if (this.#known?.stand !== stand) this.#known = { stand, findings: findingsByLine(db, encounter) };
    return this.#known.findings;
  }

  /** Errors: see the contract. */
  divide(request: DivideCharges, clerkId: string): ChargesView {
    const { db, clock, onChange } = this.#deps;
    once(db, request.key, request, clock.now(), () => this.#divide(request, clerkId));
    onChange();
    return this.view(request.encounterId);
  }

  #divide({ encounterId, other, words }: DivideCharges, clerkId: string): string {
    const { db, clock, intake } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const division = divisionOf(db, encounter);
    const because = division === null ? 'nobody-asks' : division.closedBecause;
    if (because !== null) throw new AppError('rule', 'charges.division-closed', 'these charges cannot be divided now', { because });
    const lines = chargesOf(db, encounter.orderNumber);
    const known = new Set(lines.map(({ lineNumber }) => lineNumber));
    const strange = other.find((line) => !known.has(line));
    if (strange !== undefined) throw new AppError('validation', 'charges.line-unknown', 'no such line', { line: strange });
    const named = new Set(other);
    const before = sharesOf(db, encounter.orderNumber);
    const said = lines.map(({ lineNumber, originalLineNumber }): [string, ChargePayer] => [
      lineNumber,
      named.has(originalLineNumber ?? lineNumber) ? 'other' : 'insurance',
    ]);
    const changed = new Map(said.filter(([line, payer]) => before.get(line) !== payer));
    this.#withdrawUnsent(
      encounter,
      [...changed.keys()].some((line) => before.has(line)),
    );
    const at = clock.now();
    insertShares(db, encounter.orderNumber, changed, { words, clerkId, at });
    insertAudit(db, { at, clerkId, event: 'charges-divided', subjectId: encounterId, facts: { lines: lines.length, other: named.size } });
    intake.sendCharges(encounter.orderNumber);
    return encounterId;
  }

  /** What waits is sent anew without the other's lines; a line that the centre has is not made another's here. */
  #withdrawUnsent(encounter: Encounter, changesItsMind: boolean): void {
    const { db } = this.#deps;
    const uploads = actsOf(db, encounter.id).filter(({ kind, state }) => kind === 'charges' && state !== 'withdrawn');
    if (changesItsMind && uploads.some(({ state }) => state === 'acknowledged'))
      throw new AppError('rule', 'charges.division-closed', 'the centre has these lines', { because: 'at-the-centre' });
    for (const { id } of uploads.filter(({ state }) => state === 'waiting' || state === 'rejected')) saveActState(db, id, 'withdrawn');
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}
