import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PrintingView, printingContract } from '../../../shared/contract/print-contract.ts';
import { sessionContract } from '../../../shared/contract/session-contract.ts';
import { call } from '../../ipc/client.ts';
import { sessionQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { PickField, PinField, TextField } from '../../ui/field.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';

interface ReprintPanelProps {
  readonly paper: PrintingView['papers'][number];
  readonly onClose: () => void;
}

/** 补打: why, and who agrees. The copy is marked, the reason stays in the audit. */
export function ReprintPanel({ paper, onClose }: ReprintPanelProps) {
  const { t } = useTranslation('prints');
  const { data: session } = useQuery(sessionQuery);
  const { data: clerks } = useQuery({ queryKey: ['clerks'], queryFn: () => call(sessionContract.clerks, {}) });
  const key = useActKey();
  const reprint = useKeyed(printingContract.reprint, key.renew);
  const [reason, setReason] = useState('');
  const [approver, setApprover] = useState('');
  const [pin, setPin] = useState('');
  const alone = session?.clerk?.role === 'supervisor';
  const supervisors = (clerks?.clerks ?? []).filter(({ role }) => role === 'supervisor');
  const ready = reason.trim().length >= 2 && (alone || (approver !== '' && /^\d{4,12}$/.test(pin)));
  const run = () => {
    const approval = alone ? null : { clerkId: approver, pin };
    reprint.mutate({ paperId: paper.paperId, reason, approval, key: key.key }, { onSuccess: onClose });
  };
  return (
    <Panel title={t('reprintTitle')} className="reprint">
      <div className="body">
        <p>{t('reprintWhat', { kind: t(`kind.${paper.kind}`), who: paper.who, copy: paper.copy + 1 })}</p>
        {reprint.isError && <ErrorLine error={reprint.error} />}
        <div className="fields">
          <TextField label={t('reason')} required wide value={reason} onChange={setReason} />
          {!alone && (
            <>
              <PickField
                label={t('approver')}
                required
                value={approver}
                onChange={setApprover}
                options={supervisors.map(({ clerkId, name }) => ({ value: clerkId, label: name }))}
              />
              <PinField label={t('pin')} value={pin} onChange={setPin} />
            </>
          )}
        </div>
        <div className="buttons">
          <ActionButton command="back" run={onClose}>
            {t('leave')}
          </ActionButton>
          <MoneyButton command="commit" disabled={!ready || reprint.isPending} run={run}>
            {t('reprint')}
          </MoneyButton>
        </div>
      </div>
    </Panel>
  );
}
