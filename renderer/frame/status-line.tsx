import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { deskContract } from '../../shared/contract/desk-contract.ts';
import type { ClerkView } from '../../shared/contract/session-contract.ts';
import { dayOf, type Instant } from '../../shared/time/calendar-date.ts';
import { statusQuery } from '../ipc/desk-queries.ts';
import { clockTime, formatMoney, minutesBetween, shortDay, weekdayOf } from '../ui/format.ts';
import { useDeskClock } from './desk-clock.ts';

export type DeskStatus = z.output<typeof deskContract.status.response>;
type LineState = DeskStatus['lines'][number];

// Told apart by shape: circle, triangle, crossed square, diamond, ring, dashed ring.
const SHAPES: Readonly<Record<LineState['state'], ReactNode>> = {
  up: <circle cx="6" cy="6" r="5" fill="#389e0d" />,
  slow: <path d="M6 1l5.5 10H.5z" fill="#d48806" />,
  down: (
    <>
      <rect x="1" y="1" width="10" height="10" fill="#d48806" />
      <path d="M3.5 3.5l5 5m0-5l-5 5" stroke="#fff" strokeWidth="1.6" />
    </>
  ),
  asking: <path d="M6 .5L11.5 6 6 11.5.5 6z" fill="#531dab" />,
  absent: <circle cx="6" cy="6" r="4.4" fill="none" stroke="#8c8c8c" strokeWidth="1.6" />,
  unproven: <circle cx="6" cy="6" r="4.4" fill="none" stroke="#8c8c8c" strokeWidth="1.6" strokeDasharray="2 1.6" />,
};

function Light({ line, now }: { readonly line: LineState; readonly now: Instant }) {
  const { t } = useTranslation('frame');
  return (
    <li className={`light ${line.state}`} data-line={line.line} data-state={line.state}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {SHAPES[line.state]}
      </svg>
      {t(`line.${line.line}`)} {t(`lineState.${line.state}`, { minutes: minutesBetween(line.since, now) })}
    </li>
  );
}

/** Six lights, what waits, who works where, and the hospital's clock. */
export function StatusLine({ clerk }: { readonly clerk: ClerkView | null }) {
  const { t } = useTranslation('frame');
  const { data: status } = useQuery(statusQuery);
  const now = useDeskClock(status?.now);
  if (status === undefined || now === undefined) return <section className="stat" />;
  const { queue } = status;
  return (
    <section className="stat" aria-label={t('status')}>
      <ul aria-label={t('lines')}>
        {status.lines.map((line) => (
          <Light key={line.line} line={line} now={now} />
        ))}
      </ul>
      <div className="right">
        {status.training && <span className="training">{t('training')}</span>}
        <span>
          {t('waiting')}{' '}
          <b className="strong" role="status" aria-label={t('waitingCount')}>
            {queue.waiting}
          </b>{' '}
          {t('items')}
          {queue.oldestAt !== null && ` ${t('oldest', { at: clockTime(queue.oldestAt) })}`}
          {queue.nearestDeadlineAt !== null && (
            <span className="ink-offline">
              {' '}
              {t('deadline', { day: shortDay(dayOf(queue.nearestDeadlineAt)), at: clockTime(queue.nearestDeadlineAt) })}
            </span>
          )}
        </span>
        {queue.unknown > 0 && <span className="ink-unknown strong">{t('unknownCount', { count: queue.unknown })}</span>}
        <span>
          {status.windowName}
          {clerk !== null && `·${clerk.name}`}
        </span>
        {clerk !== null && (
          <span
            className={status.shift === null ? 'mut' : ''}
            role="note"
            aria-label={t('shift')}
            title={status.shift === null ? '' : t('shiftFloat', { float: formatMoney(status.shift.float) })}
          >
            {status.shift === null ? t('shiftNone') : t('shiftOpen', { at: clockTime(status.shift.openedAt) })}
          </span>
        )}
        <span className="time">
          {shortDay(dayOf(now))} {t(`weekday.${weekdayOf(dayOf(now))}`)} {clockTime(now)}
        </span>
      </div>
    </section>
  );
}
