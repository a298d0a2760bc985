import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, type InputRef } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionContract } from '../../../shared/contract/session-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { StatusLine } from '../../frame/status-line.tsx';
import { call } from '../../ipc/client.ts';
import { clerksQuery, sessionQuery, statusQuery } from '../../ipc/desk-queries.ts';
import { Block } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { useUsableMark } from '../../ui/usable-mark.ts';
import { ClerkList } from './clerk-list.tsx';

const PIN_TEXT = /^\d{4,12}$/;

/** Who sits at this window. No money moves here, so Enter signs in. */
export function SignInPage() {
  const { t } = useTranslation('session');
  const queryClient = useQueryClient();
  const { data: status } = useQuery(statusQuery);
  const clerks = useQuery(clerksQuery);
  const [picked, setPicked] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const pinId = useId();
  const pinField = useRef<InputRef>(null);
  useUsableMark('sign-in', clerks.isSuccess);
  const everybody = clerks.data?.clerks ?? [];
  const clerkId = picked ?? (everybody.length === 1 ? (everybody[0]?.clerkId ?? null) : null);

  const signIn = useMutation({
    mutationFn: (who: { clerkId: string; pin: string }) => call(sessionContract.signIn, who),
    onSuccess: (session) => queryClient.setQueryData(sessionQuery.queryKey, session),
    onError: () => {
      setPin('');
      pinField.current?.focus();
    },
  });
  const pick = (id: string) => {
    setPicked(id);
    pinField.current?.focus();
  };
  useDigits(everybody.length, (index) => pick(everybody[index]?.clerkId ?? ''));
  const ready = clerkId !== null && PIN_TEXT.test(pin) && !signIn.isPending;

  return (
    <div className="door-page">
      <main>
        <form
          className="card"
          aria-label={t('title')}
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) signIn.mutate({ clerkId, pin });
          }}
        >
          <h1>{t('title')}</h1>
          <p className="place">{status !== undefined && t('place', { hospital: status.hospitalName, window: status.windowName })}</p>
          {clerks.isError && <ErrorNotice error={clerks.error} onRetry={() => void clerks.refetch()} />}
          {clerks.isSuccess && everybody.length === 0 && (
            <Block icon="warn" tone="offline" title={t('nobody')}>
              {t('nobodySay')}
            </Block>
          )}
          <ClerkList clerks={everybody} chosen={clerkId} onPick={pick} />
          <div>
            <label className="label" htmlFor={pinId}>
              {t('pin')}
            </label>
            <Input.Password
              id={pinId}
              ref={pinField}
              size="large"
              value={pin}
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              visibilityToggle={false}
              placeholder={t('pinSay')}
              onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
            />
          </div>
          {signIn.isError && <ErrorLine error={signIn.error} />}
          {clerkId === null && everybody.length > 0 && <p className="mut small">{t('pickFirst')}</p>}
          <Button type="primary" size="large" htmlType="submit" disabled={!ready}>
            {t('signIn')} <kbd>Enter</kbd>
          </Button>
        </form>
      </main>
      <StatusLine clerk={null} />
    </div>
  );
}
