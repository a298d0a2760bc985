import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CreditView, creditContract } from '../../../shared/contract/credit-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { Money } from '../../../shared/money/money.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EncounterStrip } from '../../frame/encounter-strip.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import type { Say } from '../../i18n/say.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { readAmount } from '../../ui/amount.ts';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { BankPanel } from './bank-panel.tsx';
import { creditQuery, useAskBank } from './credit-queries.ts';
import { ExposurePanel } from './exposure-panel.tsx';
import { LeavePanel } from './leave-panel.tsx';
import { MovesPanel } from './moves-panel.tsx';

/** 信用就医 of one stay: what the bank says, what the lock holds, what is expected; raises the lock or gives it up. Computes nothing. */
export function CreditPage({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('credit');
  const credit = useQuery(creditQuery(encounterId));
  const act = useActKey();
  const raise = useKeyed(creditContract.raise, act.renew);
  const printing = useActKey();
  const paper = useKeyed(paperContract.print, printing.renew);
  const { ask, findOut } = useAskBank(encounterId);
  const [typed, setTyped] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const view = credit.data;
  const amount = view === undefined ? undefined : typed === null ? view.raise.suggested : readAmount(typed);
  const next = view === undefined ? undefined : nextOf(view);
  const failed = [raise, ask, findOut, paper].find(({ isError }) => isError)?.error ?? null;

  const runRaise = () => {
    if (amount !== undefined) raise.mutate({ encounterId, amount, key: act.key }, { onSuccess: () => setTyped(null) });
  };

  return (
    <DeskPage
      title={t('title')}
      under={t('under')}
      strip={view === undefined ? <EmptyStrip /> : <EncounterStrip strip={view.strip} />}
      actions={
        <>
          {next !== 'find-out' && (
            <ActionButton command="refresh" disabled={ask.isPending || view?.consent?.given !== true} run={() => ask.mutate()}>
              {t('askBank')}
            </ActionButton>
          )}
          {view?.leave.open === true && (
            <ActionButton command="recall" run={() => setLeaving(true)}>
              {t('leave.open')}
            </ActionButton>
          )}
          {view !== undefined && (view.strip.creditState === 'drawn' || view.strip.creditState === 'locked') && (
            <ActionButton
              command="print"
              disabled={paper.isPending}
              run={() =>
                paper.mutate({
                  encounterId,
                  kind: view.strip.creditState === 'drawn' ? 'credit-receipt' : 'credit-lock-slip',
                  key: printing.key,
                })
              }
            >
              {t(paper.isSuccess ? 'printed' : view.strip.creditState === 'drawn' ? 'printReceipt' : 'printLock')}
            </ActionButton>
          )}
          <ActionButton command="payment.open" run={() => go({ page: 'payment-stay', encounterId })}>
            {t('toPayment')}
          </ActionButton>
          <ActionButton command="nav.discharge" run={() => go({ page: 'discharge-stay', encounterId })}>
            {t('toDischarge')}
          </ActionButton>
          <ActionButton command="back" run={() => go({ page: 'credit' })}>
            {t('back')}
          </ActionButton>
        </>
      }
      why={view === undefined || next === undefined ? undefined : whyOf(view, next, amount, t)}
      primary={
        next !== undefined && (
          <Primary
            next={next}
            amount={amount}
            busy={raise.isPending || findOut.isPending}
            onRaise={runRaise}
            onFindOut={() => findOut.mutate()}
            onLeave={() => setLeaving(true)}
            encounterId={encounterId}
          />
        )
      }
    >
      {failed !== null && <ErrorLine error={failed} />}
      {credit.isPending && <Loading label={t('loading')} />}
      {credit.isError && <ErrorNotice error={credit.error} onRetry={() => void credit.refetch()} />}
      {view !== undefined && leaving && <LeavePanel encounterId={encounterId} onClose={() => setLeaving(false)} />}
      {view !== undefined && (
        <div className="columns credit">
          <div className="column">
            <BankPanel view={view} />
          </div>
          <div className="column">
            <ExposurePanel view={view} typed={typed} onTyped={setTyped} onSend={runRaise} />
          </div>
          <div className="column">
            <MovesPanel view={view} />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

type Next = 'find-out' | 'raise' | 'leave' | 'deposit' | 'discharge';

/** The one step that this state of the credit asks for. */
function nextOf({ moves, raise, leave, exposure, strip }: CreditView): Next {
  if (moves.some(({ state }) => state === 'unknown')) return 'find-out';
  if (strip.creditState === 'refused' && leave.open) return 'leave';
  if (raise.open) return 'raise';
  return exposure?.beyondLimit.isZero() === false ? 'deposit' : 'discharge';
}

interface PrimaryProps {
  readonly next: Next;
  readonly amount: Money | undefined;
  readonly busy: boolean;
  readonly encounterId: EncounterId;
  readonly onRaise: () => void;
  readonly onFindOut: () => void;
  readonly onLeave: () => void;
}

function Primary({ next, amount, busy, encounterId, onRaise, onFindOut, onLeave }: PrimaryProps) {
  const { t } = useTranslation('credit');
  switch (next) {
    case 'find-out':
      return (
        <MoneyButton key={next} command="refresh" tone="unknown" moves={false} disabled={busy} run={onFindOut}>
          {t('next.find-out')}
        </MoneyButton>
      );
    case 'leave':
      return (
        <MoneyButton key={next} command="commit" needs="admission:commit" moves={false} disabled={busy} run={onLeave}>
          {t('next.leave')}
        </MoneyButton>
      );
    case 'raise':
      return (
        <MoneyButton
          key={next}
          command="commit"
          needs="admission:commit"
          disabled={busy || amount === undefined || amount.isZero()}
          run={onRaise}
        >
          {t('next.raise')}
        </MoneyButton>
      );
    case 'deposit':
      return (
        <MoneyButton key={next} command="payment.open" moves={false} run={() => go({ page: 'payment-stay', encounterId })}>
          {t('next.deposit')}
        </MoneyButton>
      );
    case 'discharge':
      return (
        <MoneyButton key={next} command="nav.discharge" moves={false} run={() => go({ page: 'discharge-stay', encounterId })}>
          {t('next.discharge')}
        </MoneyButton>
      );
    default: {
      const never: never = next;
      return never;
    }
  }
}

function whyOf(view: CreditView, next: Next, amount: Money | undefined, t: Say) {
  const facts = {
    amount: amount === undefined ? '' : formatMoney(amount),
    short: formatMoney(view.exposure?.short ?? view.held),
    beyond: formatMoney(view.exposure?.beyondLimit ?? view.held),
  };
  return { head: t(`why.${next}`, facts), text: t(`whySay.${next}`, facts) };
}
