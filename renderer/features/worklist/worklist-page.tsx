import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClerkView } from '../../../shared/contract/session-contract.ts';
import { WORK_GROUPS, type WorkItem } from '../../../shared/contract/worklist-contract.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { sessionQuery, worklistQuery } from '../../ipc/desk-queries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { opens, useWork, verbOf, type WorkStep } from './use-work.ts';
import { WorkPanel, type WorkPanelKind } from './work-panel.tsx';
import { WorkTable } from './work-table.tsx';

/** What a role looks after; null: everything. The insurance office and finance have lists of their own. */
const OWN_GROUPS: Readonly<Record<ClerkView['role'], ReadonlySet<WorkItem['group']> | null>> = {
  clerk: null,
  supervisor: null,
  administrator: null,
  finance: new Set(['self-paid-owed', 'refund-request', 'refund-owed', 'reconciliation']),
  'insurance-officer': new Set(['rejected', 'lapsed', 'filing', 'injury', 'to-verify', 'pre-admission', 'recall-to-approve']),
};

/** 待办: what waits for somebody, most urgent first, each with one verb. Empty is a normal state. */
export function WorklistPage() {
  const { t } = useTranslation('worklist');
  const worklist = useQuery(worklistQuery);
  const work = useWork();
  const { data: session } = useQuery(sessionQuery);
  const own = OWN_GROUPS[session?.clerk?.role ?? 'clerk'];
  const [everybody, setEverybody] = useState(false);
  const mine = everybody || own === null ? WORK_GROUPS : WORK_GROUPS.filter((group) => own.has(group));
  const items = mine.flatMap((group) => (worklist.data?.items ?? []).filter((item) => item.group === group));
  // Of a queue of thousands only the most urgent are listed.
  const beyond = worklist.data !== undefined && worklist.data.total > worklist.data.items.length;
  const first = items.find(opens);
  const [picked, setPicked] = useState<string | null>(null);
  const [panel, setPanel] = useState<WorkPanelKind | null>(null);
  const chosen = items.find(({ row }) => row === picked) ?? items[0];
  const act = (item: WorkItem) => {
    if (item.group !== 'pre-admission') return work.act(item);
    setPicked(item.row);
    setPanel('call');
  };
  const take = (step: WorkStep) => {
    if (chosen !== undefined) work.step.mutate({ row: chosen.row, step }, { onSuccess: () => setPanel(null) });
  };

  return (
    <DeskPage
      title={t('title')}
      under={t('under')}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void worklist.refetch()}>
            {t('refresh')}
          </ActionButton>
          {own !== null && (
            <ActionButton command="work.everybody" run={() => setEverybody(!everybody)}>
              {t(everybody ? 'mine' : 'everybody')}
            </ActionButton>
          )}
          <ActionButton command="work.claim" run={() => take({ kind: 'claim' })} disabled={chosen === undefined || work.busy}>
            {t('claim')}
          </ActionButton>
          <ActionButton command="work.handOver" run={() => setPanel('handOver')} disabled={chosen === undefined || work.busy}>
            {t('handOver')}
          </ActionButton>
          <ActionButton command="work.note" run={() => setPanel('note')} disabled={chosen === undefined || work.busy}>
            {t('noteOpen')}
          </ActionButton>
        </>
      }
      why={first === undefined ? { head: t('none'), text: t('noneSay') } : { head: t('first'), text: t(`group.${first.group}`) }}
      primary={
        first !== undefined && (
          <Button
            type="primary"
            className={`primary-step ${first.group === 'outcome-unknown' ? 'unknown' : ''}`}
            disabled={work.busy}
            onClick={() => act(first)}
          >
            {t(verbOf(first))}
            <kbd>1</kbd>
          </Button>
        )
      }
    >
      {work.error !== null && <ErrorLine error={work.error} />}
      {panel !== null && chosen !== undefined && (
        <WorkPanel key={panel + chosen.row} item={chosen} kind={panel} busy={work.busy} onStep={take} onClose={() => setPanel(null)} />
      )}
      <Panel title={t('title')} note={t(beyond ? 'countOf' : 'count', { count: items.length, total: worklist.data?.total })} grow>
        {worklist.isPending && <Loading label={t('loading')} />}
        {worklist.isError && <ErrorNotice error={worklist.error} onRetry={() => void worklist.refetch()} />}
        {worklist.isSuccess && items.length === 0 && (
          <Block icon="ok" tone="ok" title={t('none')}>
            {t('noneSay')}
          </Block>
        )}
        {items.length > 0 && <WorkTable items={items} chosen={chosen?.row ?? null} onChoose={setPicked} onAct={act} busy={work.busy} />}
      </Panel>
    </DeskPage>
  );
}
