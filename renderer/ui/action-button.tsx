import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useCommand } from '../commands/use-command.ts';
import { type Needed, useMay } from '../commands/use-may.ts';

interface ActionButtonProps {
  readonly command: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** Whoever lacks it is not offered the button. */
  readonly needs?: Needed | undefined;
  readonly children: ReactNode;
}

/** A secondary button with its key on it. It moves nothing. */
export function ActionButton({ command, run, disabled = false, needs, children }: ActionButtonProps) {
  const may = useMay(needs);
  const { keyLabel } = useCommand(command, run, may && !disabled);
  if (!may) return null;
  return (
    <Button className="action" disabled={disabled} onClick={run}>
      {children}
      <kbd>{keyLabel}</kbd>
    </Button>
  );
}
