import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { supervisorContract, type SupervisorView } from '../../../shared/contract/supervisor-contract.ts';
import { dayOf } from '../../../shared/time/calendar-date.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { call } from '../../ipc/client.ts';
import { statusQuery } from '../../ipc/desk-queries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { clockTime, formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ApprovalBox, useApprovals } from './approval-box.tsx';
import { supervisorWords } from './supervisor-words.ts';

const Chart = lazy(async () => ({ default: (await import('./chart.tsx')).Chart }));

/** 班组长看板: what waits for a second person, the tills, and the day so far. */
export function SupervisorPage() {
  const { t } = useTranslation(['supervisor', 'words']);
  const status = useQuery(statusQuery);
  const day = status.data === undefined ? undefined : dayOf(status.data.now);
  const board = useQuery({
    queryKey: ['supervisor', day],
    queryFn: () => call(supervisorContract.view, { day: day ?? ('' as never) }),
    enabled: day !== undefined,
  });
  const save = useMutation({
    mutationFn: (of: NonNullable<typeof day>) => call(supervisorContract.export, { day: of, words: supervisorWords(t) }),
  });
  const view = board.data;
  const box = useApprovals(view?.approvals ?? []);
  const mine = box.mine.length;
  return (
    <DeskPage
      title={t('title')}
      under={view?.day}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void board.refetch()}>
            {t('refresh')}
          </ActionButton>
          <ActionButton command="export" disabled={day === undefined || save.isPending} run={() => day !== undefined && save.mutate(day)}>
            {t('export')}
          </ActionButton>
          {box.chosen !== null && (
            <ActionButton command="decline" disabled={box.busy || box.reason.trim() === ''} run={() => box.say(false)}>
              {t('approvals.refuse')}
            </ActionButton>
          )}
        </>
      }
      why={
        save.data === undefined
          ? { head: t(mine === 0 ? 'nothing' : 'waiting', { count: mine }), text: t(mine === 0 ? 'nothingSay' : 'waitingSay') }
          : { head: t('export'), text: t('exported', { file: save.data.file }) }
      }
      primary={
        <MoneyButton command="commit" disabled={box.busy || box.chosen === null} run={() => box.say(true)}>
          {t(box.chosen === null ? 'nothing' : 'approvals.approveOne', { name: box.chosen?.patientName ?? '' })}
        </MoneyButton>
      }
    >
      {save.isError && <ErrorLine error={save.error} />}
      {board.isPending && <Loading label={t('loading')} />}
      {board.isError && <ErrorNotice error={board.error} onRetry={() => void board.refetch()} />}
      {view !== undefined && (
        <div className="columns supervisor">
          <div className="column">
            <ApprovalBox approvals={view.approvals} box={box} />
            <Tills tills={view.tills} />
          </div>
          {/* In large type it scrolls, by the keyboard too. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached */}
          <div className="column" tabIndex={0}>
            <Panel title={t('counts.title')}>
              <dl className="ledger-lines" aria-label={t('counts.title')}>
                {(Object.keys(view.counts) as (keyof SupervisorView['counts'])[]).map((name) => (
                  <div key={name} data-count={name}>
                    <dt>{t(`counts.${name}`)}</dt>
                    <dd>{view.counts[name]}</dd>
                  </div>
                ))}
              </dl>
            </Panel>
            <Panel title={t('hours.title')} grow>
              <Suspense fallback={<Loading label={t('loading')} />}>
                <HoursChart hours={view.hours} />
              </Suspense>
            </Panel>
            <Means means={view.means} />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

/** The desks' hours alone, widened where somebody worked at night. */
function HoursChart({ hours }: { readonly hours: SupervisorView['hours'] }) {
  const { t } = useTranslation('supervisor');
  const shown = hours.filter(({ hour, settlements, receipts }) => (hour >= 7 && hour <= 18) || settlements + receipts > 0);
  return (
    <Chart
      label={t('hours.label', { settlements: sum(hours.map((one) => one.settlements)), receipts: sum(hours.map((one) => one.receipts)) })}
      categories={shown.map(({ hour }) => String(hour))}
      series={[
        { name: t('hours.settlements'), values: shown.map(({ settlements }) => settlements) },
        { name: t('hours.receipts'), values: shown.map(({ receipts }) => receipts) },
      ]}
    />
  );
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function Tills({ tills }: { readonly tills: SupervisorView['tills'] }) {
  const { t } = useTranslation('supervisor');
  return (
    <Panel title={t('tills.title')}>
      <table aria-label={t('tills.title')} className="groups">
        <thead>
          <tr>
            <th>{t('tills.clerk')}</th>
            <th>{t('tills.since')}</th>
            <th className="num">{t('tills.expected')}</th>
            <th className="num">{t('tills.difference')}</th>
            <th>{t('tills.state')}</th>
          </tr>
        </thead>
        <tbody>
          {tills.map(({ shiftId, clerkName, openedAt, sealed, expected, difference }) => (
            <tr key={shiftId}>
              <th scope="row">
                {clerkName} <span className="mut small">{shiftId}</span>
              </th>
              <td>{clockTime(openedAt)}</td>
              <td className="num">{formatMoney(expected)}</td>
              <td className={difference.isZero() ? 'num' : 'num ink-rejected strong'}>{formatMoney(difference)}</td>
              <td>
                <Tag tone={sealed ? 'ok' : 'queued'}>{t(sealed ? 'tills.sealed' : 'tills.open')}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Means({ means }: { readonly means: SupervisorView['means'] }) {
  const { t } = useTranslation(['supervisor', 'words']);
  return (
    <Panel title={t('means.title')}>
      <table aria-label={t('means.title')} className="groups">
        <tbody>
          {means.map((row) => (
            <tr key={row.means}>
              <th scope="row">{t(`words:means.${row.means}`)}</th>
              <td className="num">{t('means.in', { count: row.inCount, amount: formatMoney(row.inAmount) })}</td>
              <td className="num">{t('means.out', { count: row.outCount, amount: formatMoney(row.outAmount) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
