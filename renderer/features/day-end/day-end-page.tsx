import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayEndView } from '../../../shared/contract/day-end-contract.ts';
import type { DayAction } from '../../../shared/model/day-end.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { deskFactsQuery } from '../../ipc/desk-queries.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { DayChoice } from '../../ui/day-choice.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DayDifferences, type Difference } from './day-differences.tsx';
import { dayEndQuery, useDayEnd } from './day-end-queries.ts';
import { LinesTable } from './lines-table.tsx';

/** 日终对账: our books against bank, wallets, card acquirer, invoice platform and receipts, until nothing is left. */
export function DayEndPage() {
  const { data: facts } = useQuery(deskFactsQuery);
  return facts === undefined ? null : <OfDay today={facts.today} />;
}

function OfDay({ today }: { readonly today: CalendarDate }) {
  const { t } = useTranslation('dayEnd');
  const [day, setDay] = useState(today);
  const [note, setNote] = useState('');
  const act = useActKey();
  const query = useQuery(dayEndQuery(day));
  const work = useDayEnd(day, act.renew);
  const view = query.data;
  const open = view?.differences.filter((difference) => difference.open) ?? [];
  const next = view === undefined ? undefined : nextOf(view);
  const handle = ({ identity }: Difference, action: DayAction) =>
    work.handle.mutate({ identity, action, note, key: act.key }, { onSuccess: () => setNote('') });
  const first = open[0];
  return (
    <DeskPage
      title={t('title')}
      under={t('under')}
      strip={<EmptyStrip />}
      actions={
        <ActionButton command="refresh" run={() => void query.refetch()}>
          {t('refresh')}
        </ActionButton>
      }
      why={next === undefined ? undefined : { head: t(`next.${next}`, { count: open.length }), text: t(`nextSay.${next}`) }}
      primary={
        next !== undefined && (
          <NextButton
            next={next}
            busy={work.busy}
            ask={() => work.ask.mutate()}
            confirm={() => work.confirm.mutate()}
            first={() => first?.actions[0] !== undefined && handle(first, first.actions[0])}
          />
        )
      }
    >
      {work.error !== null && <ErrorLine error={work.error} />}
      <DayChoice
        day={day}
        today={today}
        label={t('day')}
        say={t('daySay')}
        onDay={(to) => {
          work.forget();
          setDay(to);
        }}
      />
      {query.isPending && <Loading label={t('loading')} />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {view !== undefined && (
        <div className="columns reconciliation">
          <div className="column">
            <Panel title={t('lines')} note={t('linesNote', { day })} grow>
              <LinesTable lines={view.lines} busy={work.busy} onFile={(chosen) => work.take.mutate(chosen)} />
            </Panel>
            {view.refusals.length > 0 && <Refusals refusals={view.refusals} />}
          </div>
          <Panel title={t('differences')} note={t('count', { count: open.length })} grow>
            <Standing view={view} />
            {view.differences.length > 0 && (
              <>
                {open.length > 0 && (
                  <div className="note-line">
                    <Input
                      aria-label={t('note')}
                      placeholder={t('noteSay')}
                      maxLength={200}
                      value={note}
                      onChange={(event) => setNote(event.target.value)}
                    />
                  </div>
                )}
                <DayDifferences differences={[...open, ...view.differences.filter((one) => !one.open)]} busy={work.busy} onAct={handle} />
              </>
            )}
          </Panel>
        </div>
      )}
    </DeskPage>
  );
}

type Next = 'ask' | 'lists' | 'first' | 'wait' | 'confirm' | 'done';

function nextOf({ lines, differences, heldBy, confirmed, mayAskInvoices }: DayEndView): Next {
  const invoices = lines.find(({ line }) => line === 'invoice');
  if (mayAskInvoices && invoices?.standing === 'no-list') return 'ask';
  if (differences.some(({ open }) => open)) return 'first';
  if (heldBy.includes('no-list')) return 'lists';
  if (heldBy.includes('day-not-over')) return 'wait';
  return confirmed !== null && !confirmed.changed ? 'done' : 'confirm';
}

interface NextButtonProps {
  readonly next: Next;
  readonly busy: boolean;
  readonly ask: () => void;
  readonly first: () => void;
  readonly confirm: () => void;
}

function NextButton({ next, busy, ask, first, confirm }: NextButtonProps) {
  const { t } = useTranslation('dayEnd');
  if (next === 'first')
    return (
      <Button type="primary" className="primary-step" disabled={busy} onClick={first}>
        {t('button.first')}
        <kbd>1</kbd>
      </Button>
    );
  if (next === 'confirm')
    return (
      <MoneyButton command="commit" run={confirm} disabled={busy}>
        {t('button.confirm')}
      </MoneyButton>
    );
  return (
    <MoneyButton command="quote" moves={false} run={ask} disabled={busy}>
      {t(next === 'ask' ? 'button.ask' : 'button.again')}
    </MoneyButton>
  );
}

/** How the day stands, while no difference waits. */
function Standing({ view: { differences, confirmed, lines } }: { readonly view: DayEndView }) {
  const { t } = useTranslation('dayEnd');
  const by = confirmed === null ? {} : { clerk: confirmed.clerkName, at: dayAndTime(confirmed.at) };
  if (confirmed?.changed === true)
    return (
      <Block icon="warn" tone="offline" title={t('changed')}>
        {t('changedSay', by)}
      </Block>
    );
  if (confirmed !== null)
    return (
      <Block icon="ok" tone="ok" title={t('confirmed')}>
        {t('confirmedBy', by)}
      </Block>
    );
  if (differences.some(({ open }) => open)) return null;
  if (lines.some(({ standing }) => standing === 'no-list')) return <Block title={t('next.lists')}>{t('nextSay.lists')}</Block>;
  return (
    <Block icon="ok" tone="ok" title={t('allEqual')}>
      {t('allEqualSay')}
    </Block>
  );
}

function Refusals({ refusals }: { readonly refusals: DayEndView['refusals'] }) {
  const { t } = useTranslation('dayEnd');
  return (
    <Panel title={t('refusals')}>
      <ul className="body plain" aria-label={t('refusals')}>
        {refusals.map(({ name, row, column, reason, seenAt }) => (
          <li key={name} className="ink-rejected">
            {t('refusal', { name, row, column, reason })} <span className="mut small">{dayAndTime(seenAt)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
