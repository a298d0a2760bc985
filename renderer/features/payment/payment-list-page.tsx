import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { StaysTable } from '../../frame/stays-table.tsx';
import { staysQuery } from '../../ipc/desk-queries.ts';
import { go } from '../../routes.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Nobody open yet: stays with their deposits and balances; the settled ones too, for what they still owe or get back. */
export function PaymentListPage() {
  const { t } = useTranslation('payment');
  const card = useCard();
  const [search, setSearch] = useState('');
  const stays = useQuery(staysQuery(false, search.trim()));
  const strips = stays.data?.strips.filter(({ state }) => state !== 'cancelled') ?? [];
  return (
    <DeskPage
      title={t('list.title')}
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
          {t('list.card')}
        </MoneyButton>
      }
    >
      {card.error !== null && <ErrorNotice error={card.error} />}
      <Panel title={t('list.stays')} note={t('list.count', { count: strips.length })} grow>
        <div className="search">
          <Input
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            maxLength={50}
            allowClear
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        {stays.isPending && <Loading label={t('loading')} />}
        {stays.isError && <ErrorNotice error={stays.error} onRetry={() => void stays.refetch()} />}
        {stays.isSuccess && strips.length === 0 && <Block icon="minus" title={t('list.none')} />}
        {strips.length > 0 && (
          <StaysTable strips={strips} label={t('list.stays')} open={({ encounterId }) => go({ page: 'payment-stay', encounterId })} />
        )}
      </Panel>
    </DeskPage>
  );
}
