import { useTranslation } from 'react-i18next';
import type { Strip } from '../../../shared/contract/common-schemas.ts';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import { ActsTable } from '../../ui/acts-table.tsx';
import { Panel } from '../../ui/panel.tsx';

/** What goes on by itself at the centre and the bank: nobody has to wait for it. */
export function ActsPanel({ acts, state }: { readonly acts: readonly ActView[]; readonly state: Strip['state'] }) {
  const { t } = useTranslation('discharge');
  return (
    <Panel title={t('acts.title')} note={t(state === 'left-unsettled' ? 'acts.afterLeave' : 'acts.note')} grow>
      <div className="scroll">
        {acts.length === 0 ? <p className="body mut">{t('acts.none')}</p> : <ActsTable acts={acts} label={t('acts.title')} />}
      </div>
    </Panel>
  );
}
