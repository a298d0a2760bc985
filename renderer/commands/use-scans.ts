import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Heard } from '../../shared/identity/scan-burst.ts';
import { keyMapQuery } from '../ipc/desk-queries.ts';
import { scanner } from './scanner.ts';

/** Hears what the scanner of this window reads while the component is on the screen, with the hospital's own settings of it. */
export function useScans(onHeard: (heard: Heard) => void): void {
  const { data } = useQuery(keyMapQuery);
  useEffect(() => {
    if (data !== undefined) scanner.configure(data.scanner);
  }, [data]);
  const latest = useRef(onHeard);
  useEffect(() => {
    latest.current = onHeard;
  });
  useEffect(() => scanner.listen((heard) => latest.current(heard)), []);
}
