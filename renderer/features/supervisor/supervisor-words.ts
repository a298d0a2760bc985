import { TILL_MEANS } from '../../../shared/model/ledger.ts';
import type { Say } from '../../i18n/say.ts';

/** The page's own words for the sheets and columns of the workbook: the core has amounts and no sentences. */
export function supervisorWords(t: Say): Record<string, string> {
  const names = ['leftUnsettled', 'unknown', 'waiting', 'needsPerson', 'recalls', 'refunds'] as const;
  return {
    approvals: t('approvals.title'),
    tills: t('tills.title'),
    means: t('means.title'),
    hours: t('hours.title'),
    counts: t('counts.title'),
    stayNumber: t('column.stayNumber'),
    patientName: t('column.patientName'),
    reason: t('approvals.reason'),
    askedBy: t('column.askedBy'),
    amount: t('column.amount'),
    clerk: t('tills.clerk'),
    expected: t('tills.expected'),
    difference: t('tills.difference'),
    inCount: t('column.inCount'),
    inAmount: t('column.inAmount'),
    outCount: t('column.outCount'),
    outAmount: t('column.outAmount'),
    hour: t('column.hour'),
    settlements: t('hours.settlements'),
    receipts: t('hours.receipts'),
    ...Object.fromEntries(names.map((name) => [name, t(`counts.${name}`)])),
    ...Object.fromEntries(TILL_MEANS.map((means) => [means, t(`words:means.${means}`)])),
  };
}
