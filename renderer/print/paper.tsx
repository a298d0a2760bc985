import { useEffect } from 'react';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { SettlementStatement } from './settlement-statement.tsx';
import { UnsettledNotice } from './unsettled-notice.tsx';

/** One paper. `onShown` is called after it was really drawn: two frames later everything stands. */
export function Paper({ content, onShown }: { readonly content: PaperContent; readonly onShown: () => void }) {
  useEffect(() => {
    // A hidden window draws no frames: a timer, not requestAnimationFrame.
    const timer = setTimeout(onShown, 50);
    return () => clearTimeout(timer);
  }, [onShown]);
  return content.kind === 'unsettled-notice' ? <UnsettledNotice content={content} /> : <SettlementStatement content={content} />;
}
