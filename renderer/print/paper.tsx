import { useEffect } from 'react';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { AdmissionNotice } from './admission-notice.tsx';
import { BankConsent } from './bank-consent.tsx';
import { ChargeList } from './charge-list.tsx';
import { ConsentForm } from './consent-form.tsx';
import { DepositReceipt } from './deposit-receipt.tsx';
import { DepositReminder } from './deposit-reminder.tsx';
import { Explanation } from './explanation.tsx';
import { ManualClaim } from './manual-claim.tsx';
import { InvoiceNotice } from './invoice-notice.tsx';
import { ShiftPaper } from './shift-paper.tsx';
import { SelfPayStatement } from './self-pay-statement.tsx';
import { SettlementStatement } from './settlement-statement.tsx';
import { Slip } from './slip.tsx';
import { UnsettledNotice } from './unsettled-notice.tsx';
import { Wristband } from './wristband.tsx';

/** One paper. `onShown` is called after it was really drawn: two frames later everything stands. */
export function Paper({ content, onShown }: { readonly content: PaperContent; readonly onShown: () => void }) {
  useEffect(() => {
    // A hidden window draws no frames: a timer, not requestAnimationFrame.
    const timer = setTimeout(onShown, 50);
    return () => clearTimeout(timer);
  }, [onShown]);
  return <Kind content={content} />;
}

function Kind({ content }: { readonly content: PaperContent }) {
  switch (content.kind) {
    case 'unsettled-notice':
      return <UnsettledNotice content={content} />;
    case 'settlement-statement':
      return <SettlementStatement content={content} />;
    case 'explanation':
      return <Explanation content={content} />;
    case 'manual-claim':
      return <ManualClaim content={content} />;
    case 'self-pay-statement':
      return <SelfPayStatement content={content} />;
    case 'charge-list':
      return <ChargeList content={content} />;
    case 'admission-notice':
      return <AdmissionNotice content={content} />;
    case 'wristband':
      return <Wristband content={content} />;
    case 'bank-consent':
      return <BankConsent content={content} />;
    case 'invoice-notice':
      return <InvoiceNotice content={content} />;
    case 'credit-lock-slip':
    case 'credit-receipt':
    case 'visit-statement':
    case 'interim-statement':
    case 'result-pending':
    case 'refund-receipt':
    case 'transfer-request':
    case 'lost-receipt':
      return <Slip content={content} />;
    case 'deposit-receipt':
      return <DepositReceipt content={content} />;
    case 'deposit-reminder':
      return <DepositReminder content={content} />;
    case 'consent-form':
      return <ConsentForm content={content} />;
    default:
      return <ShiftPaper content={content} />;
  }
}
