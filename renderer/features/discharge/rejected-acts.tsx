import { useTranslation } from 'react-i18next';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import { lastWords } from '../../ui/acts-table.tsx';
import { Icon } from '../../ui/icon.tsx';

/** What the other side refused, in its own words, over the work: a person must do something. */
export function RejectedActs({ acts }: { readonly acts: readonly ActView[] }) {
  const { t } = useTranslation(['discharge', 'words']);
  // A refusal that a later try of the same kind has mended is history.
  const rejected = acts.filter(
    ({ kind, state, actId }) => state === 'rejected' && !acts.some((other) => other.kind === kind && other.actId > actId),
  );
  return rejected.map((act) => (
    <div key={act.actId} className="banner rejected" role="alert">
      <Icon name="no" />
      <b>{t('rejected.head', { act: t(`words:act.${act.kind}`) })}</b>
      {lastWords(act) !== null && <q>{lastWords(act)}</q>}
      <span>{t('rejected.text')}</span>
    </div>
  ));
}
