import { Button } from 'antd';
import { Fragment, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../shared/contract/worklist-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { opens, verbOf } from './use-work.ts';
import { matterOf, stepSay } from './work-words.ts';

interface WorkTableProps {
  /** Sorted by group. */
  readonly items: readonly WorkItem[];
  /** Name of the row that 认领, 转交 and 备注 are about. */
  readonly chosen: string | null;
  readonly onChoose: (row: string) => void;
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
const LAST = ['owner', 'last', 'next'] as const;

/** ↑↓ choose a row, Enter does its verb; a digit does it at once. */
export function WorkTable({ items, chosen, onChoose, onAct, busy }: WorkTableProps) {
  const { t } = useTranslation('worklist');
  const rows = useRef<HTMLTableSectionElement>(null);
  useDigits(Math.min(items.length, 9), (index) => {
    const item = items[index];
    if (item !== undefined && !busy) onAct(item);
  });
  // ↑↓ work at once, unless a field has the focus already.
  useEffect(() => {
    if (document.activeElement === document.body) rows.current?.querySelector<HTMLElement>('[data-row]')?.focus();
  }, []);
  const onKey = (event: KeyboardEvent, index: number) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    rows.current?.querySelectorAll<HTMLElement>('[data-row]')[index + step]?.focus();
  };
  return (
    <div className="scroll">
      <table aria-label={t('title')} className="work-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>{t(`column.${column}`)}</th>
            ))}
            <th className="num">{t('column.amount')}</th>
            {LAST.map((column) => (
              <th key={column}>{t(`column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody ref={rows}>
          {items.map((item, index) => (
            <Fragment key={`${item.group} ${item.itemId}`}>
              {items[index - 1]?.group !== item.group && (
                <GroupRow group={item.group} count={items.filter(({ group }) => group === item.group).length} />
              )}
              <WorkRow
                item={item}
                index={index}
                chosen={item.row === chosen}
                onChoose={() => onChoose(item.row)}
                onKey={(event) => onKey(event, index)}
                onAct={() => onAct(item)}
                busy={busy}
              />
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
      <th colSpan={8} scope="rowgroup">
        <Tag tone={TONES[group]}>{t(`group.${group}`)}</Tag> <span className="mut small">{t('groupCount', { count })}</span>
      </th>
    </tr>
  );
}

interface WorkRowProps {
  readonly item: WorkItem;
  readonly index: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onAct: () => void;
  readonly busy: boolean;
}

function WorkRow({ item, index, chosen, onChoose, onKey, onAct, busy }: WorkRowProps) {
  const { t } = useTranslation(['worklist', 'words']);
  const deadline = item.settleBy ?? (item.deadlineAt === null ? '—' : dayAndTime(item.deadlineAt));
  return (
    <tr data-group={item.group} className={chosen ? 'chosen' : ''} onClick={onChoose}>
      <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
      <td className={deadline === '—' ? 'mut' : DEADLINES[item.deadlineStanding ?? 'amber']}>
        {deadline}
        {item.deadlineStanding === 'over' && <div className="small">{t('over')}</div>}
      </td>
      <th scope="row">
        <button
          type="button"
          className="link strong"
          data-row={item.row}
          onFocus={onChoose}
          onKeyDown={onKey}
          onClick={opens(item) && !busy ? onAct : onChoose}
        >
          {item.patientName ?? '—'}
        </button>{' '}
        <span className="mut small">{item.stayNumber}</span>
      </th>
      <td className="matter">
        {matterOf(item, t)}
        {item.words !== null && <q className="words">{item.words}</q>}
      </td>
      <td className="num">{item.amount === null ? '—' : formatMoney(item.amount)}</td>
      <td className={item.owner === null ? 'mut' : ''}>{item.owner?.name ?? t('nobody')}</td>
      <td className="last">
        <LastStep item={item} />
      </td>
      <td>
        {opens(item) ? (
          <Button onClick={onAct} disabled={busy}>
            {t(verbOf(item))}
          </Button>
        ) : (
          <span className="mut">{t('verb.tell')}</span>
        )}
      </td>
    </tr>
  );
}

/** What was done last and by whom; of an untouched row, since when it stands. */
function LastStep({ item: { steps, at } }: { readonly item: WorkItem }) {
  const { t } = useTranslation(['worklist', 'words']);
  const last = steps.at(-1);
  if (last === undefined) return <span className="mut">{t('step.none', { at: dayAndTime(at) })}</span>;
  return (
    <>
      {stepSay(last, t)} <span className="mut small">{dayAndTime(last.at)}</span>
      {last.words !== '' && <q className="said">{last.words}</q>}
    </>
  );
}
