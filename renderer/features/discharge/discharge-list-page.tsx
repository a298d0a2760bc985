import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Strip } from '../../../shared/contract/common-schemas.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { StaysTable } from '../../frame/stays-table.tsx';
import { staysQuery } from '../../ipc/desk-queries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { LeavingPanel } from './leaving-panel.tsx';

const WAITING: ReadonlySet<Strip['state']> = new Set(['ward-discharged', 'settling', 'left-unsettled']);

/** Nobody open yet: the stays the ward has let go. */
export function DischargeListPage() {
  const { t } = useTranslation('discharge');
  const card = useCard();
  const stays = useQuery(staysQuery(true, ''));
  const waiting = stays.data?.strips.filter(({ state }) => WAITING.has(state)) ?? [];
  return (
    <DeskPage
      title={t('title')}
      under={t('list.under')}
      strip={<EmptyStrip />}
      actions={
        <ActionButton command="refresh" run={() => void stays.refetch()}>
          {t('refresh')}
        </ActionButton>
      }
      why={{ head: t('list.why'), text: t('list.whySay') }}
      primary={
        <MoneyButton command="card.read" moves={false} run={card.read} disabled={card.reading !== null}>
          {t('readCard')}
        </MoneyButton>
      }
    >
      {card.error !== null && <ErrorNotice error={card.error} />}
      <Panel title={t('list.title')} note={t('list.count', { count: waiting.length })} grow>
        {stays.isPending && <Loading label={t('list.loading')} />}
        {stays.isError && <ErrorNotice error={stays.error} onRetry={() => void stays.refetch()} />}
        {stays.isSuccess && waiting.length === 0 && (
          <Block icon="ok" tone="ok" title={t('list.none')}>
            {t('list.noneSay')}
          </Block>
        )}
        {waiting.length > 0 && <StaysTable strips={waiting} label={t('list.title')} />}
      </Panel>
      <LeavingPanel />
    </DeskPage>
  );
}
