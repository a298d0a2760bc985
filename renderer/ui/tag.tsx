import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** The role of a state, never a mere colour: each has its own shape and is always followed by a word. */
export type Tone = 'ok' | 'queued' | 'unknown' | 'rejected' | 'offline' | 'estimate' | 'state' | 'neutral';

const ICONS: Readonly<Record<Tone, IconName | null>> = {
  ok: 'ok',
  queued: 'clock',
  unknown: 'lock',
  rejected: 'no',
  offline: 'warn',
  estimate: null,
  state: 'clock',
  neutral: 'minus',
};

export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  const icon = ICONS[tone];
  return (
    <span className={`tag tone-${tone}`}>
      {icon !== null && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** One line of a check: sign, what was checked, what was found. */
export function Sign({ tone, children }: { readonly tone: Tone; readonly children?: ReactNode }) {
  const icon = ICONS[tone];
  return (
    <span className={`sign ink-${tone}`}>
      {icon !== null && <Icon name={icon} />}
      {children}
    </span>
  );
}
