import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayEndView } from '../../../shared/contract/day-end-contract.ts';
import type { DaySource } from '../../../shared/model/day-end.ts';
import { clockTime, formatMoney } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import type { Chosen } from './day-end-queries.ts';

type Line = DayEndView['lines'][number];

const TONES: Readonly<Record<Line['standing'], Tone>> = { 'no-list': 'queued', nothing: 'neutral', equal: 'ok', different: 'rejected' };

interface LinesTableProps {
  readonly lines: readonly Line[];
  readonly busy: boolean;
  readonly onFile: (chosen: Chosen) => void;
}

/** Each line's two sums, and where the other side's list comes from. */
export function LinesTable({ lines, busy, onFile }: LinesTableProps) {
  const { t } = useTranslation('dayEnd');
  return (
    <div className="scroll">
      <table aria-label={t('lines')} className="groups">
        <thead>
          <tr>
            <th>{t('column.line')}</th>
            <th className="num">{t('column.here')}</th>
            <th className="num">{t('column.there')}</th>
            <th>{t('column.standing')}</th>
            <th>{t('column.list')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line} data-line={line.line} data-standing={line.standing}>
              <th scope="row">{t(`line.${line.line}`)}</th>
              <Sum sum={line.here} />
              <Sum sum={line.there} />
              <td>
                <Tag tone={TONES[line.standing]}>{t(`standing.${line.standing}`)}</Tag>
              </td>
              <td className="list-of">
                <ListOf line={line} />
                {line.source !== null && line.line !== 'alipay' && (
                  <FileButton
                    source={line.source}
                    disabled={busy}
                    onFile={(file) => line.source !== null && onFile({ source: line.source, file })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sum({ sum }: { readonly sum: Line['there'] }) {
  const { t } = useTranslation('dayEnd');
  if (sum === null) return <td className="num mut">—</td>;
  return (
    <td className="num">
      {formatMoney(sum.net)}
      <div className="mut small">{t('pieces', { count: sum.count })}</div>
    </td>
  );
}

function ListOf({ line: { source, list } }: { readonly line: Line }) {
  const { t } = useTranslation('dayEnd');
  if (source === null) return <span className="mut small">{t('own')}</span>;
  if (list === null) return <span className="mut small">{t('noList')}</span>;
  const name = list.name === 'fetched' ? t('fetched') : list.name;
  return (
    <span className="small">
      {name}
      <span className="mut">
        {' '}
        {t('takenAt', { at: clockTime(list.takenAt) })} {list.clerkName !== null && t('chosen', { clerk: list.clerkName })}
      </span>
    </span>
  );
}

interface FileButtonProps {
  readonly source: DaySource;
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
}

function FileButton({ source, disabled, onFile }: FileButtonProps) {
  const { t } = useTranslation('dayEnd');
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="small"
        disabled={disabled}
        aria-label={`${t('choose')} ${t(`source.${source}`)}`}
        onClick={() => field.current?.click()}
      >
        {t('choose')}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        accept=".csv"
        aria-label={t(`source.${source}`)}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = ''; // the same file may be chosen again after it was mended
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
