import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { Exit } from '../../../shared/model/stay.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EncounterStrip } from '../../frame/encounter-strip.tsx';
import { InvoicePanel } from '../../frame/invoice-panel.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { encounterQuery } from '../../ipc/desk-queries.ts';
import { go } from '../../routes.ts';
import type { Say } from '../../i18n/say.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { fullTime } from '../../ui/format.ts';
import { AccountPanel } from './account-panel.tsx';
import { ActsPanel } from './acts-panel.tsx';
import { RejectedActs } from './rejected-acts.tsx';
import { settlementQuery, useAskCentre, useCommitSettlement, useFindOut, usePrint } from './discharge-queries.ts';
import { ExitsPanel } from './exits-panel.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { dischargeSteps } from './head-steps.ts';
import { formOf, type LeaveForm, payeeOf } from './leave-form.ts';
import { nextStep } from './next-step.ts';
import { NextButton, whyOf } from './next-button.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import { PapersPanel } from './papers-panel.tsx';
import { PrechecksPanel } from './prechecks-panel.tsx';
import { SelfPayPanel } from './self-pay-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';

/** Who should pay what, what the centre says of it, and the one next step. Computes nothing. */
export function DischargePage({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('discharge');
  const settlement = useQuery(settlementQuery(encounterId));
  const stay = useQuery(encounterQuery(encounterId));
  const view = settlement.data;
  const acts = stay.data?.acts ?? [];

  const [picked, setPicked] = useState<Exit | null>(null);
  const [typed, setTyped] = useState<Partial<LeaveForm>>({});
  const [changing, setChanging] = useState(false);
  const [steps, setSteps] = useState(false);
  const exit = chosenExit(view, picked);
  const form = formOf(view, typed, t('exits.reasonFirst'));
  const unknown = isUnknown(view, acts);
  const next = view === undefined ? undefined : nextStep({ view, unknown, exit, form });

  const act = useActKey();
  const print = useActKey();
  const ask = useAskCentre(encounterId);
  const commit = useCommitSettlement(encounterId, act.renew);
  const findOut = useFindOut(encounterId);
  const paper = usePrint(encounterId, print.renew);
  const busy = ask.isPending || commit.isPending || findOut.isPending || paper.isPending;
  const failed = [commit, ask, findOut, paper].find(({ isError }) => isError)?.error ?? null;

  const leaveForm = () => {
    setPicked(null);
    setChanging(false);
  };
  const run = () => {
    if (view === undefined || next === undefined) return;
    if (next.kind === 'ask') ask.mutate();
    else if (next.kind === 'find-out') findOut.mutate();
    else if (next.kind === 'collect' || next.kind === 'refund') go({ page: 'payment-stay', encounterId });
    else if (next.kind === 'print') paper.mutate({ kind: next.paper, key: print.key });
    else if (next.kind === 'commit')
      commit.mutate(
        {
          encounterId,
          exit: next.exit,
          contactPhone: form.phone,
          payee: next.exit === 'deposit-leave' ? payeeOf(form) : null,
          reason: next.exit === 'self-pay' ? form.reason.trim() : '',
          quoteHash: view.quoteHash,
          key: act.key,
        },
        { onSuccess: () => leaveForm() },
      );
  };

  return (
    <DeskPage
      title={t('title')}
      under={view !== undefined && underOf(view, t)}
      strip={view === undefined ? <EmptyStrip /> : <EncounterStrip strip={view.strip} />}
      steps={view === undefined ? [] : dischargeSteps(view, exit, t)}
      actions={
        <>
          {next?.kind !== 'find-out' && (
            <ActionButton command="refresh" run={() => void settlement.refetch().then(() => stay.refetch())}>
              {t('refresh')}
            </ActionButton>
          )}
          {next?.kind === 'find-out' && (
            <ActionButton command="print" run={() => paper.mutate({ kind: 'result-pending', key: print.key })} disabled={busy}>
              {t('printPending')}
            </ActionButton>
          )}
          {next?.kind === 'commit' && next.exit === 'online' && (
            <ActionButton command="quote" run={() => ask.mutate()} disabled={busy}>
              {t('askAgain')}
            </ActionButton>
          )}
          {(next?.kind === 'collect' || next?.kind === 'refund') && (
            <ActionButton
              command="print"
              run={() => paper.mutate({ kind: view?.selfPay == null ? 'settlement-statement' : 'self-pay-statement', key: print.key })}
              disabled={busy}
            >
              {t('printStatement')}
            </ActionButton>
          )}
          {view?.strip.door === 'credit' && (
            <ActionButton command="nav.credit" run={() => go({ page: 'credit-stay', encounterId })}>
              {t('toCredit')}
            </ActionButton>
          )}
          {view?.outcome != null && (
            <ActionButton command="explain" run={() => paper.mutate({ kind: 'explanation', key: print.key })} disabled={busy}>
              {t('printExplanation')}
            </ActionButton>
          )}
          {view?.selfPay?.insured === true && (
            <ActionButton command="explain" run={() => paper.mutate({ kind: 'self-pay-statement', key: print.key })} disabled={busy}>
              {t('printSelfPay')}
            </ActionButton>
          )}
          {view !== undefined && RECALLABLE.has(view.strip.state) && (
            <ActionButton command="recall" run={() => go({ page: 'recall-stay', encounterId })}>
              {t('recall')}
            </ActionButton>
          )}
          <ActionButton command="charges.open" run={() => go({ page: 'charges-stay', encounterId })}>
            {t('toCharges')}
          </ActionButton>
          <ActionButton command="stay.open" run={() => go({ page: 'admission-stay', encounterId })}>
            {t('toAdmission')}
          </ActionButton>
          {view !== undefined && mayChange(view) && (
            <ActionButton command="leave.change" run={() => (changing ? leaveForm() : setChanging(true))}>
              {t(changing ? 'exits.keep' : 'exits.change')}
            </ActionButton>
          )}
          <ActionButton command="back" run={() => go({ page: 'discharge' })}>
            {t('back')}
          </ActionButton>
        </>
      }
      why={view === undefined || next === undefined ? undefined : whyOf(next, view, t)}
      primary={next !== undefined && <NextButton next={next} busy={busy} run={run} />}
    >
      {failed !== null && <ErrorLine error={failed} />}
      <RejectedActs acts={acts} encounterId={encounterId} />
      {settlement.isPending && <Loading label={t('loading')} />}
      {settlement.isError && <ErrorNotice error={settlement.error} onRetry={() => void settlement.refetch()} />}
      {view !== undefined && !settlement.isError && (
        <div className="columns discharge">
          <div className="column">
            {view.selfPay === null && <PrechecksPanel prechecks={view.prechecks} />}
            <AccountPanel view={view} />
            <ActsPanel acts={acts} state={view.strip.state} />
          </div>
          {view.selfPay === null ? (
            <FiguresPanel view={view} asking={ask.isPending} onSteps={() => setSteps(true)} />
          ) : (
            <SelfPayPanel selfPay={view.selfPay} reason={view.leave?.reason ?? ''} />
          )}
          <div className="column">
            {view.outcome !== null && <OutcomePanel outcome={view.outcome} />}
            <InvoicePanel encounterId={encounterId} />
            {choosing(view) || changing ? (
              <ExitsPanel view={view} exit={exit} onExit={setPicked} form={form} onForm={(change) => setTyped({ ...typed, ...change })} />
            ) : (
              <PapersPanel encounterId={encounterId} view={view} />
            )}
          </div>
        </div>
      )}
      {steps && view !== undefined && <StepsPanel view={view} onClose={() => setSteps(false)} />}
    </DeskPage>
  );
}

/** Something of the stay's end may stand at the centre. */
const RECALLABLE: ReadonlySet<SettlementView['strip']['state']> = new Set(['settled', 'settling', 'left-unsettled', 'ward-discharged']);

/** A way out is to be chosen: at the desk, when the line fell after F9, or when he comes back and the centre is there. */
function choosing({ strip, exits, leave }: SettlementView): boolean {
  if (strip.state === 'ward-discharged') return true;
  if (strip.state === 'settling') return exits.some(({ open }) => open);
  return leave?.exit === 'come-back' && strip.state === 'left-unsettled' && exits.some(({ exit, open }) => exit === 'online' && open);
}

/** He left and thinks otherwise while the centre has not settled: another way may still be taken. */
const mayChange = (view: SettlementView): boolean =>
  view.strip.state === 'left-unsettled' && !choosing(view) && view.exits.some(({ open }) => open);

/** What is preselected: the first way that is open. While something is on its way, only what the clerk picked himself. */
function chosenExit(view: SettlementView | undefined, picked: Exit | null): Exit | null {
  if (view === undefined) return null;
  const open = view.exits.filter((exit) => exit.open).map(({ exit }) => exit);
  if (picked !== null && open.includes(picked)) return picked;
  if (view.strip.state === 'ward-discharged') return open[0] ?? null;
  return view.strip.state === 'left-unsettled' && view.leave?.exit === 'come-back' && open.includes('online') ? 'online' : null;
}

function isUnknown(view: SettlementView | undefined, acts: readonly ActView[]): boolean {
  const said = view?.prechecks.some(({ check, standing }) => check === 'unknown-outcome' && standing === 'blocked') ?? false;
  return said || acts.some(({ state }) => state === 'unknown');
}

function underOf({ strip }: SettlementView, t: Say): string {
  const admitted = fullTime(strip.admittedAt);
  return strip.wardLeftAt === null ? t('underIn', { admitted }) : t('under', { admitted, left: fullTime(strip.wardLeftAt) });
}
