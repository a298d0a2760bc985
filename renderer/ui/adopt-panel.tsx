import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settlementContract } from '../../shared/contract/settlement-contract.ts';
import type { EncounterId } from '../../shared/identity/ids.ts';
import { call } from '../ipc/client.ts';
import { isDeskError } from '../ipc/desk-error.ts';
import { useActKey } from './act-key.ts';
import { ErrorLine } from './error-notice.tsx';
import { nextField } from './next-field.ts';
import { PanelSubmit } from './panel-submit.tsx';
import { SidePanel } from './side-panel.tsx';

/** A settlement that stands at the centre and not here is taken over by its number. The core asks the centre for it and compares the totals. */
export function AdoptPanel({ encounterId, onClose }: { readonly encounterId: EncounterId; readonly onClose: () => void }) {
  const { t } = useTranslation('discharge');
  const queryClient = useQueryClient();
  const [settlementNumber, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const { key, renew } = useActKey();
  const adopt = useMutation({
    mutationFn: () =>
      call(settlementContract.adopt, { encounterId, settlementNumber: settlementNumber.trim(), reason: reason.trim(), key }),
    onSuccess: () => {
      renew();
      onClose();
    },
    onError: (error) => {
      if (isDeskError(error) && error.kind !== 'interrupted') renew();
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  const ready = settlementNumber.trim().length >= 4 && reason.trim().length >= 2 && !adopt.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) adopt.mutate();
  };
  return (
    <SidePanel title={t('adopt.title')} onClose={onClose}>
      <form className="entry" onSubmit={submit} aria-label={t('adopt.title')} onKeyDown={nextField}>
        <p>{t('adopt.say')}</p>
        <label htmlFor="adopt-number">{t('adopt.number')}</label>
        <Input id="adopt-number" value={settlementNumber} onChange={(event) => setNumber(event.target.value)} maxLength={60} autoFocus />
        <label htmlFor="adopt-reason">{t('adopt.reason')}</label>
        <Input id="adopt-reason" value={reason} onChange={(event) => setReason(event.target.value)} maxLength={200} />
        {adopt.isError && <ErrorLine error={adopt.error} />}
        <PanelSubmit disabled={!ready}>{t('adopt.go')}</PanelSubmit>
      </form>
    </SidePanel>
  );
}
