import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type WaitingVisit, visitContract } from '../../../shared/contract/visit-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { waitingVisitsQuery } from './visit-queries.ts';

/** Nobody open yet: visits with charges. A card leaves those of its holder, and opens the only one. */
export function VisitListPage() {
  const { t } = useTranslation('visit');
  const card = useCard();
  const person = card.card;
  const waiting = useQuery(waitingVisitsQuery(person?.patientId ?? null));
  const act = useActKey();
  const openOne = useKeyed(visitContract.open, act.renew);
  const visits = waiting.data?.visits ?? [];
  const open = ({ orderNumber, encounterId }: WaitingVisit) => {
    if (encounterId !== null) return go({ page: 'visit-open', encounterId });
    if (person === null || openOne.isPending) return;
    openOne.mutate(
      { orderNumber, patientId: person.patientId, key: act.key },
      { onSuccess: (opened) => go({ page: 'visit-open', encounterId: opened.encounterId }) },
    );
  };
  const only = person !== null && visits.length === 1 ? visits[0] : undefined;
  const opening = !openOne.isIdle;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each card, not for each new function
  useEffect(() => {
    if (only !== undefined && !opening) {
      card.forget();
      open(only);
    }
  }, [only?.orderNumber, opening]);
  return (
    <DeskPage
      title={t('title')}
      under={t('list.under')}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void waiting.refetch()}>
            {t('refresh')}
          </ActionButton>
          {person !== null && (
            <ActionButton command="back" run={card.forget}>
              {t('list.all')}
            </ActionButton>
          )}
        </>
      }
      why={{ head: t('list.why'), text: t('list.whySay') }}
      primary={
        <MoneyButton command="card.read" moves={false} run={card.read} disabled={card.reading !== null}>
          {t('list.card')}
        </MoneyButton>
      }
    >
      {card.error !== null && <ErrorNotice error={card.error} />}
      {openOne.isError && <ErrorLine error={openOne.error} />}
      <Panel
        title={person === null ? t('list.title') : t('list.mine', { name: person.name })}
        note={t('list.count', { count: visits.length })}
        grow
      >
        {waiting.isPending && <Loading label={t('loading')} />}
        {waiting.isError && <ErrorNotice error={waiting.error} onRetry={() => void waiting.refetch()} />}
        {waiting.isSuccess && visits.length === 0 && (
          <Block icon="ok" tone="ok" title={t(person === null ? 'list.none' : 'list.noneMine')}>
            {t(person === null ? 'list.noneSay' : 'list.noneMineSay')}
          </Block>
        )}
        {visits.length > 0 && <VisitsTable visits={visits} identified={person !== null} open={open} />}
      </Panel>
    </DeskPage>
  );
}

interface VisitsTableProps {
  readonly visits: readonly WaitingVisit[];
  readonly identified: boolean;
  readonly open: (visit: WaitingVisit) => void;
}

const COLUMNS = ['name', 'number', 'department', 'doctor', 'type', 'at', 'state'] as const;

/** A visit that nobody opened yet opens only for its person. */
function VisitsTable({ visits, identified, open }: VisitsTableProps) {
  const { t } = useTranslation('visit');
  const mayOpen = (visit: WaitingVisit) => identified || visit.encounterId !== null;
  useDigits(Math.min(visits.length, 9), (index) => {
    const visit = visits[index];
    if (visit !== undefined && mayOpen(visit)) open(visit);
  });
  return (
    <div className="scroll">
      <table aria-label={t('list.title')}>
        <thead>
          <tr>
            <th>{t('list.column.key')}</th>
            {COLUMNS.map((column) => (
              <th key={column}>{t(`list.column.${column}`)}</th>
            ))}
            <th className="num">{t('list.column.lines')}</th>
            <th className="num">{t('list.column.total')}</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit, index) => (
            <tr key={visit.orderNumber} className={mayOpen(visit) ? 'pickable' : ''} onClick={() => mayOpen(visit) && open(visit)}>
              <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
              <th scope="row" className="strong">
                <button type="button" className="link" disabled={!mayOpen(visit)} title={mayOpen(visit) ? undefined : t('list.readFirst')}>
                  {visit.patientName}
                </button>
              </th>
              <td>{visit.orderNumber}</td>
              <td>{visit.department}</td>
              <td>{visit.doctor}</td>
              <td>{t(`type.${visit.visitType}`)}</td>
              <td>{dayAndTime(visit.visitedAt)}</td>
              <td>{t(visit.encounterId === null ? 'list.waiting' : 'list.opened')}</td>
              <td className="num">{visit.lineCount}</td>
              <td className="num strong">{formatMoney(visit.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
