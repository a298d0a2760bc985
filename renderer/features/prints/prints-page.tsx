import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PrintingView, printingContract } from '../../../shared/contract/print-contract.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { call } from '../../ipc/client.ts';
import type { Say } from '../../i18n/say.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { ReprintPanel } from './reprint-panel.tsx';

type Row = PrintingView['papers'][number];
type State = NonNullable<Row['print']>['state'] | 'kept' | 'stuck';

const TONES: Readonly<Record<State, Tone>> = {
  kept: 'neutral',
  unknown: 'unknown',
  waiting: 'queued',
  printing: 'queued',
  held: 'offline',
  stuck: 'offline',
  printed: 'ok',
  failed: 'rejected',
};

/** On its way with some trouble at the printer: waits for that, not for us. */
function stateOf({ print }: Row): State {
  if (print === null) return 'kept';
  return print.trouble !== null && print.state !== 'failed' ? 'stuck' : print.state;
}

/** 打印: every paper of late, whether it came out, and what to do when it did not. */
export function PrintsPage() {
  const { t } = useTranslation('prints');
  const prints = useQuery({ queryKey: ['prints'], queryFn: () => call(printingContract.recent, {}) });
  const again = useKeyed(printingContract.sendAgain, () => undefined);
  const [chosen, setChosen] = useState<Row | null>(null);
  const view = prints.data;
  const failed = view?.papers.find((row) => stateOf(row) === 'failed');
  const newest = view?.papers[0];
  return (
    <DeskPage
      title={t('title')}
      under={view !== undefined && t(view.set.length === 0 ? 'underNone' : 'under', { queues: view.set.join(t('common:list')) })}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void prints.refetch()}>
            {t('refresh')}
          </ActionButton>
          <ActionButton command="printCopy" disabled={newest === undefined} run={() => newest !== undefined && setChosen(newest)}>
            {t('reprintNewest')}
          </ActionButton>
        </>
      }
      why={view === undefined ? undefined : whyOf(view, failed, t)}
      primary={
        <MoneyButton
          command="print"
          disabled={failed === undefined || again.isPending}
          run={() => failed !== undefined && again.mutate({ paperId: failed.paperId })}
        >
          {t('again')}
        </MoneyButton>
      }
    >
      {again.isError && <ErrorLine error={again.error} />}
      {prints.isPending && <Loading label={t('loading')} />}
      {prints.isError && <ErrorNotice error={prints.error} onRetry={() => void prints.refetch()} />}
      {chosen !== null && <ReprintPanel key={chosen.paperId} paper={chosen} onClose={() => setChosen(null)} />}
      {view !== undefined && (
        <Panel title={t('papers')} note={t('note', { count: view.papers.length })} grow>
          <div className="scroll">
            <Papers rows={view.papers} onReprint={setChosen} />
          </div>
        </Panel>
      )}
    </DeskPage>
  );
}

function whyOf(view: PrintingView, failed: Row | undefined, t: Say) {
  const here = view.queues.map(({ name }) => name).join(t('common:list')) || t('noQueues');
  if (view.set.length === 0) return { head: t('why.none'), text: t('why.noneSay', { here }) };
  if (!view.serviceThere) return { head: t('why.away'), text: t('why.awaySay') };
  if (failed !== undefined) return { head: t('why.failed'), text: t('why.failedSay', { who: failed.who }) };
  return { head: t('why.fine'), text: t('why.fineSay') };
}

function Papers({ rows, onReprint }: { readonly rows: readonly Row[]; readonly onReprint: (row: Row) => void }) {
  const { t } = useTranslation('prints');
  if (rows.length === 0) return <p className="body mut">{t('none')}</p>;
  return (
    <table className="list" aria-label={t('papers')}>
      <thead>
        <tr>
          {(['paper', 'who', 'copy', 'madeAt', 'queue', 'state', 'next'] as const).map((column) => (
            <th key={column}>{t(`column.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.paperId} data-paper={row.paperId} data-state={stateOf(row)}>
            <th scope="row" title={row.file}>
              {t(`kind.${row.kind}`)}
            </th>
            <td>{row.who}</td>
            <td>{t(row.copy > 1 ? 'again2' : 'first', { copy: row.copy })}</td>
            <td className="mut">{dayAndTime(row.madeAt)}</td>
            <td>{row.print?.queue ?? '—'}</td>
            <td>
              <Tag tone={TONES[stateOf(row)]}>{t(`state.${stateOf(row)}`)}</Tag>
              {row.print?.trouble != null && <div className="small">{t(`trouble.${row.print.trouble}`)}</div>}
              {row.print !== null && row.print.words !== '' && <q className="words small">{row.print.words}</q>}
            </td>
            <td>
              <Button onClick={() => onReprint(row)}>{t('reprint')}</Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
