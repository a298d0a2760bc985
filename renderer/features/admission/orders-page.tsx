import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { go } from '../../routes.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useUsableMark } from '../../ui/usable-mark.ts';
import { EntryPanel } from './entry-panel.tsx';
import { ordersQuery } from './admission-queries.ts';
import { OrdersTable } from './orders-table.tsx';
import { UnknownPanel } from './unknown-panel.tsx';

/** Nothing open: the orders that wait, and what the last card said. */
export function OrdersPage() {
  const { t } = useTranslation('admission');
  const card = useCard();
  const orders = useQuery(ordersQuery);
  const [entering, setEntering] = useState(false);
  const [unknown, setUnknown] = useState(false);
  useUsableMark('admission', orders.isSuccess);
  const waiting = orders.data?.orders ?? [];
  const own = card.card === null ? null : new Set(card.card.orderNumbers);
  // Whoever is in hospital already needs no hint about orders.
  const admitted = card.card?.openEncounterId != null;
  const shown = own === null ? waiting : waiting.filter(({ orderNumber }) => own.has(orderNumber));

  return (
    <DeskPage
      title={t('title')}
      under={t('orders.under')}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void orders.refetch()}>
            {t('orders.refresh')}
          </ActionButton>
          <ActionButton command="person.enter" run={() => setEntering(true)}>
            {t('entry.open')}
          </ActionButton>
          <ActionButton command="person.unknown" needs="admission:commit" run={() => setUnknown(true)}>
            {t('unknown.open')}
          </ActionButton>
          {card.card !== null && (
            <ActionButton command="back" run={card.forget}>
              {t('orders.everybody')}
            </ActionButton>
          )}
        </>
      }
      why={{ head: t('orders.why'), text: t('orders.whySay') }}
      primary={
        <MoneyButton command="card.read" moves={false} run={card.read} disabled={card.reading !== null}>
          {t('readCard')}
        </MoneyButton>
      }
    >
      {unknown && <UnknownPanel onClose={() => setUnknown(false)} />}
      {entering && <EntryPanel onClose={() => setEntering(false)} />}
      <CardSays />
      <Panel
        title={own === null ? t('orders.title') : t('orders.own', { name: card.card?.name })}
        note={t('orders.count', { count: shown.length })}
        grow
      >
        {orders.isPending && <Loading label={t('orders.loading')} />}
        {orders.isError && <ErrorNotice error={orders.error} onRetry={() => void orders.refetch()} />}
        {orders.isSuccess && shown.length === 0 && !admitted && (
          <Block icon="ok" tone="ok" title={own === null ? t('orders.none') : t('orders.noneOwn')}>
            {own === null ? t('orders.noneSay') : t('orders.noneOwnSay')}
          </Block>
        )}
        {shown.length > 0 && <OrdersTable orders={shown} patientId={card.card?.patientId ?? null} aside={card.aside} />}
      </Panel>
    </DeskPage>
  );
}

/** Reading, what went wrong, or that the person already has an open stay. */
function CardSays() {
  const { t } = useTranslation('admission');
  const { reading, error, card } = useCard();
  if (reading !== null) return <Block title={t(`reading.${reading}`)}>{t(`reading.${reading}Say`)}</Block>;
  if (error !== null) return <ErrorNotice error={error} />;
  const open = card?.openEncounterId;
  if (card === null || open === null || open === undefined) return null;
  return (
    <Block icon="warn" tone="offline" title={t('card.inHospital', { name: card.name })}>
      {t('card.inHospitalSay')}
      <button type="button" className="link" onClick={() => go({ page: 'discharge-stay', encounterId: open })}>
        {t('card.toStay')}
      </button>
    </Block>
  );
}
