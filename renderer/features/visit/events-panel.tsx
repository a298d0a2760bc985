import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import { dayAndTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

/** What was done with the visit, by whom and why, newest first. */
export function EventsPanel({ events }: { readonly events: VisitView['events'] }) {
  const { t } = useTranslation('visit');
  return (
    <Panel title={t('events.title')} grow>
      <div className="scroll">
        {events.length === 0 && <p className="body mut">{t('events.none')}</p>}
        <ul className="visit-events" aria-label={t('events.title')}>
          {events.toReversed().map(({ kind, reason, clerkName, at }, index) => (
            <li key={`${at} ${kind} ${String(index)}`}>
              <span className="mut">{dayAndTime(at)}</span>
              <b>{t(`events.${kind}`)}</b>
              <span>{clerkName}</span>
              {reason !== '' && <span className="say">{reason}</span>}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
