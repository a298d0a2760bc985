import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { dayAndTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { papersQuery } from './discharge-queries.ts';
import { LeaveTerms } from './leave-terms.tsx';

/** The papers of this stay that were made, each kept as a file with its hash. */
export function PapersPanel({ encounterId, view }: { readonly encounterId: EncounterId; readonly view: SettlementView }) {
  const { t } = useTranslation('discharge');
  const { data } = useQuery(papersQuery(encounterId));
  const papers = data?.papers ?? [];
  return (
    <Panel title={t('papers.title')} note={t('papers.note', { count: papers.length })} grow>
      <div className="body papers">
        <ul aria-label={t('papers.title')}>
          {papers.map(({ paperId, kind, madeAt, file, sha256 }) => (
            <li key={paperId} title={`${file}\nSHA-256 ${sha256}`}>
              <Sign tone="ok">{t(`papers.${kind}`)}</Sign> <span className="mut small">{dayAndTime(madeAt)}</span>
            </li>
          ))}
        </ul>
        {papers.length === 0 && <p className="mut">{t('papers.none')}</p>}
        {view.strip.state === 'left-unsettled' && <LeaveTerms view={view} exit={view.leave?.exit ?? 'credit-leave'} />}
      </div>
    </Panel>
  );
}
