import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../shared/contract/worklist-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { dayAndTime, formatMoney, readableFacts } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { verbOf } from './use-work.ts';

interface WorkTableProps {
  /** Sorted by group. */
  readonly items: readonly WorkItem[];
  readonly onAct: (item: WorkItem) => void;
  readonly busy: boolean;
}

const TONES: Readonly<Record<WorkItem['group'], Tone>> = {
  'outcome-unknown': 'unknown',
  'payment-unknown': 'unknown',
  'refund-owed': 'offline',
  'refund-request': 'queued',
  rejected: 'rejected',
  repair: 'rejected',
  credit: 'offline',
  lapsed: 'rejected',
  filing: 'offline',
  injury: 'offline',
  'to-verify': 'offline',
  'pre-admission': 'queued',
  'recall-to-approve': 'queued',
  'left-unsettled': 'offline',
  reconciliation: 'rejected',
  difference: 'offline',
  'self-paid-owed': 'offline',
  waiting: 'queued',
  'print-failed': 'offline',
  'refused-file': 'rejected',
};
/** A deadline is amber from half time on, red when it passed; the words beside it say so, too. */
const DEADLINES = { calm: '', amber: 'ink-offline strong', over: 'ink-rejected strong' } as const;
const COLUMNS = ['key', 'deadline', 'patient', 'matter'] as const;

export function WorkTable({ items, onAct, busy }: WorkTableProps) {
  const { t } = useTranslation('worklist');
  useDigits(Math.min(items.length, 9), (index) => {
    const item = items[index];
    if (item !== undefined && !busy) onAct(item);
  });
  return (
    <div className="scroll">
      <table aria-label={t('title')} className="work-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>{t(`column.${column}`)}</th>
            ))}
            <th className="num">{t('column.amount')}</th>
            <th>{t('column.at')}</th>
            <th>{t('column.next')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <Fragment key={`${item.group} ${item.itemId}`}>
              {items[index - 1]?.group !== item.group && (
                <GroupRow group={item.group} count={items.filter(({ group }) => group === item.group).length} />
              )}
              <WorkRow item={item} index={index} onAct={() => onAct(item)} busy={busy} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupRow({ group, count }: { readonly group: WorkItem['group']; readonly count: number }) {
  const { t } = useTranslation('worklist');
  return (
    <tr className="group">
      <th colSpan={7} scope="rowgroup">
        <Tag tone={TONES[group]}>{t(`group.${group}`)}</Tag> <span className="mut small">{t('groupCount', { count })}</span>
      </th>
    </tr>
  );
}

interface WorkRowProps {
  readonly item: WorkItem;
  readonly index: number;
  readonly onAct: () => void;
  readonly busy: boolean;
}

function WorkRow({ item, index, onAct, busy }: WorkRowProps) {
  const { t } = useTranslation(['worklist', 'words']);
  const deadline = item.settleBy ?? (item.deadlineAt === null ? '—' : dayAndTime(item.deadlineAt));
  const matter = matterOf(item, t);
  return (
    <tr data-group={item.group}>
      <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
      <td className={deadline === '—' ? 'mut' : DEADLINES[item.deadlineStanding ?? 'amber']}>
        {deadline}
        {item.deadlineStanding === 'over' && <div className="small">{t('over')}</div>}
      </td>
      <th scope="row">
        <b className="strong">{item.patientName ?? '—'}</b> <span className="mut small">{item.stayNumber}</span>
      </th>
      <td className="matter">
        {matter}
        {item.words !== null && <q className="words">{item.words}</q>}
      </td>
      <td className="num">{item.amount === null ? '—' : formatMoney(item.amount)}</td>
      <td className="mut">{dayAndTime(item.at)}</td>
      <td>
        {item.encounterId === null && item.group !== 'reconciliation' && item.group !== 'credit' && item.group !== 'print-failed' ? (
          <span className="mut">{t('verb.tell')}</span>
        ) : (
          <Button onClick={onAct} disabled={busy}>
            {t(verbOf(item))}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** An act is named with what became of it; everything else has a sentence of its own. */
function matterOf({ matter, group, facts }: WorkItem, t: TFunction<readonly ['worklist', 'words']>): string {
  const said = t(`matter.${group}`, readableFacts(facts));
  if (matter.startsWith('act.')) return t('actMatter', { act: t(`words:${matter}`), state: said });
  return t([`matter.${matter}`, `matter.${group}`], readableFacts(facts));
}
