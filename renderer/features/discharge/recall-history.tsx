import { useTranslation } from 'react-i18next';
import type { RecallView } from '../../../shared/contract/recall-contract.ts';
import { dayAndTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

type Recall = RecallView['recalls'][number];

const toneOf = ({ approved }: Recall): Tone => (approved === null ? 'queued' : approved ? 'ok' : 'rejected');
const wordOf = ({ approved }: Recall): string => (approved === null ? 'waiting' : approved ? 'approved' : 'declined');

/** Every recall that was asked for, with who agreed. */
export function RecallHistory({ view }: { readonly view: RecallView }) {
  const { t } = useTranslation('recall');
  return (
    <Panel title={t('history.title')} note={t('history.note', { count: view.recalls.length })}>
      <ul className="body recalls" aria-label={t('history.title')}>
        {view.recalls.length === 0 && <li className="mut">{t('history.none')}</li>}
        {view.recalls.map((recall) => (
          <li key={recall.recallId}>
            <Tag tone={toneOf(recall)}>{t(`history.${wordOf(recall)}`)}</Tag> <b>{t(`depth.${recall.depth}.name`)}</b>{' '}
            <span className="mut small">
              {dayAndTime(recall.askedAt)} {recall.clerkName}
            </span>
            <i>{recall.reason}</i>
            {view.offices.map((office) => (
              <span key={office} className="small" data-agreed={recall.agreed.includes(office)}>
                {t(recall.agreed.includes(office) ? 'history.agreed' : 'history.notYet', { office: t(`office.${office}`) })}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
