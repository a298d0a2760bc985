import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paymentContract } from '../../../shared/contract/payment-contract.ts';
import { recallContract } from '../../../shared/contract/recall-contract.ts';
import type { SupervisorView } from '../../../shared/contract/supervisor-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { Block } from '../../ui/block.tsx';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

type Approval = SupervisorView['approvals'][number];

const idOf = (approval: Approval): string =>
  approval.kind === 'recall' ? `recall ${approval.recallId}` : `${approval.kind} ${approval.requestId}`;

/** Which of the asked things is meant, and yes or no to it. Digits choose; nothing is said to what is another's. */
export function useApprovals(approvals: readonly Approval[]) {
  const [picked, setPicked] = useState('');
  const [reason, setReason] = useState('');
  const act = useActKey();
  const approve = useKeyed(paymentContract.approveRefund, act.renew);
  const refuse = useKeyed(paymentContract.refuseRefund, act.renew);
  const decide = useKeyed(recallContract.decide, act.renew);
  const share = useKeyed(paymentContract.decideShare, act.renew);
  const all = [approve, refuse, decide, share];
  const done = { onSuccess: () => setReason('') };
  const mine = approvals.filter(({ notMine }) => notMine === null);
  const chosen = mine.find((one) => idOf(one) === picked) ?? mine[0] ?? null;
  const say = (yes: boolean) => {
    if (chosen === null) return;
    if (chosen.kind === 'recall') decide.mutate({ recallId: chosen.recallId, approved: yes, reason }, done);
    else if (chosen.kind === 'share') share.mutate({ requestId: chosen.requestId, approved: yes, reason, key: act.key }, done);
    else if (yes) approve.mutate({ requestId: chosen.requestId, key: act.key }, done);
    else refuse.mutate({ requestId: chosen.requestId, reason, key: act.key }, done);
  };
  useDigits(Math.min(approvals.length, 9), (index) => {
    const one = approvals[index];
    if (one !== undefined) setPicked(idOf(one));
  });
  return {
    ...{ mine, chosen, say, reason, setReason },
    pick: (one: Approval) => setPicked(idOf(one)),
    busy: all.some(({ isPending }) => isPending),
    failed: all.find(({ isError }) => isError)?.error ?? null,
  };
}

interface ApprovalBoxProps {
  readonly approvals: readonly Approval[];
  readonly box: ReturnType<typeof useApprovals>;
}

/** 审批箱: everything that waits for a second person. One row is chosen; F9 says yes to it, Alt+R no, with the reason. */
export function ApprovalBox({ approvals, box }: ApprovalBoxProps) {
  const { t } = useTranslation('supervisor');
  return (
    <Panel title={t('approvals.title')} note={t('approvals.count', { count: approvals.length })} grow>
      {box.failed !== null && <ErrorLine error={box.failed} />}
      {approvals.length === 0 ? (
        <Block icon="ok" tone="ok" title={t('approvals.none')} />
      ) : (
        <>
          <div className="note-line">
            <Input
              aria-label={t('approvals.reason')}
              placeholder={t('approvals.reasonSay')}
              maxLength={200}
              value={box.reason}
              onChange={(event) => box.setReason(event.target.value)}
            />
          </div>
          <div className="scroll">
            <table aria-label={t('approvals.title')} className="work-table">
              <tbody>
                {approvals.map((approval, index) => (
                  <Row key={idOf(approval)} approval={approval} index={index} box={box} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Panel>
  );
}

function Row({ approval, index, box }: { readonly approval: Approval; readonly index: number } & Pick<ApprovalBoxProps, 'box'>) {
  const { t } = useTranslation('supervisor');
  const { kind, encounterId, patientName, stayNumber, reason, askedBy, askedAt, notMine } = approval;
  const chosen = approval === box.chosen;
  return (
    <tr data-kind={kind} className={chosen ? 'chosen' : undefined} aria-current={chosen} onClick={() => box.pick(approval)}>
      <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
      <th scope="row">
        <button
          type="button"
          className="link"
          onClick={() => go(kind === 'recall' ? { page: 'recall-stay', encounterId } : { page: 'payment-stay', encounterId })}
        >
          {patientName}
        </button>{' '}
        <span className="mut small">{stayNumber}</span>
      </th>
      <td className="matter">
        {t(matterOf(approval))}：{reason}
        <div className="mut small">
          {askedBy} {dayAndTime(askedAt)}
        </div>
      </td>
      <td className="num">{approval.kind === 'recall' ? '—' : formatMoney(approval.amount)}</td>
      <td className="mut small">{notMine === null ? '' : t(`approvals.notMine.${notMine}`)}</td>
    </tr>
  );
}

const matterOf = (approval: Approval): string => {
  if (approval.kind === 'recall') return `approvals.recall.${approval.depth}`;
  return approval.kind === 'share' ? `approvals.share.${approval.share}` : 'approvals.refund';
};
