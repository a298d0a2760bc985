import { AppError } from '../../../shared/errors/app-error.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import type { CareAsked, InsuredPerson, KnownPerson, SettlementContent } from '../ports/centre-gateway.ts';
import type { VisitSettlementContent } from '../ports/outpatient.ts';
import { readEligibility } from './answer-codec.ts';
import type { Asker } from './asker.ts';
import type { CentreSettings } from './centre-settings.ts';
import { settledElsewhere } from './find-out.ts';
import { eligibilityInput } from './message-codec.ts';

interface EligibilityAsked {
  readonly insured: InsuredPerson;
  readonly on: Instant;
  readonly care: CareAsked;
}

/** 2001. Throws rejected/centre.rejected with the centre's words; errors of the line. */
export async function mustBeEligible(centre: Asker, settings: CentreSettings, { insured, on, care }: EligibilityAsked): Promise<void> {
  const input = eligibilityInput(settings, insured, on, care);
  const { eligible, reason } = readEligibility(await centre.ask('2001', insured.insuredPlaceCode, input), settings.codes.basicFunds);
  if (!eligible) throw new AppError('rejected', 'centre.rejected', 'not eligible', { words: reason ?? '待遇检查未通过' });
}

/**
 * 1101: that he is still insured under this scheme and place (§8.6). Only a clear no counts: a platform that refuses the question, or does not know the credential
 * in this form, is asked by the act itself. Throws rejected/centre.rejected; errors of the line.
 */
export async function mustBeInsured(
  centre: { findPerson(person: InsuredPerson['person']): Promise<KnownPerson> },
  { person, schemeCode, insuredPlaceCode }: InsuredPerson,
): Promise<void> {
  const known = await centre.findPerson(person).catch((error: unknown) => {
    if (error instanceof AppError && error.kind !== 'gateway') return undefined;
    throw error;
  });
  const mine = known?.statuses.filter((status) => status.schemeCode === schemeCode && status.insuredPlaceCode === insuredPlaceCode);
  if (known === undefined || mine?.some(({ active }) => active) === true) return;
  const there = known.statuses.filter(({ active }) => active).map((status) => `${status.schemeCode} ${status.insuredPlaceCode}`);
  const words = `参保信息已变化:登记为 ${schemeCode} ${insuredPlaceCode},中心现为 ${there.join('、') || '无有效参保'}`;
  throw new AppError('rejected', 'centre.rejected', 'the coverage is not what it was', { words });
}

interface PreSettler extends Asker {
  preSettle(content: SettlementContent): Promise<Split>;
  preSettleVisit(content: VisitSettlementContent): Promise<Split>;
}

/**
 * §2.1: 2303, then the totals are compared, then 2304; of a visit 2206 and 2207. A platform that does not compare them itself would settle the lines that it happens
 * to have. Any other refusal is 2304's to repeat: not every platform answers 2303 after the discharge.
 * Throws rejected/centre.rejected with `because: charges-total`; errors of the line.
 */
export async function totalMustAgree(centre: PreSettler, content: SettlementContent | VisitSettlementContent): Promise<void> {
  const details = await whyTotalDiffers(centre, content);
  if (details === null) return;
  const elsewhere = await settledElsewhere(centre, content);
  if (elsewhere?.kind === 'rejected')
    throw new AppError('rejected', 'centre.rejected', 'settled elsewhere over another total', { words: elsewhere.words });
  if (elsewhere !== null) return; // the settlement will say so, and what stands there is taken over
  throw new AppError('rejected', 'centre.rejected', 'the centre has other charges', { ...details, because: 'charges-total' });
}

async function whyTotalDiffers(
  centre: PreSettler,
  content: SettlementContent | VisitSettlementContent,
): Promise<{ readonly words: string } | null> {
  try {
    const { total } = await (content.kind === 'settlement' ? centre.preSettle(content) : centre.preSettleVisit(content));
    return total.equals(content.total) ? null : { words: `预结算总额 ${total}` };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'gateway') throw error;
    return error.details['because'] === 'charges-total' ? { words: String(error.details['words']) } : null;
  }
}
