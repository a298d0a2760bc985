import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecallView } from '../../../shared/contract/recall-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EncounterStrip } from '../../frame/encounter-strip.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { invoiceStandingQuery, encounterQuery } from '../../ipc/desk-queries.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { ActsPanel } from './acts-panel.tsx';
import { settlementQuery } from './discharge-queries.ts';
import { RecallChoice } from './recall-choice.tsx';
import { RecallHistory } from './recall-history.tsx';
import { recallQuery, useRecall } from './recall-queries.ts';
import { RecallSteps } from './recall-steps-panel.tsx';

type Depth = RecallView['choices'][number]['depth'];

/** 结算召回: a clerk asks, the offices agree, and what was done is taken back in its order. What was booked on an earlier day stays as it was. */
export function RecallPage({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('recall');
  const recall = useQuery(recallQuery(encounterId));
  const settlement = useQuery(settlementQuery(encounterId));
  const stay = useQuery(encounterQuery(encounterId));
  const unasked = recall.data?.choices.some(({ closedBecause }) => closedBecause.includes('invoice-not-asked')) ?? false;
  const invoice = useQuery(invoiceStandingQuery(encounterId, unasked));
  const [picked, setPicked] = useState<Depth | null>(null);
  const [reason, setReason] = useState('');
  const act = useActKey();
  const doing = useRecall(encounterId, act.renew);

  const view = recall.data;
  const waiting = view?.recalls.find(({ approved }) => approved === null);
  const depth = waiting?.depth ?? picked ?? view?.choices.find(({ open }) => open)?.depth ?? null;
  const step = view === undefined ? undefined : stepOf(view, depth, reason);

  const run = () => {
    if (step === 'decide' && waiting !== undefined) doing.decide.mutate({ recallId: waiting.recallId, approved: true });
    else if (step === 'give-up') doing.giveUp.mutate();
    else if (step === 'ask' && depth !== null) {
      doing.ask.mutate({ encounterId, depth, reason: reason.trim(), key: act.key }, { onSuccess: () => setReason('') });
    }
  };
  const decline = () => {
    if (waiting !== undefined) doing.decide.mutate({ recallId: waiting.recallId, approved: false });
  };
  const acting = step === 'ask' || step === 'decide' || step === 'give-up';

  return (
    <DeskPage
      title={t('title')}
      under={t('under')}
      strip={settlement.data === undefined ? <EmptyStrip /> : <EncounterStrip strip={settlement.data.strip} />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void (unasked ? invoice.refetch() : recall.refetch()).then(() => stay.refetch())}>
            {t('refresh')}
          </ActionButton>
          {step === 'decide' && (
            <ActionButton command="decline" run={decline} disabled={doing.busy}>
              {t('decline')}
            </ActionButton>
          )}
          <ActionButton command="back" run={() => go({ page: 'discharge-stay', encounterId })}>
            {t('back')}
          </ActionButton>
        </>
      }
      why={step === undefined ? undefined : { head: t(`why.${step}.head`), text: t(`why.${step}.text`, officesOf(view, t)) }}
      primary={
        step !== undefined && (
          <MoneyButton key={step} command="commit" disabled={doing.busy || !acting} run={run}>
            {t(`next.${step}`)}
          </MoneyButton>
        )
      }
    >
      {doing.error !== null && <ErrorLine error={doing.error} />}
      {unasked && invoice.isError && <ErrorLine error={invoice.error} />}
      {recall.isPending && <Loading label={t('loading')} />}
      {recall.isError && <ErrorNotice error={recall.error} onRetry={() => void recall.refetch()} />}
      {view !== undefined && (
        <div className="columns discharge">
          <RecallChoice
            alone={settlement.data?.selfPay != null}
            view={view}
            depth={depth}
            waiting={waiting}
            onPick={setPicked}
            reason={reason}
            onReason={setReason}
          />
          <RecallSteps depth={depth} settlement={settlement.data} acts={stay.data?.acts ?? []} />
          <div className="column">
            <RecallHistory view={view} />
            <ActsPanel acts={stay.data?.acts ?? []} state={settlement.data?.strip.state ?? 'settled'} />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

type Step = 'ask' | 'reason' | 'closed' | 'decide' | 'wait' | 'mine' | 'agreed' | 'give-up';

/** What this clerk can do here now. */
function stepOf(view: RecallView, depth: Depth | null, reason: string): Step {
  if (view.mayDecide !== null) return 'decide';
  if (view.recalls.some(({ approved }) => approved === null)) {
    if (view.mayNotDecideBecause === 'asked-himself') return 'mine';
    return view.mayNotDecideBecause === 'agreed' ? 'agreed' : 'wait';
  }
  if (view.mayGiveUp) return 'give-up';
  if (!view.choices.some((choice) => choice.open && choice.depth === depth)) return 'closed';
  return reason.trim().length < 2 ? 'reason' : 'ask';
}

const officesOf = (view: RecallView | undefined, t: (key: string) => string) => ({
  offices:
    view === undefined || view.offices.length === 0
      ? t('noOffice')
      : view.offices.map((office) => t(`office.${office}`)).join(t('common:list')),
});
