import { useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { keyMapQuery } from '../ipc/desk-queries.ts';
import { commands } from './command-registry.ts';
import { FACTORY_KEYS } from '../../shared/contract/key-map.ts';
import { isTyping, keyLabelOf } from './keys.ts';

/** The key map of this hospital: its own over the factory's. */
export function useKeyMap(): Readonly<Record<string, string>> {
  const { data } = useQuery(keyMapQuery);
  return { ...FACTORY_KEYS, ...data?.keys };
}

/** Keeps the registry's keys in step with the hospital's setting. Used once, at the top. */
export function useHospitalKeys(): void {
  const keys = useKeyMap();
  useEffect(() => commands.setKeys(keys), [keys]);
}

export function useKeyLabel(command: string): string {
  return keyLabelOf(useKeyMap()[command] ?? '');
}

/** Gives a command its function while the component is on the screen. `inPanel`: the component stands in the panel over the page. */
export function useCommand(command: string, run: () => void, enabled = true, inPanel = false): { readonly keyLabel: string } {
  const latestRun = useRef(run);
  const latestEnabled = useRef(enabled);
  // Before the button is painted as usable: a key that is pressed when it is seen must not come before its function.
  useLayoutEffect(() => {
    latestRun.current = run;
    latestEnabled.current = enabled;
  });
  useLayoutEffect(() => commands.register(command, { run: latestRun, enabled: latestEnabled, inPanel }), [command, inPanel]);
  useEffect(() => {
    if (enabled) commands.usable(command);
  }, [command, enabled]);
  return { keyLabel: useKeyLabel(command) };
}

/** Digits 1–9 (or from 0) pick a row while no field has the focus. */
export function useDigits(count: number, pick: (index: number) => void, from = 1): void {
  const latest = useRef(pick);
  useEffect(() => {
    latest.current = pick;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const index = /^\d$/.test(event.key) ? Number(event.key) - from : -1;
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.repeat && !commands.panelOpen;
      if (!plain || !Number.isInteger(index) || index < 0 || index >= count || isTyping(event.target)) return;
      event.preventDefault();
      latest.current(index);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [count, from]);
}
