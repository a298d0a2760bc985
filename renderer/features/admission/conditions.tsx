import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { readableFacts } from '../../ui/format.ts';
import { Sign } from '../../ui/tag.tsx';

/** Every condition of the credit door, met or not, with the article it stands on. */
export function Conditions({ conditions }: { readonly conditions: AdmissionView['conditions'] }) {
  const { t } = useTranslation(['words', 'admission']);
  const met = conditions.filter((condition) => condition.met).length;
  // What keeps the door shut must not hide below the fold.
  const unmetFirst = [...conditions].sort((a, b) => Number(a.met) - Number(b.met));
  return (
    <section className="conditions" aria-label={t('admission:conditions.title')}>
      <h3>
        {t('admission:conditions.title')} <small>{t('admission:conditions.count', { met, count: conditions.length })}</small>
      </h3>
      <ul>
        {unmetFirst.map((condition) => {
          const { rule, code, facts, reference } = condition;
          const side = condition.met ? 'met' : 'unmet';
          // A condition may name its own sentence; otherwise that of the article, otherwise the bare number.
          const sentence = t([`cond.${code}`, `cond.${rule ?? code}.${side}`, `cond.other.${side}`], {
            ...readableFacts(facts),
            rule: rule ?? '',
          });
          return (
            <li key={code} title={`${reference.title} ${reference.article}`} data-rule={rule ?? undefined}>
              <Sign tone={condition.met ? 'ok' : 'rejected'}>
                <span className="hidden-name">{t(`admission:conditions.${side}`)}</span>
              </Sign>
              <span className="mut">{rule}</span>
              <span>{sentence}</span>
              <cite>{reference.article}</cite>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
