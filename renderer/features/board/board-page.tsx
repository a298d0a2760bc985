import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type BoardView, deskContract } from '../../../shared/contract/desk-contract.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import { useDeskClock } from '../../frame/desk-clock.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { statusQuery } from '../../ipc/desk-queries.ts';
import { call } from '../../ipc/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { clockTime, fullTime, minutesBetween } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

type Row = BoardView['tasks'][number];

const TONES: Readonly<Record<Row['standing'], Tone>> = {
  now: 'ok',
  queued: 'queued',
  stale: 'offline',
  closed: 'rejected',
  'not-here': 'neutral',
};

/** 现在能做什么: each task with whether it may be done now, why not, since when, and who mends it; and how old the facts are. */
export function BoardPage() {
  const { t } = useTranslation('board');
  const { data: status } = useQuery(statusQuery);
  const now = useDeskClock(status?.now);
  // Lights change by a notice of the core; the query is asked again then, as every other.
  const board = useQuery({ queryKey: ['desk', 'board'], queryFn: () => call(deskContract.board, {}) });
  const away = board.data?.tasks.filter(({ standing }) => standing !== 'now' && standing !== 'not-here') ?? [];
  return (
    <DeskPage
      title={t('title')}
      under={t('under')}
      strip={<EmptyStrip />}
      actions={
        <ActionButton command="refresh" run={() => void board.refetch()}>
          {t('refresh')}
        </ActionButton>
      }
      why={{ head: t(away.length === 0 ? 'all' : 'some', { count: away.length }), text: t('why') }}
    >
      {board.isPending && <Loading label={t('loading')} />}
      {board.isError && <ErrorNotice error={board.error} onRetry={() => void board.refetch()} />}
      {board.isSuccess && now !== undefined && (
        <div className="columns board">
          <Panel title={t('tasks')} grow>
            <Tasks rows={board.data.tasks} now={now} />
          </Panel>
          <Panel title={t('facts')} note={t('factsNote')}>
            <Facts facts={board.data.facts} />
          </Panel>
        </div>
      )}
    </DeskPage>
  );
}

function Tasks({ rows, now }: { readonly rows: readonly Row[]; readonly now: Instant }) {
  const { t } = useTranslation(['board', 'frame']);
  return (
    <div className="scroll">
      <table aria-label={t('tasks')} className="groups">
        <thead>
          <tr>
            <th>{t('column.task')}</th>
            <th>{t('column.standing')}</th>
            <th>{t('column.queue')}</th>
            <th>{t('column.why')}</th>
            <th>{t('column.mender')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.task} data-task={row.task} data-standing={row.standing}>
              <th scope="row">{t(`task.${row.task}`)}</th>
              <td>
                <Tag tone={TONES[row.standing]}>{t(`standing.${row.standing}`)}</Tag>
              </td>
              <td>
                {row.waiting === 0 && row.unknown === 0 && <span className="mut">—</span>}
                {row.waiting > 0 && t('queued', { count: row.waiting })}
                {row.unknown > 0 && <div className="small ink-unknown">{t('unknownCount', { count: row.unknown })}</div>}
              </td>
              <td>
                {t(`frame:line.${row.line}`)}{' '}
                {t(`frame:lineState.${row.state}`, { minutes: row.since === null ? 0 : minutesBetween(row.since, now) })}
                {row.state === 'down' && row.lastAnswerAt !== null && (
                  <span className="mut small"> {t('lastAnswer', { at: clockTime(row.lastAnswerAt) })}</span>
                )}
              </td>
              <td className="mut">{row.state === 'down' ? t(`mender.${row.mender}`) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Facts({ facts }: { readonly facts: BoardView['facts'] }) {
  const { t } = useTranslation('board');
  return (
    <table aria-label={t('facts')} className="groups">
      <tbody>
        {facts.map(({ fact, source, count, asOf }) => (
          <tr key={fact} data-fact={fact}>
            <th scope="row">{t(`fact.${fact}`)}</th>
            <td className="num">{count}</td>
            <td>{t(`source.${source}`)}</td>
            <td className={asOf === null && fact !== 'packs' ? 'ink-offline' : 'mut'}>
              {asOf === null ? t(fact === 'packs' ? 'inside' : 'never') : fullTime(asOf)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
