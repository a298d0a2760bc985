import { useTranslation } from 'react-i18next';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { lastWords } from '../../ui/acts-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AdoptButton } from '../../ui/adopt-button.tsx';

/** Refusals behind which a settlement may stand at the centre. */
const SETTLING: ReadonlySet<ActView['kind']> = new Set(['settlement', 'settlement-adoption']);

/** What the other side refused, in its own words, over the work: a person must do something. */
export function RejectedActs({ acts, encounterId }: { readonly acts: readonly ActView[]; readonly encounterId: EncounterId }) {
  const { t } = useTranslation(['discharge', 'words']);
  // A refusal that a later try of the same kind has mended is history.
  const rejected = acts.filter(
    ({ kind, state, actId }) => state === 'rejected' && !acts.some((other) => other.kind === kind && other.actId > actId),
  );
  const [settling] = rejected.filter(({ kind }) => SETTLING.has(kind));
  return (
    <>
      {rejected.map((act) => (
        <div key={act.actId} className="banner rejected" role="alert">
          <Icon name="no" />
          <b>{t('rejected.head', { act: t(`words:act.${act.kind}`) })}</b>
          {lastWords(act) !== null && <q>{lastWords(act)}</q>}
          <span>{t('rejected.text')}</span>
          {act === settling && <AdoptButton encounterId={encounterId} />}
        </div>
      ))}
    </>
  );
}
