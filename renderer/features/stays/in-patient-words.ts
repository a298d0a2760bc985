import { REGISTRATION_STATES } from '../../../shared/contract/common-schemas.ts';
import { IN_PATIENT_MARKS, IN_PATIENT_URGENCIES } from '../../../shared/contract/in-patient-contract.ts';
import type { Say } from '../../i18n/say.ts';

const COLUMNS = [
  'bed',
  'name',
  'stayNumber',
  'ward',
  'department',
  'coverage',
  'admitted',
  'days',
  'total',
  'deposit',
  'locked',
  'burden',
  'balance',
  'registration',
  'unsent',
  'leaves',
  'marks',
] as const;

/** The page's own words for the columns and codes of the workbook: the core has amounts and no sentences. */
export const inPatientWords = (t: Say): Record<string, string> =>
  Object.fromEntries([
    ['list', t('title')],
    ...COLUMNS.map((column) => [column, t(`column.${column}`)]),
    ...IN_PATIENT_MARKS.map((mark) => [`mark.${mark}`, t(`mark.${mark}`)]),
    ...IN_PATIENT_URGENCIES.map((urgency) => [`urgency.${urgency}`, urgency === 'none' ? '' : t(`urgency.${urgency}`)]),
    ...REGISTRATION_STATES.map((state) => [`registration.${state}`, t(`words:registration.${state}`)]),
  ]) as Record<string, string>;
