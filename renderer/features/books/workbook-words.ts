import { SETTLEMENT_COLUMN_NAMES, TILL_MEANS } from '../../../shared/model/ledger.ts';
import type { Say } from '../../i18n/say.ts';

/** The page's own words for the sheets and columns of the workbook: the core has amounts and no sentences. */
export function workbookWords(t: Say): Record<string, string> {
  const parts = ['opening', 'received', 'refunded', 'applied', 'closing'] as const;
  return {
    deposits: t('tab.deposits'),
    settlements: t('tab.settlements'),
    outpatients: t('tab.outpatients'),
    means: t('means.title'),
    care: t('tab.care'),
    arrears: t('tab.arrears'),
    stayNumber: t('stayNumber'),
    patientName: t('patientName'),
    receipts: t('receiptNumbers'),
    sum: t('sum'),
    shift: t('shift'),
    clerk: t('clerk'),
    automatic: t('automatic'),
    settlementCount: t('settlementCount'),
    recallCount: t('recallCount'),
    total: t('column.total'),
    way: t('means.means'),
    inCount: t('means.inCount'),
    inAmount: t('means.inAmount'),
    outCount: t('means.outCount'),
    outAmount: t('means.outAmount'),
    careOpening: t('care.opening'),
    careCharged: t('care.charged'),
    careSettled: t('care.settled'),
    careClosing: t('care.closing'),
    owed: t('owed'),
    ...Object.fromEntries(parts.map((part) => [part, t(`deposits.${part}`)])),
    ...Object.fromEntries(SETTLEMENT_COLUMN_NAMES.map((column) => [column, t(`column.${column}`)])),
    ...Object.fromEntries(TILL_MEANS.map((means) => [means, t(`words:means.${means}`)])),
  };
}
