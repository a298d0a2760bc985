import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { LineBanner } from './line-banner.tsx';

export interface Step {
  readonly label: string;
  /** `cut`: cannot be done because a line is down. */
  readonly state: 'done' | 'now' | 'later' | 'cut';
}

interface DeskPageProps {
  readonly title: string;
  readonly under?: ReactNode;
  readonly strip: ReactNode;
  readonly steps?: readonly Step[];
  /** Secondary buttons, at the left of the action band. */
  readonly actions?: ReactNode;
  /** Beside the primary button: what it does and why, or why it cannot. */
  readonly why?: { readonly head: string; readonly text: string } | undefined;
  readonly primary?: ReactNode;
  readonly children: ReactNode;
}

/** The bands of one page: strip, head, work, actions. Every page has the same, at the same place. */
export function DeskPage({ title, under, strip, steps = [], actions, why, primary, children }: DeskPageProps) {
  const { t } = useTranslation('frame');
  return (
    <>
      {strip}
      <div className="head">
        <h1>{title}</h1>
        <span className="under">{under}</span>
        {steps.length > 0 && <Steps steps={steps} />}
      </div>
      <main className="work" aria-label={title}>
        <LineBanner />
        {children}
      </main>
      <div className="act" role="toolbar" aria-label={t('actions')}>
        {actions}
        <div className="why" role="status" aria-label={t('why')}>
          {why !== undefined && (
            <>
              <b>{why.head}</b>
              <span title={why.text}>{why.text}</span>
            </>
          )}
        </div>
        {primary}
      </div>
    </>
  );
}

function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useTranslation('frame');
  const signs = { done: <Icon name="ok" />, cut: <Icon name="no" />, now: null, later: null };
  return (
    <ol className="steps" aria-label={t('steps')}>
      {steps.map(({ label, state }, index) => (
        <li key={label} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="dot">{signs[state] ?? index + 1}</span>
          {label}
        </li>
      ))}
    </ol>
  );
}
