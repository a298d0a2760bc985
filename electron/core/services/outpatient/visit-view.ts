import type { VisitView } from '../../../../shared/contract/visit-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Split } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf } from '../../../../shared/time/calendar-date.ts';
import type { GateDecision } from '../../../../shared/rules/gate-types.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { gradesOf } from '../../db/repositories/catalogue-repository.ts';
import { coveragesOf } from '../../db/repositories/patient-repository.ts';
import { differencesOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import { coverageLabel } from '../desk/coverage-words.ts';
import { toGateView } from '../admission/direct-view.ts';
import type { EstimateService, Guess } from '../settlement/estimate-service.ts';
import type { FilingDeps } from '../admission/filing-service.ts';
import { sha256 } from '../desk/keyed.ts';
import { figureOf, rowsOf, stepsOf, uncertaintyOf } from '../settlement/settlement-view.ts';
import { clerkName } from '../money/shift-seal.ts';
import { stayBalance } from '../money/stay-money.ts';
import type { StripService } from '../stay/strip-service.ts';
import { type PreSettled, stageOf, type VisitFacts, visitFacts } from './visit-facts.ts';
import { accountStandings, toAccountView } from '../settlement/account-standing.ts';
import { SPECIAL_LINE, visitGates } from './visit-gates.ts';
import { invoiceHolds } from '../invoice/invoice-service.ts';
import { refundOf, resettleOf, waysOf, type WayTerms } from './visit-ways.ts';

export interface VisitViewDeps extends FilingDeps {
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly strips: StripService;
  readonly places: () => ReadonlyMap<string, string>;
  readonly centreUp: () => boolean;
  readonly limits: WayTerms['limits'];
  readonly resettleDays: number;
}

/** A visit for the page, with the facts it was made of. Errors: encounter.not-found. */
export function visitView(
  deps: VisitViewDeps,
  encounterId: EncounterId,
  asked: PreSettled | undefined,
): { readonly view: VisitView; readonly facts: VisitFacts; readonly guess: Guess } {
  const { db, clock } = deps;
  const facts = visitFacts(db, encounterId, asked);
  const guess = deps.estimates.ofStay(facts.encounter);
  const decision = decisionOf(deps, facts);
  const accounts = accountStandings(deps, { on: dayOf(facts.order.visitedAt), coverage: facts.coverage }, facts.choice);
  const terms: WayTerms = {
    centreUp: deps.centreUp(),
    today: clock.today(),
    limits: deps.limits,
    resettleDays: deps.resettleDays,
    accounts,
    invoice: invoiceHolds(db, clock, encounterId),
  };
  const figures = figuresOf(db, facts, guess);
  const money = stayBalance(db, encounterId);
  const { refund, resettle, ways } = { refund: refundOf(facts, terms), resettle: resettleOf(facts, terms), ways: waysOf(facts, terms) };
  const quoted = { lines: linesOf(db, facts, decision), choice: facts.choice, coverageId: facts.coverage.id, rows: figures.rows, ways };
  const view: VisitView = {
    ...headOf(deps, facts),
    ...figures,
    ...quoted,
    choice: facts.choice as VisitView['choice'],
    stage: stageOf(facts),
    coverageFixed: facts.standing.visit !== null || facts.busy || facts.final !== null || facts.selfPaid !== null,
    accounts: accounts.map(toAccountView),
    balance: facts.coverage.balance,
    total: facts.total,
    gates: (decision?.gates ?? []).filter(({ verdict, lines }) => verdict !== 'met' && lines.length === 0).map(toGateView),
    inHospital: facts.inHospital,
    refusal: facts.refusal,
    refund: { ...refund, restTotal: facts.total },
    resettle,
    documents: documentsOf(decision),
    due: money.due,
    back: Money.max(Money.ZERO, money.owed.negated()),
    quoteHash: sha256({ encounterId, ...quoted, stage: stageOf(facts) }),
  };
  return { view, facts, guess };
}

function headOf(deps: VisitViewDeps, { encounter, order, coverage, events }: VisitFacts) {
  const { db, places, strips, clock, estimates } = deps;
  const main = order.diagnoses.find((diagnosis) => diagnosis.main);
  const year = estimates.outpatientYear(coverage, Number(clock.today().slice(0, 4)));
  const borne = year?.deductible ?? null;
  return {
    strip: strips.from(encounter),
    visit: {
      orderNumber: order.orderNumber,
      visitType: order.visitType,
      department: order.department.name,
      doctor: order.doctor.name,
      diagnosis: main === undefined ? '' : `${main.code} ${main.name}`,
      visitedAt: order.visitedAt,
    },
    coverages: coveragesOf(db, encounter.patientId).map((each) => ({
      coverageId: each.id,
      label: coverageLabel(each, places()),
      active: each.active,
    })),
    coverageId: coverage.id,
    deductibleBorne: year === undefined || borne === null ? null : { amount: borne, asOf: year.asOf },
    events: events.map(({ kind, reason, clerkId, at }) => ({
      kind,
      reason,
      at,
      clerkName: clerkId === null ? '' : clerkName(db, clerkId),
    })),
  };
}

function decisionOf(deps: VisitViewDeps, facts: VisitFacts): GateDecision | null {
  const { order, coverage, inHospital, refusal, results } = facts;
  const specialLines = [...results.values()].filter(({ words }) => SPECIAL_LINE.test(words)).map(({ lineNumber }) => lineNumber);
  return visitGates(deps, { order, coverage, inPatient: inHospital !== null, refusal: refusal ?? '', specialLines });
}

const CLASSES: Readonly<Record<string, 'A' | 'B' | 'C'>> = { '01': 'A', '1': 'A', '02': 'B', '2': 'B', '03': 'C', '3': 'C' };

function linesOf(db: ReadableDb, { encounter, lines, results }: VisitFacts, decision: GateDecision | null): VisitView['lines'] {
  const grades = gradesOf(db, encounter.orderNumber);
  return lines.map(({ lineNumber, name, itemCode, quantity, amount, returned }) => {
    const result = results.get(lineNumber);
    const ours = grades.get(itemCode)?.class ?? null;
    const gates = (decision?.gates ?? []).filter((gate) => gate.verdict !== 'met' && gate.lines.includes(lineNumber));
    return {
      lineNumber,
      name,
      quantity,
      amount,
      returned,
      itemClass: result === undefined ? ours : (CLASSES[result.itemClass] ?? ours),
      selfPaid: result?.selfPaid ?? null,
      words: result?.words ?? '',
      gates: gates.map(toGateView),
    };
  });
}

/** Of a settled visit the estimate is the one that was saved then: what the year holds now has this very visit in it. */
function figuresOf(db: ReadableDb, { claim, final, preSettled, selfPaid }: VisitFacts, guess: Guess) {
  const saved = final === null ? undefined : lastSettlement(db, claim.id, 'estimate');
  const none = { kind: 'none', because: 'saved' } as const;
  const rows =
    final === null ? rowsOf(guess, preSettled?.split ?? null, null) : besideSaved(rowsOf(none, null, final.split), saved?.split ?? null);
  return {
    standing: standingOf(final !== null, preSettled, guess),
    rows: [...rows],
    estimates: rows[0]?.estimates.length ?? 0,
    uncertain: final !== null || selfPaid !== null ? [] : uncertaintyOf(guess),
    steps: final === null ? stepsOf(guess) : [],
    preSettledAt: preSettled?.at ?? null,
    preSettledCash: preSettled?.split.cash ?? null,
    outcome: final === null ? null : outcomeOf(db, final, saved?.split ?? null),
  };
}

function standingOf(settled: boolean, preSettled: PreSettled | null, guess: Guess): VisitView['standing'] {
  if (settled) return 'final';
  if (preSettled !== null) return 'pre-settled';
  return guess.kind === 'none' ? 'none' : 'estimate';
}

type Rows = VisitView['rows'];

const besideSaved = (rows: Rows, saved: Split | null): Rows =>
  saved === null
    ? rows
    : rows.map((row) => {
        const estimate = figureOf(saved, row.figure);
        return { ...row, estimates: [estimate], difference: row.final === null ? null : row.final.minus(estimate) };
      });

function outcomeOf(db: ReadableDb, final: NonNullable<VisitFacts['final']>, saved: Split | null): NonNullable<VisitView['outcome']> {
  const { split } = final;
  const { familyAccount = '0.00' } = JSON.parse(final.detailText) as { familyAccount?: string };
  const family = Money.read(familyAccount) ?? Money.ZERO;
  return {
    settlementNumber: final.centreNumber ?? '',
    settledAt: final.settledAt,
    fund: split.total.minus(split.burden),
    // What is stored is what all accounts paid together.
    account: split.account.minus(family),
    familyAccount: family,
    cash: split.cash,
    difference: saved === null ? Money.ZERO : split.inScopeOwnShare.minus(saved.inScopeOwnShare),
    causes: differencesOf(db, final.id).map(({ cause, amount, facts }) => ({ cause, amount, facts: { ...facts } })),
  };
}

/** What the insured place wants of a claim by hand (Y-16). */
function documentsOf(decision: GateDecision | null): string[] {
  const named = (decision?.gates ?? []).flatMap(({ documents }) => documents);
  return named.length === 0 ? [...USUAL_DOCUMENTS] : [...new Set(named)];
}

/** Rule Y-16; places add or drop some. */
const USUAL_DOCUMENTS = ['病历', '明细清单', '发票', '定点机构证明'] as const;
