import type { Migration } from '../migrate.ts';
import { desk } from './0010-desk.ts';
import { patient } from './0020-patient.ts';
import { encounter } from './0030-encounter.ts';
import { outbox } from './0040-outbox.ts';
import { settlement } from './0050-settlement.ts';
import { catalogue } from './0060-catalogue.ts';
import { centreActs } from './0100-centre-acts.ts';
import { chargesRepair } from './0110-charges-repair.ts';
import { downloads } from './0102-downloads.ts';
import { reconciliation } from './0101-reconciliation.ts';
import { ledger } from './0200-ledger.ts';
import { payments } from './0210-payments.ts';
import { identity } from './0300-identity.ts';
import { filing } from './0301-filing.ts';
import { offices } from './0302-offices.ts';
import { doors } from './0303-doors.ts';
import { stays } from './0304-stays.ts';
import { papers } from './0305-papers.ts';
import { preCheck } from './0306-pre-check.ts';
import { stayChanges } from './0310-stay-changes.ts';
import { dayCare } from './0311-day-care.ts';
import { premium } from './0312-premium.ts';
import { search } from './0313-search.ts';
import { exits } from './0400-exits.ts';
import { agreements } from './0401-agreements.ts';
import { cases } from './0402-cases.ts';
import { visits } from './0420-visits.ts';
import { invoices } from './0440-invoices.ts';
import { drawReversals } from './0441-draw-reversals.ts';
import { prints } from './0442-prints.ts';
import { dayEnd } from './0560-day-end.ts';
import { limitPrices } from './0562-limit-prices.ts';
import { creditRaises } from './0570-credit-raises.ts';
import { clearing } from './0571-clearing.ts';
import { cardOrders } from './0572-card-orders.ts';
import { readingPaths } from './0660-reading-paths.ts';
import { refusals } from './0573-refusals.ts';
import { chargeShares } from './0580-charge-shares.ts';
import { consentSigners } from './0590-consent-signers.ts';
import { settlementLists } from './0600-settlement-lists.ts';
import { orderLinks } from './0650-order-links.ts';
import { stayOpenings } from './0670-stay-openings.ts';
import { chargeFamilies } from './0671-charge-families.ts';
import { relief } from './0672-relief.ts';
import { dischargePlans } from './0673-discharge-plans.ts';
import { workSteps } from './0700-work-steps.ts';
import { chargesInOrder } from './0710-charges-in-order.ts';
import { actTrouble } from './0730-act-trouble.ts';
import { interimSettlements } from './0760-interim-settlements.ts';
import { financeOffice } from './0780-finance-office.ts';
import { itemLimits } from './0770-item-limits.ts';
import { hisOutlet } from './0720-his-outlet.ts';
import { tillPaperKinds } from './0740-till-paper-kinds.ts';
import { patientSearch } from './0750-patient-search.ts';

/** All steps of the schema, ascending. A new step is a new file; a shipped one is never edited. */
export const migrations: readonly Migration[] = [
  desk,
  patient,
  encounter,
  outbox,
  settlement,
  catalogue,
  centreActs,
  reconciliation,
  downloads,
  chargesRepair,
  ledger,
  payments,
  identity,
  filing,
  offices,
  doors,
  stays,
  papers,
  preCheck,
  stayChanges,
  dayCare,
  premium,
  search,
  exits,
  agreements,
  cases,
  visits,
  invoices,
  drawReversals,
  prints,
  dayEnd,
  limitPrices,
  creditRaises,
  clearing,
  cardOrders,
  refusals,
  chargeShares,
  consentSigners,
  settlementLists,
  orderLinks,
  readingPaths,
  stayOpenings,
  chargeFamilies,
  relief,
  dischargePlans,
  workSteps,
  chargesInOrder,
  hisOutlet,
  actTrouble,
  tillPaperKinds,
  patientSearch,
  interimSettlements,
  itemLimits,
  financeOffice,
];
