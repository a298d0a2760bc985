import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { dayAndTime } from '../../ui/format.ts';
import { Sign, type Tone } from '../../ui/tag.tsx';

const STANDING: Readonly<Record<AdmissionView['eligibility']['standing'], Tone>> = {
  eligible: 'ok',
  'not-eligible': 'rejected',
  unknown: 'offline',
};
const ELSEWHERE: Readonly<Record<AdmissionView['eligibility']['elsewhere'], Tone>> = {
  none: 'ok',
  'in-hospital': 'rejected',
  unknown: 'offline',
};

/** What was checked at the centre, each with its answer or with "not known". */
export function EligibilityChecks({ view }: { readonly view: AdmissionView }) {
  const { t } = useTranslation('admission');
  const { eligibility, hardship, stayCount, chronic } = view;
  const at = stayCount.age === null ? '' : dayAndTime(stayCount.age.asOf);
  const count = stayCount.count === null ? t('check.countUnknown') : t('check.count', { count: stayCount.count });
  return (
    <ul className="checks" aria-label={t('check.title')}>
      <li>
        <Sign tone={STANDING[eligibility.standing]}>{t(`check.standing.${eligibility.standing}`)}</Sign>
      </li>
      <li>
        <Sign tone={ELSEWHERE[eligibility.elsewhere]}>{t(`check.elsewhere.${eligibility.elsewhere}`)}</Sign>
      </li>
      <li>
        <Sign tone={stayCount.fresh ? 'ok' : 'offline'}>{stayCount.fresh || at === '' ? count : t('check.countAt', { count, at })}</Sign>
      </li>
      {hardship !== null && (
        <li>
          <Sign tone={hardship.aid === 'none' ? 'neutral' : 'ok'}>
            {hardship.aid === 'none'
              ? t('check.noHardship')
              : t('check.hardship', {
                  aid: t(`aid.${hardship.aid}`),
                  source: t(`words:source.${hardship.age.source}`),
                  at: dayAndTime(hardship.age.asOf),
                })}
          </Sign>
        </li>
      )}
      {chronic !== null && (
        <li>
          <Sign tone="neutral">
            {chronic.registrations.length === 0
              ? t('chronic.none', { at: dayAndTime(chronic.age.asOf) })
              : t('chronic.some', {
                  names: chronic.registrations.map(({ name }) => name).join(t('common:list')),
                  at: dayAndTime(chronic.age.asOf),
                })}
          </Sign>
        </li>
      )}
      {view.closedBy !== null && (
        <li className="wide">
          <Sign tone="rejected">{t(`closedBy.${view.closedBy}`)}</Sign>
        </li>
      )}
      {eligibility.reason !== null && (
        <li className="wide">
          <Sign tone="rejected">
            <q>{eligibility.reason}</q>
          </Sign>
        </li>
      )}
    </ul>
  );
}
