import { useEffect } from 'react';

/** Leaves a mark on the page's own timeline when a page takes the clerk's keys for the first time: start-up is measured by it. */
export function useUsableMark(page: 'sign-in' | 'admission', usable: boolean): void {
  useEffect(() => {
    if (usable && performance.getEntriesByName(`usable ${page}`).length === 0) performance.mark(`usable ${page}`);
  }, [page, usable]);
}
