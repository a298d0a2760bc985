import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalendarDate, dayOf, plusDays } from '../../../shared/time/calendar-date.ts';
import { useDigits } from '../../commands/use-command.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { statusQuery } from '../../ipc/desk-queries.ts';
import { go } from '../../routes.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ClearingPanel } from './clearing-panel.tsx';
import { creditListQuery, useFetchClearing } from './credit-queries.ts';
import { CreditTable } from './credit-table.tsx';

/** 信用就医: stays on credit with their exposure, what stands unconfirmed, and what the bank has paid. */
export function CreditListPage() {
  const { data: status } = useQuery(statusQuery);
  return status === undefined ? null : <OfToday today={dayOf(status.now)} />;
}

function OfToday({ today }: { readonly today: CalendarDate }) {
  const { t } = useTranslation('credit');
  const card = useCard();
  const list = useQuery(creditListQuery);
  const [day, setDay] = useState(plusDays(today, -1));
  const fetchClearing = useFetchClearing();
  const rows = list.data?.rows ?? [];
  const first = rows[0];
  useDigits(Math.min(rows.length, 9), (index) => {
    const row = rows[index];
    if (row !== undefined) go({ page: 'credit-stay', encounterId: row.encounterId });
  });
  const short = first !== undefined && !first.short.isZero();
  return (
    <DeskPage
      title={t('title')}
      under={t('list.under')}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void list.refetch()}>
            {t('list.refresh')}
          </ActionButton>
          <ActionButton command="clearing.fetch" disabled={fetchClearing.isPending} run={() => fetchClearing.mutate(day)}>
            {t('clearing.fetch')}
          </ActionButton>
        </>
      }
      why={short ? { head: t('list.whyShort'), text: t('list.whyShortSay') } : { head: t('list.why'), text: t('list.whySay') }}
      primary={
        short ? (
          <MoneyButton key="open" command="commit" moves={false} run={() => go({ page: 'credit-stay', encounterId: first.encounterId })}>
            {t('list.openFirst')}
          </MoneyButton>
        ) : (
          <MoneyButton key="card" command="card.read" moves={false} run={card.read} disabled={card.reading !== null}>
            {t('list.card')}
          </MoneyButton>
        )
      }
    >
      {fetchClearing.isError && <ErrorLine error={fetchClearing.error} />}
      {list.isPending && <Loading label={t('loading')} />}
      {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && (
        <div className="columns credit-list">
          <Panel
            title={t('list.title')}
            note={t('list.count', { count: rows.length })}
            aside={
              <Tag tone={list.data.risk.bankUp ? 'neutral' : 'offline'}>
                {t('list.risk', { unconfirmed: formatMoney(list.data.risk.unconfirmed), cap: formatMoney(list.data.risk.cap) })}
              </Tag>
            }
            grow
          >
            {rows.length === 0 ? (
              <Block icon="ok" tone="ok" title={t('list.none')}>
                {t('list.noneSay')}
              </Block>
            ) : (
              <CreditTable rows={rows} />
            )}
          </Panel>
          <ClearingPanel day={day} today={today} onDay={setDay} receivable={list.data.receivable} />
        </div>
      )}
    </DeskPage>
  );
}
