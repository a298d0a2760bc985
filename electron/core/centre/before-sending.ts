import { AppError } from '../../../shared/errors/app-error.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import type { VisitType } from '../../../shared/model/visit.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import type { InsuredPerson, SettlementContent } from '../ports/centre-gateway.ts';
import { readEligibility } from './answer-codec.ts';
import type { Asker } from './asker.ts';
import type { CentreSettings } from './centre-settings.ts';
import { settledElsewhere } from './find-out.ts';
import { eligibilityInput } from './message-codec.ts';

/**
 * The lines there add up to something else than the hospital charged. "No lines" is none of it: they may be settled already, by somebody else,
 * and lines that were uploaded again would be settled twice.
 */
export const CHARGES_DIFFER = /(总额|合计|总费用|明细).*(不一致|不符|不相等|不等)/;

interface EligibilityAsked {
  readonly insured: InsuredPerson;
  readonly on: Instant;
  /** undefined: an ordinary stay. */
  readonly visitType: VisitType | undefined;
}

/** 2001. Throws rejected/centre.rejected with the centre's words; errors of the line. */
export async function mustBeEligible(centre: Asker, settings: CentreSettings, { insured, on, visitType }: EligibilityAsked): Promise<void> {
  const input = eligibilityInput(settings, insured, on, visitType);
  const { eligible, reason } = readEligibility(await centre.ask('2001', insured.insuredPlaceCode, input));
  if (!eligible) throw new AppError('rejected', 'centre.rejected', 'not eligible', { words: reason ?? '待遇检查未通过' });
}

interface PreSettler extends Asker {
  preSettle(content: SettlementContent): Promise<Split>;
}

/**
 * §2.1: 2303, then the totals are compared, then 2304. A platform that does not compare them itself would settle the lines that it happens
 * to have. Any other refusal is 2304's to repeat: not every platform answers 2303 after the discharge.
 * Throws rejected/centre.rejected with `because: charges-total`; errors of the line.
 */
export async function totalMustAgree(centre: PreSettler, content: SettlementContent): Promise<void> {
  const details = await whyTotalDiffers(centre, content);
  if (details === null) return;
  if ((await settledElsewhere(centre, content)) !== null) return; // 2304 will say so, and what stands there is taken over
  throw new AppError('rejected', 'centre.rejected', 'the centre has other charges', { ...details, because: 'charges-total' });
}

async function whyTotalDiffers(centre: PreSettler, content: SettlementContent): Promise<{ readonly words: string } | null> {
  try {
    const { total } = await centre.preSettle(content);
    return total.equals(content.total) ? null : { words: `预结算总额 ${total}` };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'gateway') throw error;
    return error.details['because'] === 'charges-total' ? { words: String(error.details['words']) } : null;
  }
}
