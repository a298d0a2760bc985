import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ClearingView } from '../../../shared/contract/credit-contract.ts';
import type { Money } from '../../../shared/money/money.ts';
import { type CalendarDate, calendarDateSchema, plusDays } from '../../../shared/time/calendar-date.ts';
import { Block } from '../../ui/block.tsx';
import { formatMoney, fullTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { clearingQuery } from './credit-queries.ts';

const TONES: Readonly<Record<ClearingView['lines'][number]['standing'], Tone>> = {
  paid: 'ok',
  'amount-differs': 'rejected',
  'only-there': 'rejected',
  'only-here': 'offline',
};

interface ClearingPanelProps {
  readonly day: CalendarDate;
  readonly today: CalendarDate;
  readonly onDay: (day: CalendarDate) => void;
  /** 应收银行垫付 of all days. */
  readonly receivable: Money;
}

/** 银行清算 of one day: our draws against the bank's file; what agrees to the fen is booked, the rest stays open. */
export function ClearingPanel({ day, today, onDay, receivable }: ClearingPanelProps) {
  const { t } = useTranslation('credit');
  const { data: view } = useQuery(clearingQuery(day));
  const pick = (text: string) => {
    const read = calendarDateSchema.safeParse(text);
    if (read.success && read.data <= today) onDay(read.data);
  };
  return (
    <Panel title={t('clearing.title')} note={t('clearing.receivable', { amount: formatMoney(receivable) })} grow>
      <div className="search clearing-day">
        <Button onClick={() => onDay(plusDays(day, -1))}>{t('clearing.before')}</Button>
        <Input type="date" aria-label={t('clearing.day')} value={day} max={today} onChange={(event) => pick(event.target.value)} />
        <Button disabled={day >= today} onClick={() => onDay(plusDays(day, 1))}>
          {t('clearing.after')}
        </Button>
      </div>
      {view !== undefined && (
        <>
          <p className="body">
            <Tag tone={view.fetchedAt === null ? (view.over ? 'offline' : 'queued') : 'ok'}>
              {view.fetchedAt === null
                ? t(view.over ? 'clearing.notFetched' : 'clearing.notOver')
                : t('clearing.fetchedAt', { at: fullTime(view.fetchedAt) })}
            </Tag>
          </p>
          <dl className="sums-across" aria-label={t('clearing.title')}>
            {(['here', 'there', 'cleared'] as const).map((name) => (
              <div key={name}>
                <dt>{t(`clearing.${name}`)}</dt>
                <dd>{formatMoney(view[name])}</dd>
              </div>
            ))}
          </dl>
          {view.lines.length === 0 ? (
            <Block icon="minus" title={t('clearing.none')} />
          ) : (
            <div className="scroll">
              <table aria-label={t('clearing.title')}>
                <tbody>
                  {view.lines.map((line) => (
                    <tr key={line.bankNumber} data-standing={line.standing}>
                      <th scope="row">
                        {line.patientName === '' ? t('clearing.unknown') : line.patientName}{' '}
                        <span className="mut small">
                          {t(`moves.kind.${line.kind}`)} {line.bankNumber}
                        </span>
                      </th>
                      <td className="num">{line.here === null ? '—' : formatMoney(line.here)}</td>
                      <td className="num">{line.there === null ? '—' : formatMoney(line.there)}</td>
                      <td>
                        <Tag tone={TONES[line.standing]}>{t(`clearing.is.${line.standing}`)}</Tag>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}
