import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { interimContract, type InterimView } from '../../../shared/contract/interim-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { Money } from '../../../shared/money/money.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatMoney, formatRange } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sign, type Tone } from '../../ui/tag.tsx';
import { usePaper } from './stay-queries.ts';

type Interim = InterimView['interims'][number];

const TONES: Readonly<Record<Interim['state'], Tone>> = {
  waiting: 'queued',
  unknown: 'unknown',
  acknowledged: 'ok',
  rejected: 'rejected',
  withdrawn: 'neutral',
};

/** 年终中途结算: what may be settled until the year's end, and what was. Nothing for a stay that has seen no year's end. */
export function InterimPanel({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation(['admission', 'words']);
  const queryClient = useQueryClient();
  const act = useActKey();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({ queryKey: ['interim', encounterId], queryFn: () => call(interimContract.view, { encounterId }) });
  const again = () => void queryClient.invalidateQueries();
  const commit = useMutation({
    mutationFn: (said: { readonly untilOn: NonNullable<InterimView['next']>['untilOn']; readonly total: Money; readonly reason: string }) =>
      call(interimContract.commit, { encounterId, ...said, key: act.key }),
    onSettled: (_view, error) => {
      if (!(isDeskError(error) && error.kind === 'interrupted')) act.renew();
      again();
    },
    onSuccess: () => setAsking(false),
  });
  const withdraw = useMutation({ mutationFn: () => call(interimContract.withdraw, { encounterId }), onSettled: again });
  if (data === undefined || (data.next === null && data.interims.length === 0)) return null;
  const { next, interims, mayWithdraw } = data;
  const recallable = interims.some(({ state, takenBack }) => state === 'acknowledged' && !takenBack);
  return (
    <Panel
      title={t('interim.title')}
      note={t('interim.note')}
      aside={
        <>
          {recallable && (
            <ActionButton command="stay.interimBack" run={() => go({ page: 'recall-stay', encounterId })}>
              {t('interim.recall')}
            </ActionButton>
          )}
          {mayWithdraw && (
            <ActionButton command="stay.interim" run={() => withdraw.mutate()} disabled={withdraw.isPending}>
              {t('interim.withdraw')}
            </ActionButton>
          )}
          {next !== null && !mayWithdraw && (
            <ActionButton command="stay.interim" run={() => setAsking(true)} disabled={next.closedBecause.length > 0}>
              {t('interim.open')}
            </ActionButton>
          )}
        </>
      }
    >
      {withdraw.isError && <ErrorLine error={withdraw.error} />}
      {next !== null && <NextPart next={next} />}
      {interims.length > 0 && <Interims interims={interims} encounterId={encounterId} />}
      {asking && next !== null && (
        <CommitForm
          next={next}
          pending={commit.isPending}
          error={commit.error}
          onCommit={(reason) => commit.mutate({ untilOn: next.untilOn, total: next.total, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}

function NextPart({ next }: { readonly next: NonNullable<InterimView['next']> }) {
  const { t } = useTranslation(['admission', 'common']);
  return (
    <div className="body">
      <p>
        {t('interim.next', { day: next.untilOn, lines: next.lines, total: formatMoney(next.total) })}{' '}
        {next.ownShare !== null && <i className="est">{t('interim.expected', { range: formatRange(next.ownShare) })}</i>}
      </p>
      {next.laterThere > 0 && <p className="mut">{t('interim.later', { lines: next.laterThere })}</p>}
      {next.closedBecause.map((why) => (
        <p key={why}>
          <Sign tone="offline">{t(`interim.closed.${why}`)}</Sign>
        </p>
      ))}
    </div>
  );
}

function Interims({ interims, encounterId }: { readonly interims: readonly Interim[]; readonly encounterId: EncounterId }) {
  const { t } = useTranslation(['admission', 'words']);
  const printing = useActKey();
  const paper = usePaper(encounterId, printing.renew);
  return (
    <>
      {paper.isError && <ErrorLine error={paper.error} />}
      {paper.isSuccess && (
        <p className="made">
          <Sign tone="ok">{t('done.printed', { file: paper.data.file })}</Sign>
        </p>
      )}
      <table aria-label={t('interim.title')}>
        <thead>
          <tr>
            <th>{t('interim.until')}</th>
            <th>{t('interim.state')}</th>
            <th className="num">{t('interim.total')}</th>
            <th className="num">{t('interim.funds')}</th>
            <th className="num">{t('interim.ownShare')}</th>
            <th>{t('interim.paper')}</th>
          </tr>
        </thead>
        <tbody>
          {interims.map(({ actId, state, untilOn, takenBack, words, total, settlement }) => (
            <tr key={actId} data-interim={untilOn}>
              <th scope="row">{untilOn}</th>
              <td>
                <Sign tone={takenBack ? 'neutral' : TONES[state]}>{takenBack ? t('interim.takenBack') : t(`words:actState.${state}`)}</Sign>{' '}
                {settlement !== null && <div className="mut small">{settlement.number}</div>}
                {words !== null && <q>{words}</q>}
              </td>
              <td className="num">{formatMoney(total)}</td>
              <td className="num">{settlement !== null && formatMoney(settlement.funds)}</td>
              <td className="num">{settlement !== null && formatMoney(settlement.ownShare)}</td>
              <td>
                {settlement !== null && !takenBack && (
                  <Button
                    size="small"
                    type="text"
                    disabled={paper.isPending}
                    onClick={() => paper.mutate({ kind: 'interim-statement', key: printing.key })}
                  >
                    {t('interim.print')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface CommitProps {
  readonly next: NonNullable<InterimView['next']>;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onCommit: (reason: string) => void;
  readonly onClose: () => void;
}

/** In the panel itself, not over the page: over it no key moves money. */
function CommitForm({ next, pending, error, onCommit, onClose }: CommitProps) {
  const { t } = useTranslation(['admission', 'common']);
  const [reason, setReason] = useState<string>(t('interim.reasonOfYear', { day: next.untilOn }));
  const ready = reason.trim().length >= 2 && next.closedBecause.length === 0 && !pending;
  return (
    <fieldset className="entry body" aria-label={t('interim.commitTitle', { day: next.untilOn })}>
      <p>{t('interim.commitSay', { lines: next.lines, total: formatMoney(next.total) })}</p>
      <TextField label={t('interim.reason')} required wide value={reason} onChange={setReason} />
      {error !== null && <ErrorLine error={error} />}
      <p>
        <MoneyButton command="commit" disabled={!ready} run={() => onCommit(reason.trim())}>
          {t('interim.commit')}
        </MoneyButton>{' '}
        <Button type="text" onClick={onClose}>
          {t('common:close')}
        </Button>
      </p>
    </fieldset>
  );
}
