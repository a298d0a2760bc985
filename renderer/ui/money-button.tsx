import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../commands/use-command.ts';
import { type Needed, useMay } from '../commands/use-may.ts';
import { Icon } from './icon.tsx';

const SECOND_PRESS_MS = 1_000;

export interface MoneyButtonProps {
  readonly command: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** `unknown`: violet with a lock, the only thing to do is to find out. */
  readonly tone?: 'primary' | 'unknown';
  /** false for a step that only asks (pre-settlement, finding out, a card): it may be pressed again at once. */
  readonly moves?: boolean;
  /** Whoever lacks it reads who has it instead. */
  readonly needs?: Needed | undefined;
  readonly children: ReactNode;
}

/** The one next step. Pressed by its function key or the mouse, never by Enter; a second press within a second is ignored. */
export function MoneyButton({ command, run, disabled = false, tone = 'primary', moves = true, needs, children }: MoneyButtonProps) {
  const { t } = useTranslation('frame');
  const may = useMay(needs);
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  const press = () => {
    const now = performance.now();
    if (disabled || !may || (moves && now - pressedAt.current < SECOND_PRESS_MS)) return;
    pressedAt.current = now;
    run();
  };
  const { keyLabel } = useCommand(command, press, may && !disabled); // the whole key map is a setting
  if (!may && needs !== undefined) {
    return (
      <p className="who-may" role="note">
        <Icon name="lock" />
        {t(`whoMay.${needs.replace(':', '-')}`)}
      </p>
    );
  }
  return (
    <Button
      type="primary"
      className={`primary-step ${tone === 'unknown' ? 'unknown' : ''}`}
      disabled={disabled}
      onClick={press}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      {tone === 'unknown' && <Icon name="lock" />}
      {children}
      <kbd>{keyLabel}</kbd>
    </Button>
  );
}
