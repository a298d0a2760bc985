import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Instant } from '../../shared/time/calendar-date.ts';
import { statusQuery } from '../ipc/desk-queries.ts';
import { clockTime, minutesBetween } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { useDeskClock } from './desk-clock.ts';
import type { DeskStatus } from './status-line.tsx';

type Line = DeskStatus['lines'][number];

/** What the clerk must know before anything else: a wrong clock, a line that is down, an outcome being found out. */
export function LineBanner() {
  const { t } = useTranslation('frame');
  const { data: status } = useQuery(statusQuery);
  const now = useDeskClock(status?.now);
  if (status === undefined || now === undefined) return null;
  const down = status.lines.filter(({ state }) => state === 'down');
  const asking = status.lines.filter(({ state }) => state === 'asking');
  return (
    <>
      {status.clockWrongBySeconds !== null && (
        <Banner
          tone="rejected"
          icon="clock"
          head={t('clockWrong.head', clockFacts(status.clockWrongBySeconds))}
          text={t('clockWrong.text')}
        />
      )}
      {down.length > 0 && <DownBanner lines={down} now={now} />}
      {asking.map((line) => (
        <Banner
          key={line.line}
          tone="unknown"
          icon="lock"
          head={t('asking.head', { line: t(`line.${line.line}`) })}
          text={t(line.moneyLocked ? 'asking.text' : 'asking.textFree')}
        />
      ))}
      {status.refusedFiles > 0 && (
        <Banner tone="rejected" icon="no" head={t('refused.head', { count: status.refusedFiles })} text={t('refused.text')} />
      )}
    </>
  );
}

const clockFacts = (seconds: number) => ({ seconds: Math.abs(Math.round(seconds)) });

/** Several lines down at once share one bar: the work needs its room. */
function DownBanner({ lines, now }: { readonly lines: readonly Line[]; readonly now: Instant }) {
  const { t } = useTranslation('frame');
  const said = lines.map(({ line, since }) =>
    t('down.head', { line: t(`lineLong.${line}`), at: clockTime(since), minutes: minutesBetween(since, now) }),
  );
  const first = lines[0]?.line ?? 'centre';
  return <Banner tone="offline" icon="warn" head={said.join(t('common:semicolon'))} text={t(`down.text.${first}`)} />;
}

interface BannerProps {
  readonly tone: 'offline' | 'unknown' | 'rejected';
  readonly icon: IconName;
  readonly head: string;
  readonly text: string;
}

function Banner({ tone, icon, head, text }: BannerProps) {
  return (
    <div className={`banner ${tone}`} role="alert">
      <Icon name={icon} />
      <b>{head}</b>
      <span title={text}>{text}</span>
    </div>
  );
}
