import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shiftContract } from '../../../shared/contract/shift-contract.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { sessionQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { readAmount } from '../../ui/amount.ts';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { formatMoney, fullTime } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { CountPanel, type Counts, piecesOf } from './count-panel.tsx';
import { FloatPanel } from './float-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { PendingPanel } from './pending-panel.tsx';
import { SheetPanels } from './sheet-panels.tsx';
import { shiftQuery } from './shift-queries.ts';

/** Float in, then count and seal. The sheets are the core's; the page adds nothing up. */
export function ShiftPage() {
  const { t } = useTranslation('shift');
  const [counts, setCounts] = useState<Counts>({});
  const [closing, setClosing] = useState({ reason: '', receiver: '' });
  const [typedFloat, setFloat] = useState<string | null>(null);
  const pieces = piecesOf(counts);
  const view = useQuery(shiftQuery(pieces));
  const session = useQuery(sessionQuery);
  const act = useActKey();
  const open = useKeyed(shiftContract.open, act.renew);
  const more = useKeyed(shiftContract.addFloat, act.renew);
  const close = useKeyed(shiftContract.close, act.renew);
  const till = view.data?.open ?? null;
  const float = typedFloat ?? (view.data === undefined || till !== null ? '' : view.data.usualFloat.toString());
  const amount = readAmount(float);
  const failed = [open, more, close].find(({ isError }) => isError)?.error ?? null;
  const busy = open.isPending || more.isPending || close.isPending;
  const missing =
    till === null ? [] : missingOf(till.count.difference.isZero(), pieces.length > 0 || till.sheet.till.expected.isZero(), closing);

  const runOpen = () => amount !== undefined && open.mutate({ float: amount, key: act.key }, { onSuccess: () => setFloat(null) });
  const runClose = () => {
    if (till === null) return;
    close.mutate(
      { pieces, ...closing, quoteHash: till.quoteHash, key: act.key },
      { onSuccess: ({ shiftId }) => go({ page: 'shift-sealed', shiftId }) },
    );
  };

  return (
    <DeskPage
      title={t('title')}
      under={
        till === null
          ? t('underNone')
          : t('under', { id: till.shift.shiftId, at: fullTime(till.shift.openedAt), day: till.shift.businessOn })
      }
      strip={<EmptyStrip />}
      actions={
        <ActionButton command="refresh" run={() => void view.refetch()}>
          {t('refresh')}
        </ActionButton>
      }
      why={
        till === null
          ? { head: t('why.open'), text: t('why.openSay') }
          : missing.length > 0
            ? { head: t('why.missing'), text: missing.map((item) => t(`missing.${item}`)).join(t('common:list')) }
            : {
                head: t('why.close', { counted: formatMoney(till.count.counted), difference: formatMoney(till.count.difference) }),
                text: t('why.closeSay'),
              }
      }
      primary={
        view.data !== undefined &&
        (till === null ? (
          <MoneyButton key="open" command="commit" needs="money:move" run={runOpen} disabled={busy || amount === undefined}>
            {t('open')}
          </MoneyButton>
        ) : (
          <MoneyButton
            key="close"
            command="commit"
            needs="money:move"
            run={runClose}
            disabled={busy || missing.length > 0 || view.isPlaceholderData}
          >
            {t('close')}
          </MoneyButton>
        ))
      }
    >
      {failed !== null && <ErrorLine error={failed} />}
      {view.isPending && <Loading label={t('loading')} />}
      {view.isError && <ErrorNotice error={view.error} onRetry={() => void view.refetch()} />}
      {view.data !== undefined && (
        <div className="columns shift">
          <div className="column">
            {till === null ? (
              <FloatPanel float={float} onFloat={setFloat} clerk={session.data?.clerk?.name ?? ''} />
            ) : (
              <CountPanel
                till={till}
                counts={counts}
                onCounts={setCounts}
                closing={closing}
                onClosing={setClosing}
                float={float}
                onFloat={setFloat}
                onMore={() => amount !== undefined && more.mutate({ amount, key: act.key }, { onSuccess: () => setFloat(null) })}
                busy={busy}
              />
            )}
          </div>
          <div className="column">{till === null ? <HistoryPanel /> : <SheetPanels sheet={till.sheet} />}</div>
          {till !== null && (
            <div className="column">
              <PendingPanel pending={till.sheet.pending} />
              <HistoryPanel />
            </div>
          )}
        </div>
      )}
    </DeskPage>
  );
}

function missingOf(even: boolean, counted: boolean, { reason, receiver }: { reason: string; receiver: string }): readonly string[] {
  return [!counted && 'count', !even && counted && reason.trim() === '' && 'reason', receiver.trim() === '' && 'receiver'].filter(
    (item) => item !== false,
  );
}
