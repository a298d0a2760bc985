import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import { readableFacts } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';

type Gate = VisitView['gates'][number];

/** What keeps the visit from being settled directly: in hospital, a condition with its article, the centre's own no. */
export function GatesPanel({ view }: { readonly view: VisitView }) {
  const { t } = useTranslation('visit');
  const { inHospital, refusal, gates } = view;
  if (inHospital === null && refusal === null && gates.length === 0) return null;
  return (
    <Panel title={t('gates.title')} grow>
      <div className="scroll">
        <ul className="visit-gates" aria-label={t('gates.title')}>
          {inHospital !== null && (
            <li data-gate="in-hospital">
              <Sign tone="rejected" />
              <span>
                <b>{t(`inHospital.${inHospital.where}`, { number: inHospital.stayNumber })}</b>
                <small>{t('inHospital.do')}</small>
              </span>
            </li>
          )}
          {refusal !== null && (
            <li data-gate="refusal">
              <Sign tone="rejected" />
              <span>
                <b>{t('refusal.title')}</b>
                <span>{t('refusal.words', { words: refusal })}</span>
                <small>{t('refusal.do')}</small>
              </span>
            </li>
          )}
          {gates.map((gate) => (
            <GateLine key={gate.gate} gate={gate} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

/** One condition: its rule, what is wrong, what can be done, and where it stands. */
export function GateLine({ gate: { gate, rule, verdict, code, facts, remedy, documents, reference } }: { readonly gate: Gate }) {
  const { t } = useTranslation(['visit', 'words']);
  return (
    <li data-gate={gate} title={`${reference.title} ${reference.article}`}>
      <Sign tone={verdict === 'refused' ? 'rejected' : 'offline'} />
      <span>
        <b>
          {rule} {t([`words:gate.${code}`, 'words:gate.other'], readableFacts(facts))}
        </b>
        {remedy !== null && (
          <small>
            {t('gates.remedy', { remedy: t(`words:remedy.${remedy}`) })}
            {documents.length > 0 && t('gates.documents', { documents: documents.join(t('common:list')) })}
          </small>
        )}
        <cite>{reference.article}</cite>
      </span>
    </li>
  );
}
