import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PrintingView, printingContract } from '../../../shared/contract/print-contract.ts';
import { isWord, NOBODY, SupervisorFields } from '../../frame/supervisor-fields.tsx';
import { sessionQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
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
  const key = useActKey();
  const reprint = useKeyed(printingContract.reprint, key.renew);
  const [reason, setReason] = useState('');
  const [word, setWord] = useState(NOBODY);
  const alone = session?.clerk?.role === 'supervisor';
  const ready = reason.trim().length >= 2 && (alone || isWord(word));
  const run = () => {
    const approval = alone ? null : word;
    reprint.mutate({ paperId: paper.paperId, reason, approval, key: key.key }, { onSuccess: onClose });
  };
  return (
    <Panel title={t('reprintTitle')} className="reprint">
      <div className="body">
        <p>{t('reprintWhat', { kind: t(`kind.${paper.kind}`), who: paper.who, copy: paper.copy + 1 })}</p>
        {reprint.isError && <ErrorLine error={reprint.error} />}
        <div className="fields">
          <TextField label={t('reason')} required wide value={reason} onChange={setReason} />
          {!alone && <SupervisorFields word={word} onChange={setWord} />}
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
