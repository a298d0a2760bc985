import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import type { Say } from '../../i18n/say.ts';
import { deskFactsQuery } from '../../ipc/desk-queries.ts';
import { dayAndTime, daysOld, formatMoney } from '../../ui/format.ts';
import { Sign } from '../../ui/tag.tsx';

type Filing = NonNullable<AdmissionView['filing']>;

/** 异地备案: what is filed with its days, how old that is, and what filing would change in yuan. */
export function FilingBox({ filing, total }: { readonly filing: Filing; readonly total: string }) {
  const { t } = useTranslation('admission');
  return (
    <section className="arises filing" aria-label={t('filing.title')}>
      <h3>{t('filing.title')}</h3>
      <p>
        <Sign tone={filing.direct ? 'ok' : 'rejected'}>{filedSay(filing, t)}</Sign>
      </p>
      <p className="mut small">
        {t(`filing.place.${filing.place}`)} · <Age filing={filing} />
      </p>
      <p>
        {t('filing.payNow')} <b className="strong">{filing.payNow === null ? '—' : formatMoney(filing.payNow)}</b>
        {!filing.direct && <span className="mut small"> {t('filing.payAll', { total })}</span>}
      </p>
      {filing.whatIf.length > 0 && (
        <table aria-label={t('filing.whatIf')}>
          <thead>
            <tr>
              <th>{t('filing.whatIf')}</th>
              <td className="num">{t('filing.burden')}</td>
              <td className="num">{t('filing.less')}</td>
            </tr>
          </thead>
          <tbody>
            {filing.whatIf.map(({ kind, burden, less }) => (
              <tr key={kind} data-kind={kind}>
                <th scope="row">{t(`filing.if.${kind}`)}</th>
                <td className="num est">{formatMoney(burden)}</td>
                <td className="num est">{less === null ? '—' : formatMoney(less)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function filedSay({ filed, kind }: Filing, t: Say): string {
  if (filed === null) return t(kind === 'emergency' ? 'filing.emergency' : 'filing.none');
  const { category, from, until } = filed;
  return t(until === null ? 'filing.filed' : 'filing.filedUntil', { category: t(`filing.category.${category}`), from, until: until ?? '' });
}

function Age({ filing: { age } }: { readonly filing: Filing }) {
  const { t } = useTranslation('admission');
  const { data: facts } = useQuery(deskFactsQuery);
  if (age === null) return <>{t('filing.neverAsked')}</>;
  const days = facts === undefined ? 0 : daysOld(age.asOf, facts.today);
  return <>{t(days === 0 ? 'filing.asked' : 'filing.askedDays', { at: dayAndTime(age.asOf), days: String(days) })}</>;
}
