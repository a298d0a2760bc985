import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import { type SealedView, shiftContract } from '../../../shared/contract/shift-contract.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { sessionQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { dayAndTime, formatMoney, fullTime } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { PendingPanel } from './pending-panel.tsx';
import { SheetPanels } from './sheet-panels.tsx';
import { sealedQuery } from './shift-queries.ts';

/** One sealed shift: the page as it was closed, and the page after the close. Undone closes stay below with their mark. */
export function SealedPage({ shiftId }: { readonly shiftId: string }) {
  const { t } = useTranslation('shift');
  const sealed = useQuery(sealedQuery(shiftId));
  const session = useQuery(sessionQuery);
  const [shown, setShown] = useState(0);
  const [reason, setReason] = useState('');
  const act = useActKey();
  const undo = useKeyed(shiftContract.voidClose, act.renew);
  const printKey = useActKey();
  const paper = useKeyed(paperContract.printTill, printKey.renew);
  const seals = sealed.data?.seals ?? [];
  const seal = seals[shown];
  const mayUndo = session.data?.clerk?.role === 'supervisor' && seal?.undone === null;
  return (
    <DeskPage
      title={t('sealed.title')}
      under={
        seal === undefined
          ? shiftId
          : t('sealed.under', { id: shiftId, clerk: seal.content.shift.clerkName, at: fullTime(seal.content.sealedAt) })
      }
      strip={<EmptyStrip />}
      actions={
        <>
          {seals.length > 1 && (
            <ActionButton command="quote" run={() => setShown((shown + 1) % seals.length)}>
              {t('sealed.other', { n: shown + 1, count: seals.length })}
            </ActionButton>
          )}
          {seal?.undone === null && (
            <ActionButton
              command="print"
              disabled={paper.isPending}
              run={() => paper.mutate({ kind: 'shift-sheet', subject: shiftId, key: printKey.key })}
            >
              {t('sealed.print')}
            </ActionButton>
          )}
          <ActionButton command="back" run={() => go({ page: 'shift' })}>
            {t('sealed.back')}
          </ActionButton>
        </>
      }
      why={
        seal === undefined
          ? undefined
          : { head: t(seal.intact ? 'sealed.intact' : 'sealed.broken'), text: t('sealed.hash', { hash: seal.hash.slice(0, 16) }) }
      }
      primary={
        mayUndo && (
          <MoneyButton
            command="recall"
            disabled={reason.trim() === '' || undo.isPending}
            run={() => undo.mutate({ shiftId, reason: reason.trim(), key: act.key }, { onSuccess: () => setReason('') })}
          >
            {t('sealed.undo')}
          </MoneyButton>
        )
      }
    >
      {undo.isError && <ErrorLine error={undo.error} />}
      {paper.isError && <ErrorLine error={paper.error} />}
      {paper.isSuccess && <Sign tone="ok">{t('sealed.printed')}</Sign>}
      {sealed.isPending && <Loading label={t('loading')} />}
      {sealed.isError && <ErrorNotice error={sealed.error} onRetry={() => void sealed.refetch()} />}
      {seal !== undefined && (
        <div className="columns shift">
          <div className="column">
            <ClosePanel seal={seal} />
            {mayUndo && (
              <Panel title={t('sealed.undoTitle')} note={t('sealed.undoNote')}>
                <div className="body">
                  <Input
                    aria-label={t('sealed.undoReason')}
                    placeholder={t('sealed.undoReason')}
                    maxLength={200}
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                  />
                </div>
              </Panel>
            )}
          </div>
          <div className="column">
            <SheetPanels sheet={seal.content.sheet} />
          </div>
          <div className="column">
            <PendingPanel pending={seal.content.sheet.pending} />
            <LaterPanel later={seal.later} />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

function ClosePanel({ seal }: { readonly seal: SealedView }) {
  const { t } = useTranslation('shift');
  const { sheet, count, handedOver, receiver, reason } = seal.content;
  const rows = [
    ['till.float', sheet.till.float],
    ['till.cashIn', sheet.till.cashIn],
    ['till.cashOut', sheet.till.cashOut.negated()],
    ['till.expected', sheet.till.expected],
    ['count.counted', count.counted],
    [count.difference.isZero() ? 'count.even' : count.difference.isNegative() ? 'count.short' : 'count.long', count.difference],
    ['till.due', sheet.till.due],
    ['till.handedOver', handedOver],
  ] as const;
  return (
    <Panel title={t('sealed.cash')} note={t('sealed.cashNote', { receiver })} grow>
      <div className="scroll">
        {!seal.intact && (
          <p className="body">
            <Sign tone="rejected">{t('sealed.broken')}</Sign>
          </p>
        )}
        {seal.undone !== null && (
          <p className="body">
            <Sign tone="offline">
              {t('sealed.undone', { at: dayAndTime(seal.undone.at), by: seal.undone.by, reason: seal.undone.reason })}
            </Sign>
          </p>
        )}
        <dl className="ledger-lines" aria-label={t('sealed.cash')}>
          {rows.map(([name, amount]) => (
            <div key={name} className={name === 'till.expected' || name === 'count.counted' || name === 'till.handedOver' ? 'total' : ''}>
              <dt>{t(name)}</dt>
              <dd>{formatMoney(amount)}</dd>
            </div>
          ))}
        </dl>
        {reason !== '' && <p className="body quote">{reason}</p>}
      </div>
    </Panel>
  );
}

function LaterPanel({ later }: { readonly later: SealedView['later'] }) {
  const { t } = useTranslation(['shift', 'words']);
  return (
    <Panel title={t('later.title')} note={t('later.note')} grow>
      <div className="scroll">
        {later.length === 0 && <p className="body mut">{t('later.none')}</p>}
        {later.length > 0 && (
          <table aria-label={t('later.title')}>
            <tbody>
              {later.map(({ postingId, at, kind, means, stayNumber, patientName, amount }) => (
                <tr key={postingId}>
                  <th scope="row">
                    {t(`words:posting.${kind}`)}
                    {means !== null && `·${t(`words:means.${means}`)}`}
                    <div className="mut small">
                      {dayAndTime(at)} {patientName} {stayNumber}
                    </div>
                  </th>
                  <td className="num">{formatMoney(amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Panel>
  );
}
