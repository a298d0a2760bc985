import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type LeavingView, settlementContract } from '../../../shared/contract/settlement-contract.ts';
import { openStay } from '../../frame/stays-table.tsx';
import { call } from '../../ipc/client.ts';
import { go } from '../../routes.ts';
import { Block } from '../../ui/block.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { readableFacts, shortDay } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';

type Open = LeavingView['open'][number];

const INK: Readonly<Record<Open['standing'], 'ok' | 'queued' | 'offline' | 'rejected'>> = {
  ok: 'ok',
  waiting: 'queued',
  offline: 'offline',
  doubt: 'offline',
  blocked: 'rejected',
};

/** 预出院清单: who leaves today or tomorrow, what does not stand yet, whose it is, and where to press. */
export function LeavingPanel() {
  const { t } = useTranslation('discharge');
  const leaving = useQuery({ queryKey: ['leaving'], queryFn: () => call(settlementContract.leaving, {}) });
  const rows = leaving.data?.leaving ?? [];
  const ready = rows.filter(({ open }) => open.length === 0).length;
  return (
    <Panel title={t('leaving.title')} note={t('leaving.note', { ready, count: rows.length })} grow>
      {leaving.isError && <ErrorNotice error={leaving.error} onRetry={() => void leaving.refetch()} />}
      {leaving.isSuccess && rows.length === 0 && (
        <Block icon="minus" title={t('leaving.none')}>
          {t('leaving.noneSay')}
        </Block>
      )}
      {rows.length > 0 && (
        <div className="scroll">
          <table aria-label={t('leaving.title')} className="work-table">
            <tbody>
              {rows.map(({ strip, leavesOn, open }) => (
                <tr key={strip.encounterId} data-stay={strip.stayNumber} data-open={open.length}>
                  <td>{leavesOn === null ? t('leaving.now') : shortDay(leavesOn)}</td>
                  <th scope="row">
                    <button type="button" className="link" onClick={() => openStay(strip)}>
                      {strip.patient.name}
                    </button>{' '}
                    <span className="mut small">
                      {strip.department} {strip.bed}
                    </span>
                  </th>
                  <td className="matter">
                    {open.length === 0 && <Sign tone="ok">{t('leaving.ready')}</Sign>}
                    {open.map((one) => (
                      <OpenCheck key={one.check} one={one} strip={strip} />
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function OpenCheck({ one, strip }: { readonly one: Open; readonly strip: LeavingView['strip'] }) {
  const { t } = useTranslation('discharge');
  const { check, standing, facts, who, at } = one;
  const { encounterId } = strip;
  const press = () => {
    if (at === 'worklist') go({ page: 'worklist' });
    else if (at === 'payment') go({ page: 'payment-stay', encounterId });
    else if (at === 'charges') go({ page: 'charges-stay', encounterId });
    else if (at === 'admission') go({ page: 'admission-stay', encounterId });
    else go({ page: 'discharge-stay', encounterId });
  };
  return (
    <div data-check={check}>
      <Sign tone={INK[standing]}>{t(`checks.${check}.name`)}</Sign>{' '}
      <span className="small">{t([`checks.${check}.${standing}`, `checks.${standing}`], readableFacts(facts))}</span>{' '}
      <b className="small">{t(`leaving.who.${who}`)}</b>{' '}
      {at !== null && (
        <button type="button" className="link small" onClick={press}>
          {t(`leaving.at.${at}`)}
        </button>
      )}
    </div>
  );
}
