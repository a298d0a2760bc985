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
import { useWork, verbOf } from './use-work.ts';
import { WorkTable } from './work-table.tsx';

/** What a role looks after; null: everything. The insurance office has its own list. */
const OWN_GROUPS: Readonly<Record<ClerkView['role'], ReadonlySet<WorkItem['group']> | null>> = {
  clerk: null,
  supervisor: null,
  administrator: null,
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
  const first = items.find(({ encounterId }) => encounterId !== null);

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
        </>
      }
      why={first === undefined ? { head: t('none'), text: t('noneSay') } : { head: t('first'), text: t(`group.${first.group}`) }}
      primary={
        first !== undefined && (
          <Button
            type="primary"
            className={`primary-step ${first.group === 'outcome-unknown' ? 'unknown' : ''}`}
            disabled={work.busy}
            onClick={() => work.act(first)}
          >
            {t(verbOf(first))}
            <kbd>1</kbd>
          </Button>
        )
      }
    >
      {work.error !== null && <ErrorLine error={work.error} />}
      <Panel title={t('title')} note={t(beyond ? 'countOf' : 'count', { count: items.length, total: worklist.data?.total })} grow>
        {worklist.isPending && <Loading label={t('loading')} />}
        {worklist.isError && <ErrorNotice error={worklist.error} onRetry={() => void worklist.refetch()} />}
        {worklist.isSuccess && items.length === 0 && (
          <Block icon="ok" tone="ok" title={t('none')}>
            {t('noneSay')}
          </Block>
        )}
        {items.length > 0 && <WorkTable items={items} onAct={work.act} busy={work.busy} />}
      </Panel>
    </DeskPage>
  );
}
