import { useTranslation } from 'react-i18next';
import type { PatientFile } from '../../../shared/contract/patient-contract.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';

type Insured = PatientFile['insured'][number];

const ELIGIBLE = { eligible: 'ok', 'not-eligible': 'rejected', unknown: 'offline' } as const;

/** One insured status: entitled or not, the year's values with source and age, filings, chronic registrations. */
export function InsuredPanel({ insured }: { readonly insured: Insured }) {
  const { t } = useTranslation(['patient', 'words', 'admission']);
  const { coverage, eligibility, year, values, filings, chronic } = insured;
  const at = (age: { readonly source: string; readonly asOf: string }) =>
    t('age', { source: t(`words:source.${age.source}`), at: dayAndTime(age.asOf as never) });
  return (
    <Panel
      title={coverage.schemeName}
      note={`${coverage.personClassName} · ${coverage.insuredPlaceName}`}
      aside={<Sign tone={coverage.active ? 'ok' : 'rejected'}>{coverage.statusName}</Sign>}
    >
      <div className="body insured">
        <p>
          <Sign tone={ELIGIBLE[eligibility.standing]}>{t(`admission:check.standing.${eligibility.standing}`)}</Sign>{' '}
          {eligibility.reason !== null && <q>{eligibility.reason}</q>}
          {eligibility.elsewhere === 'in-hospital' && <Sign tone="rejected">{t('admission:check.elsewhere.in-hospital')}</Sign>}{' '}
          <span className="mut small">{eligibility.age === null ? t('neverAsked') : at(eligibility.age)}</span>
        </p>
        <table aria-label={t('values', { year })}>
          <thead>
            <tr>
              <th>{t('values', { year })}</th>
              <th className="num">{t('value')}</th>
              <th>{t('sourceAge')}</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ kind, amount, count, age, fresh }) => (
              <tr key={kind}>
                <th scope="row">{t(`yearValue.${kind}`)}</th>
                <td className="num">{amount === null ? (count === null ? '—' : count) : formatMoney(amount)}</td>
                <td className={fresh ? 'mut' : 'ink-offline'}>
                  {age === null ? t('neverAsked') : at(age)}
                  {age !== null && !fresh && ` ${t('stale')}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {filings !== null && (
          <p>
            <b>{t('filings')}</b>{' '}
            {filings.list.length === 0
              ? t('admission:filing.none')
              : filings.list
                  .map(({ category, from, until }) =>
                    t(until === null ? 'admission:filing.filed' : 'admission:filing.filedUntil', {
                      category: t(`admission:filing.category.${category}`),
                      from,
                      until: until ?? '',
                    }),
                  )
                  .join(t('common:list'))}{' '}
            <span className="mut small">{at(filings.age)}</span>
          </p>
        )}
        <p>
          <b>{t('chronic')}</b>{' '}
          {chronic === null ? t('neverAsked') : chronic.names.length === 0 ? t('noChronic') : chronic.names.join(t('common:list'))}{' '}
          {chronic !== null && <span className="mut small">{at(chronic.age)}</span>}
        </p>
      </div>
    </Panel>
  );
}
