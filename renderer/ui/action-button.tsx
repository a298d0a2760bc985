import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useCommand } from '../commands/use-command.ts';

interface ActionButtonProps {
  readonly command: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A secondary button with its key on it. It moves nothing. */
export function ActionButton({ command, run, disabled = false, children }: ActionButtonProps) {
  const { keyLabel } = useCommand(command, run, !disabled);
  return (
    <Button className="action" disabled={disabled} onClick={run}>
      {children}
      <kbd>{keyLabel}</kbd>
    </Button>
  );
}
