import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paymentContract } from '../../../shared/contract/payment-contract.ts';
import { recallContract } from '../../../shared/contract/recall-contract.ts';
import { supervisorContract, type SupervisorView } from '../../../shared/contract/supervisor-contract.ts';
import { dayOf } from '../../../shared/time/calendar-date.ts';
import { useDigits } from '../../commands/use-command.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { call } from '../../ipc/client.ts';
import { statusQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { clockTime, dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { supervisorWords } from './supervisor-words.ts';

const Chart = lazy(async () => ({ default: (await import('./chart.tsx')).Chart }));
type Approval = SupervisorView['approvals'][number];

/** 班组长看板: what waits for a second person, the tills, and the day so far. */
export function SupervisorPage() {
  const { t } = useTranslation(['supervisor', 'words']);
  const status = useQuery(statusQuery);
  const day = status.data === undefined ? undefined : dayOf(status.data.now);
  const board = useQuery({
    queryKey: ['supervisor', day],
    queryFn: () => call(supervisorContract.view, { day: day ?? ('' as never) }),
    enabled: day !== undefined,
  });
  const save = useMutation({
    mutationFn: (of: NonNullable<typeof day>) => call(supervisorContract.export, { day: of, words: supervisorWords(t) }),
  });
  const view = board.data;
  const mine = view?.approvals.filter(({ notMine }) => notMine === null).length ?? 0;
  return (
    <DeskPage
      title={t('title')}
      under={view?.day}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void board.refetch()}>
            {t('refresh')}
          </ActionButton>
          <ActionButton command="export" disabled={day === undefined || save.isPending} run={() => day !== undefined && save.mutate(day)}>
            {t('export')}
          </ActionButton>
        </>
      }
      why={
        save.data === undefined
          ? { head: t(mine === 0 ? 'nothing' : 'waiting', { count: mine }), text: t(mine === 0 ? 'nothingSay' : 'waitingSay') }
          : { head: t('export'), text: t('exported', { file: save.data.file }) }
      }
    >
      {save.isError && <ErrorLine error={save.error} />}
      {board.isPending && <Loading label={t('loading')} />}
      {board.isError && <ErrorNotice error={board.error} onRetry={() => void board.refetch()} />}
      {view !== undefined && (
        <div className="columns supervisor">
          <div className="column">
            <Approvals approvals={view.approvals} />
            <Tills tills={view.tills} />
          </div>
          <div className="column">
            <Panel title={t('counts.title')}>
              <dl className="ledger-lines" aria-label={t('counts.title')}>
                {(Object.keys(view.counts) as (keyof SupervisorView['counts'])[]).map((name) => (
                  <div key={name} data-count={name}>
                    <dt>{t(`counts.${name}`)}</dt>
                    <dd>{view.counts[name]}</dd>
                  </div>
                ))}
              </dl>
            </Panel>
            <Panel title={t('hours.title')} grow>
              <Suspense fallback={<Loading label={t('loading')} />}>
                <HoursChart hours={view.hours} />
              </Suspense>
            </Panel>
            <Means means={view.means} />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

/** The desks' hours alone, widened where somebody worked at night. */
function HoursChart({ hours }: { readonly hours: SupervisorView['hours'] }) {
  const { t } = useTranslation('supervisor');
  const shown = hours.filter(({ hour, settlements, receipts }) => (hour >= 7 && hour <= 18) || settlements + receipts > 0);
  return (
    <Chart
      label={t('hours.label', { settlements: sum(hours.map((one) => one.settlements)), receipts: sum(hours.map((one) => one.receipts)) })}
      categories={shown.map(({ hour }) => String(hour))}
      series={[
        { name: t('hours.settlements'), values: shown.map(({ settlements }) => settlements) },
        { name: t('hours.receipts'), values: shown.map(({ receipts }) => receipts) },
      ]}
    />
  );
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** 审批箱: everything that waits for a second person, with yes, no and the reason. */
function Approvals({ approvals }: { readonly approvals: readonly Approval[] }) {
  const { t } = useTranslation('supervisor');
  const [reason, setReason] = useState('');
  const act = useActKey();
  const approve = useKeyed(paymentContract.approveRefund, act.renew);
  const refuse = useKeyed(paymentContract.refuseRefund, act.renew);
  const decide = useKeyed(recallContract.decide, act.renew);
  const share = useKeyed(paymentContract.decideShare, act.renew);
  const all = [approve, refuse, decide, share];
  const busy = all.some(({ isPending }) => isPending);
  const failed = all.find(({ isError }) => isError)?.error ?? null;
  const done = { onSuccess: () => setReason('') };
  const say = (approval: Approval, yes: boolean) => {
    if (approval.kind === 'recall') decide.mutate({ recallId: approval.recallId, approved: yes, reason }, done);
    else if (approval.kind === 'share') share.mutate({ requestId: approval.requestId, approved: yes, reason, key: act.key }, done);
    else if (yes) approve.mutate({ requestId: approval.requestId, key: act.key }, done);
    else refuse.mutate({ requestId: approval.requestId, reason, key: act.key }, done);
  };
  const open = (approval: Approval) =>
    go(
      approval.kind === 'recall'
        ? { page: 'recall-stay', encounterId: approval.encounterId }
        : { page: 'payment-stay', encounterId: approval.encounterId },
    );
  useDigits(Math.min(approvals.length, 9), (index) => {
    const approval = approvals[index];
    if (approval !== undefined) open(approval);
  });
  return (
    <Panel title={t('approvals.title')} note={t('approvals.count', { count: approvals.length })} grow>
      {failed !== null && <ErrorLine error={failed} />}
      {approvals.length === 0 ? (
        <Block icon="ok" tone="ok" title={t('approvals.none')} />
      ) : (
        <>
          <div className="note-line">
            <Input
              aria-label={t('approvals.reason')}
              placeholder={t('approvals.reasonSay')}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <div className="scroll">
            <table aria-label={t('approvals.title')} className="work-table">
              <tbody>
                {approvals.map((approval, index) => (
                  <tr key={`${approval.kind} ${approval.askedAt} ${approval.encounterId}`} data-kind={approval.kind}>
                    <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
                    <th scope="row">
                      <button type="button" className="link" onClick={() => open(approval)}>
                        {approval.patientName}
                      </button>{' '}
                      <span className="mut small">{approval.stayNumber}</span>
                    </th>
                    <td className="matter">
                      {t(matterOf(approval))}：{approval.reason}
                      <div className="mut small">
                        {approval.askedBy} {dayAndTime(approval.askedAt)}
                      </div>
                    </td>
                    <td className="num">{approval.kind === 'recall' ? '—' : formatMoney(approval.amount)}</td>
                    <td className="actions">
                      {approval.notMine === null ? (
                        <>
                          <Button size="small" disabled={busy} onClick={() => say(approval, true)}>
                            {t('approvals.approve')}
                          </Button>
                          <Button
                            size="small"
                            type="text"
                            danger
                            disabled={busy || reason.trim() === ''}
                            onClick={() => say(approval, false)}
                          >
                            {t('approvals.refuse')}
                          </Button>
                        </>
                      ) : (
                        <span className="mut small">{t(`approvals.notMine.${approval.notMine}`)}</span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Panel>
  );
}

const matterOf = (approval: Approval): string => {
  if (approval.kind === 'recall') return `approvals.recall.${approval.depth}`;
  return approval.kind === 'share' ? `approvals.share.${approval.share}` : 'approvals.refund';
};

function Tills({ tills }: { readonly tills: SupervisorView['tills'] }) {
  const { t } = useTranslation('supervisor');
  return (
    <Panel title={t('tills.title')}>
      <table aria-label={t('tills.title')} className="groups">
        <thead>
          <tr>
            <th>{t('tills.clerk')}</th>
            <th>{t('tills.since')}</th>
            <th className="num">{t('tills.expected')}</th>
            <th className="num">{t('tills.difference')}</th>
            <th>{t('tills.state')}</th>
          </tr>
        </thead>
        <tbody>
          {tills.map(({ shiftId, clerkName, openedAt, sealed, expected, difference }) => (
            <tr key={shiftId}>
              <th scope="row">
                {clerkName} <span className="mut small">{shiftId}</span>
              </th>
              <td>{clockTime(openedAt)}</td>
              <td className="num">{formatMoney(expected)}</td>
              <td className={difference.isZero() ? 'num' : 'num ink-rejected strong'}>{formatMoney(difference)}</td>
              <td>
                <Tag tone={sealed ? 'ok' : 'queued'}>{t(sealed ? 'tills.sealed' : 'tills.open')}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Means({ means }: { readonly means: SupervisorView['means'] }) {
  const { t } = useTranslation(['supervisor', 'words']);
  return (
    <Panel title={t('means.title')}>
      <table aria-label={t('means.title')} className="groups">
        <tbody>
          {means.map((row) => (
            <tr key={row.means}>
              <th scope="row">{t(`words:means.${row.means}`)}</th>
              <td className="num">{t('means.in', { count: row.inCount, amount: formatMoney(row.inAmount) })}</td>
              <td className="num">{t('means.out', { count: row.outCount, amount: formatMoney(row.outAmount) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
