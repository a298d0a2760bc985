import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CHARGES_OF_A_PAGE, type ChargeLine } from '../../../shared/contract/charge-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { Say } from '../../i18n/say.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { chargeLinesQuery } from './charge-queries.ts';

/** Of charges.css. */
const ROW_PX = 30;
/** Rows beyond the edge, so that a turn of the wheel shows no gap. */
const BEYOND = 12;
const COLUMNS = ['at', 'name', 'quantity', 'unitPrice', 'amount', 'class', 'share', 'department', 'sending'] as const;
const RIGHT: ReadonlySet<string> = new Set(['quantity', 'unitPrice', 'amount', 'share']);

interface ChargesTableProps {
  readonly encounterId: EncounterId;
  readonly search: string;
  /** Only lines with findings. */
  readonly doubtful: boolean;
  readonly count: number;
  /** Lines ticked as another payer's; null: nothing is ticked here. */
  readonly ticked: ReadonlySet<string> | null;
  readonly onTick: (line: ChargeLine, on: boolean) => void;
}

/** As many rows in the page as the eye sees, however many lines a stay has; they are read by the hundred. */
export function ChargesTable({ encounterId, search, doubtful, count, ticked, onTick }: ChargesTableProps) {
  const { t } = useTranslation('charges');
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count, getScrollElement: () => scroll.current, estimateSize: () => ROW_PX, overscan: BEYOND });
  const shown = rows.getVirtualItems();
  const pages = pagesOf(shown.at(0)?.index ?? 0, shown.at(-1)?.index ?? 0, count);
  const read = useQueries({ queries: pages.map((page) => chargeLinesQuery(encounterId, { search, doubtful }, page)) });
  const lineAt = (index: number) => read[pages.indexOf(Math.floor(index / CHARGES_OF_A_PAGE))]?.data?.lines[index % CHARGES_OF_A_PAGE];
  const above = shown[0]?.start ?? 0;
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div className="scroll grow-rows" ref={scroll}>
      <table className="charge-lines" aria-label={t('table')} aria-rowcount={count + 1}>
        <thead>
          <tr>
            {ticked !== null && <th className="of-other">{t('column.other')}</th>}
            {COLUMNS.map((column) => (
              <th key={column} className={`of-${column} ${RIGHT.has(column) ? 'num' : ''}`}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={above} />
          {shown.map(({ index }) => (
            <Row key={index} index={index} line={lineAt(index)} ticked={ticked} onTick={onTick} />
          ))}
          <Space height={below} />
        </tbody>
      </table>
    </div>
  );
}

/** Those in sight, and the next on either side: who turns the wheel finds them read. */
function pagesOf(first: number, last: number, count: number): readonly number[] {
  const pageOf = (index: number) => Math.floor(Math.min(Math.max(index, 0), Math.max(count - 1, 0)) / CHARGES_OF_A_PAGE);
  const [from, to] = [pageOf(first - CHARGES_OF_A_PAGE), pageOf(last + CHARGES_OF_A_PAGE)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** What is scrolled out of sight, as one empty row of its height. */
const Space = ({ height }: { readonly height: number }) => (height === 0 ? null : <tr className="space" style={{ height }} aria-hidden />);

const TONES: Readonly<Record<ChargeLine['sending'], Tone>> = {
  none: 'neutral',
  waiting: 'queued',
  unknown: 'unknown',
  acknowledged: 'ok',
  rejected: 'rejected',
};

/** 男, 女, or the schemes by name. */
const onlyText = (t: Say, only: string): string =>
  only
    .split(' ')
    .filter((code) => code !== '')
    .map((code) => t(`only.${code}`))
    .join('、');

type RowProps = { readonly index: number; readonly line: ChargeLine | undefined } & Pick<ChargesTableProps, 'ticked' | 'onTick'>;

function Row({ index, line, ticked, onTick }: RowProps) {
  const { t } = useTranslation('charges');
  if (line === undefined) {
    return (
      <tr data-index={index} aria-rowindex={index + 2}>
        <td colSpan={COLUMNS.length + (ticked === null ? 0 : 1)} className="mut">
          …
        </td>
      </tr>
    );
  }
  const share = [line.selfPaid, line.firstShare].flatMap((amount) => (amount === null || amount.isZero() ? [] : [formatMoney(amount)]));
  const another = line.payer === 'other';
  return (
    <tr data-index={index} data-line={line.lineNumber} aria-rowindex={index + 2}>
      {ticked !== null && (
        <td>
          <Checkbox
            aria-label={t('tick', { name: line.name })}
            checked={ticked.has(line.originalLineNumber ?? line.lineNumber)}
            disabled={line.originalLineNumber !== null}
            onChange={(event) => onTick(line, event.target.checked)}
          />
        </td>
      )}
      <td>{dayAndTime(line.occurredAt)}</td>
      <td title={`${line.name} ${line.itemCode} ${line.lineNumber}`}>
        {line.name}
        {line.findings.map(({ finding, facts }) => (
          <em key={finding} className="small ink-offline" data-finding={finding}>
            {' '}
            {t(`finding.${finding}`, { ...facts, only: onlyText(t, facts['only'] ?? '') })}
          </em>
        ))}
        {line.originalLineNumber !== null && <em className="small ink-offline"> {t('takesBack', { line: line.originalLineNumber })}</em>}
      </td>
      <td className="num">{Number(line.quantity)}</td>
      <td className="num">{line.unitPrice.replace(/0{1,4}$/, '')}</td>
      <td className="num strong">{formatMoney(line.amount)}</td>
      <td>{line.itemClass === null ? '—' : t(`class.${line.itemClass}`)}</td>
      <td className="num mut">{share.length === 0 ? '—' : share.join(' + ')}</td>
      <td>{line.department}</td>
      <td>
        <Tag tone={another ? 'neutral' : TONES[line.sending]}>{another ? t('payer.other') : t(`sending.${line.sending}`)}</Tag>
      </td>
    </tr>
  );
}
