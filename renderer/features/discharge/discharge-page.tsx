import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EncounterStrip } from '../../frame/encounter-strip.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { encounterQuery } from '../../ipc/desk-queries.ts';
import { go } from '../../routes.ts';
import type { Say } from '../../i18n/say.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { fullTime } from '../../ui/format.ts';
import { ActsPanel } from './acts-panel.tsx';
import { RejectedActs } from './rejected-acts.tsx';
import { settlementQuery, useAskCentre, useCommitSettlement, useFindOut, usePrint } from './discharge-queries.ts';
import { ExitsPanel } from './exits-panel.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { dischargeSteps } from './head-steps.ts';
import { type Exit, nextStep } from './next-step.ts';
import { NextButton, whyOf } from './next-button.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import { PapersPanel } from './papers-panel.tsx';
import { PrechecksPanel } from './prechecks-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';

/** Who should pay what, what the centre says of it, and the one next step. Computes nothing. */
export function DischargePage({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('discharge');
  const settlement = useQuery(settlementQuery(encounterId));
  const stay = useQuery(encounterQuery(encounterId));
  const view = settlement.data;
  const acts = stay.data?.acts ?? [];

  const [picked, setPicked] = useState<Exit | null>(null);
  const [typedPhone, setPhone] = useState<string | null>(null);
  const [steps, setSteps] = useState(false);
  const exit = picked ?? view?.exits.find(({ open }) => open)?.exit ?? null;
  const phone = typedPhone ?? view?.strip.patient.phone ?? '';
  const unknown = isUnknown(view, acts);
  const next = view === undefined ? undefined : nextStep({ view, unknown, exit, phone });

  const act = useActKey();
  const print = useActKey();
  const ask = useAskCentre(encounterId);
  const commit = useCommitSettlement(encounterId, act.renew);
  const findOut = useFindOut(encounterId);
  const paper = usePrint(encounterId, print.renew);
  const busy = ask.isPending || commit.isPending || findOut.isPending || paper.isPending;
  const failed = [commit, ask, findOut, paper].find(({ isError }) => isError)?.error ?? null;

  const run = () => {
    if (view === undefined || next === undefined) return;
    if (next.kind === 'ask') ask.mutate();
    else if (next.kind === 'find-out') findOut.mutate();
    else if (next.kind === 'collect' || next.kind === 'refund') go({ page: 'payment-stay', encounterId });
    else if (next.kind === 'print') paper.mutate({ kind: next.paper, key: print.key });
    else if (next.kind === 'commit')
      commit.mutate({ encounterId, exit: next.exit, contactPhone: phone, quoteHash: view.quoteHash, key: act.key });
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
          {next?.kind === 'commit' && next.exit === 'online' && (
            <ActionButton command="quote" run={() => ask.mutate()} disabled={busy}>
              {t('askAgain')}
            </ActionButton>
          )}
          {(next?.kind === 'collect' || next?.kind === 'refund') && (
            <ActionButton command="print" run={() => paper.mutate({ kind: 'settlement-statement', key: print.key })} disabled={busy}>
              {t('printStatement')}
            </ActionButton>
          )}
          <ActionButton command="stay.open" run={() => go({ page: 'admission-stay', encounterId })}>
            {t('toAdmission')}
          </ActionButton>
          <ActionButton command="back" run={() => go({ page: 'discharge' })}>
            {t('back')}
          </ActionButton>
        </>
      }
      why={view === undefined || next === undefined ? undefined : whyOf(next, view, t)}
      primary={next !== undefined && <NextButton next={next} busy={busy} run={run} />}
    >
      {failed !== null && <ErrorLine error={failed} />}
      <RejectedActs acts={acts} />
      {settlement.isPending && <Loading label={t('loading')} />}
      {settlement.isError && <ErrorNotice error={settlement.error} onRetry={() => void settlement.refetch()} />}
      {view !== undefined && !settlement.isError && (
        <div className="columns discharge">
          <div className="column">
            <PrechecksPanel prechecks={view.prechecks} />
            <ActsPanel acts={acts} state={view.strip.state} />
          </div>
          <FiguresPanel view={view} asking={ask.isPending} onSteps={() => setSteps(true)} />
          <div className="column">
            {view.outcome !== null && <OutcomePanel outcome={view.outcome} />}
            {view.strip.state === 'ward-discharged' && (
              <ExitsPanel view={view} exit={exit} onExit={setPicked} phone={phone} onPhone={setPhone} />
            )}
            {view.strip.state !== 'ward-discharged' && <PapersPanel encounterId={encounterId} view={view} />}
          </div>
        </div>
      )}
      {steps && view !== undefined && <StepsPanel view={view} onClose={() => setSteps(false)} />}
    </DeskPage>
  );
}

function isUnknown(view: SettlementView | undefined, acts: readonly ActView[]): boolean {
  const said = view?.prechecks.some(({ check, standing }) => check === 'unknown-outcome' && standing === 'blocked') ?? false;
  return said || acts.some(({ state }) => state === 'unknown');
}

function underOf({ strip }: SettlementView, t: Say): string {
  const admitted = fullTime(strip.admittedAt);
  return strip.wardLeftAt === null ? t('underIn', { admitted }) : t('under', { admitted, left: fullTime(strip.wardLeftAt) });
}
