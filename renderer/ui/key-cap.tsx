import { useKeyLabel } from '../commands/use-command.ts';

/** The key of a command, as the hospital has set it. */
export function KeyCap({ command }: { readonly command: string }) {
  return <kbd>{useKeyLabel(command)}</kbd>;
}
