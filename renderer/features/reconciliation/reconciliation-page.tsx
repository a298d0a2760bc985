import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReconciliationView } from '../../../shared/contract/reconciliation-contract.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { deskFactsQuery } from '../../ipc/desk-queries.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { DayChoice } from '../../ui/day-choice.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { fullTime } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DifferencesTable } from './differences-table.tsx';
import { GroupsTable } from './groups-table.tsx';
import { reconciliationQuery, useReconciliation } from './reconciliation-queries.ts';
import { ShiftsTable } from './shifts-table.tsx';

/** 医保对账: our settlements against the centre's statement of one of its days, until nothing is left. */
export function ReconciliationPage() {
  const { data: facts } = useQuery(deskFactsQuery);
  return facts === undefined ? null : <OfDay today={facts.today} />;
}

type Next = 'compare' | 'first' | 'wait' | 'confirm' | 'done';

function OfDay({ today }: { readonly today: CalendarDate }) {
  const { t } = useTranslation('reconciliation');
  const [day, setDay] = useState(today);
  const act = useActKey();
  const query = useQuery(reconciliationQuery(day));
  const work = useReconciliation(day, act.renew);
  const view = query.data;
  const next = view === undefined ? undefined : nextOf(view, today);
  const first = view?.differences[0];
  const handle = (differenceId: number, action: Parameters<typeof work.handle.mutate>[0]['action']) =>
    work.handle.mutate({ differenceId, action, note: '', key: act.key });

  return (
    <DeskPage
      title={t('title')}
      under={view !== undefined && (view.comparedAt === null ? t('notCompared') : t('comparedAt', { at: fullTime(view.comparedAt) }))}
      strip={<EmptyStrip />}
      actions={
        <ActionButton command="refresh" run={() => void query.refetch()}>
          {t('refresh')}
        </ActionButton>
      }
      why={
        next === undefined ? undefined : { head: t(`next.${next}`), text: t(`nextSay.${next}`, { count: view?.differences.length ?? 0 }) }
      }
      primary={
        next !== undefined && (
          <NextButton
            next={next}
            busy={work.busy}
            compare={() => work.compare.mutate()}
            confirm={() => work.confirm.mutate()}
            first={() => first?.actions[0] !== undefined && handle(first.differenceId, first.actions[0])}
          />
        )
      }
    >
      {work.error !== null && <ErrorLine error={work.error} />}
      <DayChoice day={day} today={today} label={t('day')} say={t('daySay')} onDay={setDay} />
      {query.isPending && <Loading label={t('loading')} />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {work.compare.isPending && <Loading label={t('comparing')} />}
      {view !== undefined && (
        <div className="columns reconciliation">
          <div className="column">
            <Panel title={t('groups')} note={t('groupsNote', { day })} grow>
              {view.groups.length === 0 ? (
                <p className="body mut">{t('noGroups', { count: view.own.count })}</p>
              ) : (
                <GroupsTable view={view} />
              )}
            </Panel>
            <Panel title={t('shifts')} note={t('shiftsNote')}>
              <ShiftsTable shifts={view.shifts} withoutShift={view.withoutShift} />
            </Panel>
          </div>
          <Panel title={t('differences')} note={t('count', { count: view.differences.length })} grow>
            {view.differences.length === 0 ? (
              <NothingLeft view={view} />
            ) : (
              <DifferencesTable
                differences={view.differences}
                busy={work.busy}
                onAct={({ differenceId }, action) => handle(differenceId, action)}
              />
            )}
          </Panel>
        </div>
      )}
    </DeskPage>
  );
}

function nextOf(view: ReconciliationView, today: CalendarDate): Next {
  if (view.comparedAt === null) return 'compare';
  if (view.differences.some(({ handling }) => handling === null)) return 'first';
  if (view.differences.length > 0 || view.groups.some(({ equal }) => !equal)) return 'compare';
  if (view.confirmed !== null) return 'done';
  return view.day < today ? 'confirm' : 'wait';
}

interface NextButtonProps {
  readonly next: Next;
  readonly busy: boolean;
  readonly compare: () => void;
  readonly first: () => void;
  readonly confirm: () => void;
}

function NextButton({ next, busy, compare, first, confirm }: NextButtonProps) {
  const { t } = useTranslation('reconciliation');
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
    <MoneyButton command="quote" moves={false} run={compare} disabled={busy}>
      {t(next === 'compare' ? 'button.compare' : 'button.again')}
    </MoneyButton>
  );
}

function NothingLeft({ view }: { readonly view: ReconciliationView }) {
  const { t } = useTranslation('reconciliation');
  if (view.comparedAt === null) return <Block title={t('notCompared')}>{t('notComparedSay')}</Block>;
  if (view.groups.some(({ equal }) => !equal))
    return (
      <Block icon="warn" tone="offline" title={t('unexplained')}>
        {t('unexplainedSay')}
      </Block>
    );
  return (
    <Block icon="ok" tone="ok" title={t(view.confirmed === null ? 'allEqual' : 'confirmed')}>
      {t('allEqualSay')}
    </Block>
  );
}
