import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { creditContract } from '../../../shared/contract/credit-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { nextField } from '../../ui/next-field.ts';
import { PanelSubmit } from '../../ui/panel-submit.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';

/** 改按普通预交金办理: what it does, and why it is done. */
export function LeavePanel({ encounterId, onClose }: { readonly encounterId: EncounterId; readonly onClose: () => void }) {
  const { t } = useTranslation('credit');
  const act = useActKey();
  const leave = useKeyed(creditContract.leave, act.renew);
  const [reason, setReason] = useState('');
  const ready = reason.trim().length >= 2 && !leave.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) leave.mutate({ encounterId, reason: reason.trim(), key: act.key }, { onSuccess: onClose });
  };
  return (
    <SidePanel title={t('leave.title')} onClose={onClose}>
      <form className="entry" onSubmit={submit} aria-label={t('leave.title')} onKeyDown={nextField}>
        <p>{t('leave.say')}</p>
        <fieldset className="fields one">
          <TextField label={t('leave.reason')} required wide value={reason} onChange={setReason} />
        </fieldset>
        {leave.isError && <ErrorLine error={leave.error} />}
        <PanelSubmit disabled={!ready}>{t('leave.go')}</PanelSubmit>
      </form>
    </SidePanel>
  );
}
