import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayCareContract } from '../../../shared/contract/day-care-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { clockTime, formatMoney, readableFacts } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';

const TONES = { met: 'ok', ask: 'offline', refused: 'rejected' } as const;

/** 中医日间: each day with its sign-in and its charges, and the prices of bed and nursing against the tariff. Nothing for other stays. */
export function DayCarePanel({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation(['admission', 'words']);
  const queryClient = useQueryClient();
  const { data } = useQuery({ queryKey: ['day-care', encounterId], queryFn: () => call(dayCareContract.view, { encounterId }) });
  const sign = useMutation({
    mutationFn: () => call(dayCareContract.sign, { encounterId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['day-care', encounterId] }),
  });
  const episode = data?.episode ?? null;
  if (episode === null) return null;
  const { days, maySign, tariff } = episode;
  return (
    <Panel
      title={t('dayCare.title')}
      note={t('dayCare.note')}
      aside={
        <ActionButton command="dayCare.sign" needs="admission:commit" run={() => sign.mutate()} disabled={!maySign || sign.isPending}>
          {t(maySign ? 'dayCare.sign' : 'dayCare.done')}
        </ActionButton>
      }
    >
      {sign.isError && <ErrorLine error={sign.error} />}
      {days.length === 0 && <p className="body mut">{t('dayCare.none')}</p>}
      {days.length > 0 && (
        <table aria-label={t('dayCare.title')}>
          <thead>
            <tr>
              <th>{t('dayCare.day')}</th>
              <th>{t('dayCare.signed')}</th>
              <th className="num">{t('dayCare.lines')}</th>
              <th className="num">{t('dayCare.charged')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, signedAt, clerk, lines, charged }) => (
              <tr key={day} data-day={day}>
                <th scope="row">{day}</th>
                <td>
                  {signedAt === null ? (
                    <Sign tone="rejected">{t('dayCare.unsigned')}</Sign>
                  ) : (
                    <Sign tone="ok">
                      {clockTime(signedAt)} {clerk}
                    </Sign>
                  )}
                </td>
                <td className="num">{lines}</td>
                <td className="num">{formatMoney(charged)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {tariff !== null && (
        <p className="body" title={`${tariff.reference.title} ${tariff.reference.article}`} data-gate="day-care-tariff">
          <Sign tone={TONES[tariff.verdict]}>
            {t('dayCare.tariff')}
            {t('common:colon')}
            {t([`words:gate.${tariff.code}`, 'words:gate.other'], readableFacts(tariff.facts))}
          </Sign>{' '}
          <cite>{tariff.reference.article}</cite>
        </p>
      )}
    </Panel>
  );
}
