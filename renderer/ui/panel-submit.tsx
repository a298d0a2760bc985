import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useCommand } from '../commands/use-command.ts';

interface PanelSubmitProps {
  readonly disabled: boolean;
  readonly children: ReactNode;
}

/** Sends the form of the panel over the page, with its key on it: the page's own F9 is out of reach meanwhile. */
export function PanelSubmit({ disabled, children }: PanelSubmitProps) {
  const button = useRef<HTMLButtonElement>(null);
  const { keyLabel } = useCommand('commit', () => button.current?.form?.requestSubmit(), !disabled, true);
  return (
    <Button ref={button} type="primary" size="large" htmlType="submit" disabled={disabled}>
      {children} <kbd>{keyLabel}</kbd>
    </Button>
  );
}
