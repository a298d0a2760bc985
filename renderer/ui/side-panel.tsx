import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { commands } from '../commands/command-registry.ts';
import { useCommand } from '../commands/use-command.ts';
import { KeyCap } from './key-cap.tsx';

interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Of a question with answers to choose from it is the answer that is chosen. */
function firstField(panel: HTMLElement | null): HTMLElement | null {
  const first = panel?.querySelector<HTMLInputElement>('form :is(input:not([disabled]), textarea)') ?? null;
  return first?.type === 'radio' ? (panel?.querySelector<HTMLElement>('form input[type="radio"]:checked') ?? first) : first;
}

/** One layer over the page at the right; Esc or its button closes it. Our own, because Ant Design's measures scroll bars with inline style. */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('common');
  const closer = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useCommand('back', onClose);
  useEffect(() => commands.openPanel(), []);
  useEffect(() => {
    const before = document.activeElement;
    // A form begins at its first field; what is only read, at its way out.
    if (panel.current?.contains(before) !== true) (firstField(panel.current) ?? closer.current)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div ref={panel} className="side" role="dialog" aria-modal="true" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button ref={closer} type="button" className="link" onClick={onClose}>
          {t('close')} <KeyCap command="back" />
        </button>
      </header>
      {children}
    </div>
  );
}
