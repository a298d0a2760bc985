import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface BlockProps {
  readonly icon?: IconName;
  readonly tone?: 'plain' | 'ok' | 'rejected' | 'offline' | 'unknown';
  readonly title: string;
  readonly children?: ReactNode;
}

/** An empty, failed or finished place, always with what to do next. */
export function Block({ icon, tone = 'plain', title, children }: BlockProps) {
  return (
    <section className={`block block-${tone}`} aria-label={title} aria-live="polite">
      {icon !== undefined && <Icon name={icon} />}
      <b>{title}</b>
      <div className="say">{children}</div>
    </section>
  );
}

/** Shown only when something takes longer than a blink: see the delay in the style sheet. */
export function Loading({ label }: { readonly label: string }) {
  return (
    <div className="loading" role="status">
      <b>{label}</b>
      <span className="bone" />
      <span className="bone" />
      <span className="bone" />
    </div>
  );
}
