import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { readableFacts } from '../../ui/format.ts';
import { Sign } from '../../ui/tag.tsx';

const TONES = { met: 'ok', ask: 'offline', refused: 'rejected' } as const;

/** Conditions of direct settlement. What is met needs no room; what is not stands with its article and what can be done about it. */
export function DirectGates({ direct }: { readonly direct: AdmissionView['direct'] }) {
  const { t } = useTranslation(['words', 'admission']);
  if (direct.length === 0) return null;
  const open = direct.filter(({ verdict }) => verdict !== 'met');
  return (
    <section className="conditions" aria-label={t('admission:direct.title')}>
      <h3>
        {t('admission:direct.title')}{' '}
        <small>{t('admission:direct.count', { met: direct.length - open.length, count: direct.length })}</small>
      </h3>
      {open.length > 0 && (
        <ul>
          {open.map(({ gate, rule, verdict, code, facts, remedy, documents, reference }) => (
            <li key={gate} className="with-remedy" title={`${reference.title} ${reference.article}`} data-gate={gate}>
              <Sign tone={TONES[verdict]}>
                <span className="hidden-name">{t(`admission:direct.${verdict}`)}</span>
              </Sign>
              <span className="mut">{rule}</span>
              <span>
                {t([`gate.${code}`, 'gate.other'], readableFacts(facts))}
                {remedy !== null && (
                  <b className="remedy">
                    {t('admission:direct.remedy', { remedy: t(`remedy.${remedy}`) })}
                    {documents.length > 0 && t('admission:direct.documents', { documents: documents.join(t('common:list')) })}
                  </b>
                )}
              </span>
              <cite>{reference.article}</cite>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
