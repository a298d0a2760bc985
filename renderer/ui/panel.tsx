import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: string;
  /** Beside the title, small. */
  readonly note?: ReactNode;
  /** At the right end of the head. */
  readonly aside?: ReactNode;
  readonly grow?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Panel({ title, note, aside, grow = false, className = '', children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${grow ? 'grow' : ''} ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <small>{note}</small>}
        {aside !== undefined && <span className="aside">{aside}</span>}
      </header>
      {children}
    </section>
  );
}
