import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { sessionQuery } from '../../ipc/desk-queries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { lastWords } from '../../ui/acts-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AdoptPanel } from './adopt-panel.tsx';

/** Refusals behind which a settlement may stand at the centre. */
const SETTLING: ReadonlySet<ActView['kind']> = new Set(['settlement', 'settlement-adoption']);

/** What the other side refused, in its own words, over the work: a person must do something. */
export function RejectedActs({ acts, encounterId }: { readonly acts: readonly ActView[]; readonly encounterId: EncounterId }) {
  const { t } = useTranslation(['discharge', 'words']);
  const { data: session } = useQuery(sessionQuery);
  const [adopting, setAdopting] = useState(false);
  // A refusal that a later try of the same kind has mended is history.
  const rejected = acts.filter(
    ({ kind, state, actId }) => state === 'rejected' && !acts.some((other) => other.kind === kind && other.actId > actId),
  );
  const decides = session?.clerk?.role === 'supervisor' || session?.clerk?.role === 'insurance-officer';
  const [settling] = rejected.filter(({ kind }) => SETTLING.has(kind));
  return (
    <>
      {rejected.map((act) => (
        <div key={act.actId} className="banner rejected" role="alert">
          <Icon name="no" />
          <b>{t('rejected.head', { act: t(`words:act.${act.kind}`) })}</b>
          {lastWords(act) !== null && <q>{lastWords(act)}</q>}
          <span>{t('rejected.text')}</span>
          {decides && act === settling && (
            <ActionButton command="settlement.adopt" run={() => setAdopting(true)}>
              {t('adopt.open')}
            </ActionButton>
          )}
        </div>
      ))}
      {adopting && <AdoptPanel encounterId={encounterId} onClose={() => setAdopting(false)} />}
    </>
  );
}
