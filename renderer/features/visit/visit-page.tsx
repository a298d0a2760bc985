import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type VisitView, visitContract } from '../../../shared/contract/visit-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import { worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { VisitWay } from '../../../shared/model/visit.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage, type Step } from '../../frame/desk-page.tsx';
import { EncounterStrip } from '../../frame/encounter-strip.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import type { Say } from '../../i18n/say.ts';
import { invoiceStandingQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { fullTime } from '../../ui/format.ts';
import { AdoptButton } from '../../ui/adopt-button.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { EventsPanel } from './events-panel.tsx';
import { VisitFigures } from './visit-figures.tsx';
import { GatesPanel } from './gates-panel.tsx';
import { VisitLines } from './visit-lines.tsx';
import { nextOf, type Undoing } from './visit-next.ts';
import { OutcomePanel } from './visit-outcome.tsx';
import { VisitPrimary, whyOf } from './visit-primary.tsx';
import { visitQuery } from './visit-queries.ts';
import { StepsPanel } from './visit-steps-panel.tsx';
import { UndoPanel } from './undo-panel.tsx';
import { WaysPanel } from './ways-panel.tsx';

/** One visit: what it costs, what the centre says of it, how it is paid, and the one next step. Computes nothing. */
export function VisitPage({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('visit');
  const visit = useQuery(visitQuery(encounterId));
  const view = visit.data;
  const unasked = [view?.refund, view?.resettle].some((way) => way?.closedBecause.includes('invoice-not-asked') === true);
  const invoice = useQuery(invoiceStandingQuery(encounterId, unasked));
  const card = useCard();
  const [picked, setPicked] = useState<VisitWay | null>(null);
  const [phone, setPhone] = useState('');
  const [reason, setReason] = useState('');
  const [undoing, setUndoing] = useState<Undoing | null>(null);
  const [steps, setSteps] = useState(false);
  const act = useActKey();
  const ask = useKeyed(visitContract.preSettle, act.renew);
  const choose = useKeyed(visitContract.choose, act.renew);
  const settle = useKeyed(visitContract.settle, act.renew);
  const refund = useKeyed(visitContract.refund, act.renew);
  const resettle = useKeyed(visitContract.resettle, act.renew);
  const findOut = useKeyed(worklistContract.findOut, () => undefined);
  const printing = useActKey();
  const paper = useKeyed(paperContract.print, printing.renew);
  const all = [settle, refund, resettle, ask, choose, findOut, paper];
  const busy = all.some(({ isPending }) => isPending);
  const failed = all.find(({ isError }) => isError)?.error ?? (unasked ? invoice.error : null);
  const next = view === undefined ? undefined : nextOf(view, picked, undoing, reason);

  const preSettle = () => {
    setPicked(null);
    ask.mutate({ encounterId, key: act.key });
  };
  const undo = ({ kind, reason }: Undoing) =>
    (kind === 'refund' ? refund : resettle).mutate(
      { encounterId, reason: reason.trim(), key: act.key },
      { onSuccess: () => setUndoing(null) },
    );
  const run = () => {
    if (view === undefined || next === undefined) return;
    if (next.kind === 'ask') preSettle();
    else if (next.kind === 'find-out') findOut.mutate({ encounterId });
    else if (next.kind === 'collect' || next.kind === 'refund') go({ page: 'payment-stay', encounterId });
    else if (next.kind === 'done') card.read();
    else if (next.kind === 'undo') undo(next.undoing);
    else if (next.kind === 'settle')
      settle.mutate(
        { encounterId, way: next.way, phone, reason: next.way === 'claim' ? reason.trim() : '', quoteHash: view.quoteHash, key: act.key },
        { onSuccess: () => setPicked(null) },
      );
  };
  const leave = () => (undoing === null ? go({ page: 'visit' }) : setUndoing(null));
  const over = view !== undefined && (view.outcome !== null || ['self-paid', 'claimed', 'cancelled'].includes(view.stage));

  return (
    <DeskPage
      title={t('title')}
      under={view !== undefined && underOf(view, t)}
      strip={view === undefined ? <EmptyStrip /> : <EncounterStrip strip={view.strip} />}
      steps={view === undefined ? [] : headSteps(view, t)}
      actions={
        <>
          {next?.kind !== 'find-out' && (
            <ActionButton command="refresh" run={() => void visit.refetch()}>
              {t('refresh')}
            </ActionButton>
          )}
          {next?.kind === 'settle' && (
            <ActionButton command="quote" run={preSettle} disabled={busy}>
              {t('next.askAgain')}
            </ActionButton>
          )}
          {view?.stage === 'refused' && <AdoptButton encounterId={encounterId} />}
          {undoing === null && view?.refund.open === true && (
            <ActionButton command="recall" run={() => setUndoing({ kind: 'refund', reason: '' })} disabled={busy}>
              {t('undo.refund')}
            </ActionButton>
          )}
          {undoing === null && view?.resettle?.open === true && (
            <ActionButton command="quote" run={() => setUndoing({ kind: 'resettle', reason: '' })} disabled={busy}>
              {t('undo.resettle')}
            </ActionButton>
          )}
          {view?.outcome != null && (
            <ActionButton
              command="print"
              disabled={paper.isPending}
              run={() => paper.mutate({ encounterId, kind: 'visit-statement', key: printing.key })}
            >
              {t('printStatement')}
            </ActionButton>
          )}
          <ActionButton command="payment.open" run={() => go({ page: 'payment-stay', encounterId })}>
            {t('toMoney')}
          </ActionButton>
          <ActionButton command="charges.open" run={() => go({ page: 'charges-stay', encounterId })}>
            {t('toCharges')}
          </ActionButton>
          <ActionButton command="back" run={leave}>
            {t(undoing === null ? 'back' : 'undo.cancel')}
          </ActionButton>
        </>
      }
      why={view === undefined || next === undefined ? undefined : whyOf(next, view, t)}
      primary={next !== undefined && <VisitPrimary next={next} busy={busy} run={run} />}
    >
      {failed !== null && <ErrorLine error={failed} />}
      {visit.isPending && <Loading label={t('loading')} />}
      {visit.isError && <ErrorNotice error={visit.error} onRetry={() => void visit.refetch()} />}
      {view !== undefined && !visit.isError && (
        <div className="columns visit">
          <div className="column">
            <CoveragePanel
              view={view}
              busy={busy || over}
              onChoose={(coverageId, choice) => choose.mutate({ encounterId, coverageId, choice, key: act.key })}
            />
            <GatesPanel view={view} />
          </div>
          <div className="column">
            <VisitLines view={view} />
            <VisitFigures view={view} asking={ask.isPending} onSteps={() => setSteps(true)} />
          </div>
          <div className="column">
            {undoing !== null && <UndoPanel view={view} undoing={undoing} onChange={setUndoing} />}
            {undoing === null && over && <OutcomePanel view={view} />}
            {undoing === null && !over && (
              <WaysPanel
                view={view}
                way={picked ?? 'insured'}
                onWay={setPicked}
                phone={phone}
                onPhone={setPhone}
                reason={reason}
                onReason={setReason}
              />
            )}
            <EventsPanel events={view.events} />
          </div>
        </div>
      )}
      {steps && view !== undefined && <StepsPanel view={view} onClose={() => setSteps(false)} />}
    </DeskPage>
  );
}

const underOf = ({ visit }: VisitView, t: Say): string =>
  t('under', { ...visit, type: t(`type.${visit.visitType}`), at: fullTime(visit.visitedAt) });

const RANK: Partial<Record<VisitView['stage'], number>> = {
  'pre-settled': 2,
  settling: 2,
  unknown: 2,
  settled: 3,
  'self-paid': 3,
  claimed: 3,
};

function headSteps(view: VisitView, t: Say): Step[] {
  const paid = view.due.isZero() && view.back.isZero();
  const rank = view.stage === 'cancelled' ? 4 : (RANK[view.stage] ?? 1) + ((RANK[view.stage] ?? 0) === 3 && paid ? 1 : 0);
  return (['charges', 'pre', 'settle', 'pay'] as const).map((name, index) => ({
    label: t(`step.${name}`),
    state: index < rank ? 'done' : index === rank ? 'now' : 'later',
  }));
}
