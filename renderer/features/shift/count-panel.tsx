import { Button, Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftView } from '../../../shared/contract/shift-contract.ts';
import type { Money } from '../../../shared/money/money.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { formatMoney } from '../../ui/format.ts';
import { nextField } from '../../ui/next-field.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import type { Pieces } from './shift-queries.ts';

/** Typed pieces by denomination in fen. */
export type Counts = Readonly<Record<number, string>>;

/** Chinese notes and coins. */
const NOTES = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const;

export const piecesOf = (counts: Counts): Pieces =>
  NOTES.flatMap((fen) => {
    const count = Number(counts[fen] ?? '');
    return count > 0 ? [{ fen, count }] : [];
  });

interface CountPanelProps {
  readonly till: NonNullable<ShiftView['open']>;
  readonly counts: Counts;
  readonly onCounts: (counts: Counts) => void;
  readonly closing: { readonly reason: string; readonly receiver: string };
  readonly onClosing: (closing: { reason: string; receiver: string }) => void;
  readonly float: string;
  readonly onFloat: (typed: string) => void;
  readonly onMore: () => void;
  readonly busy: boolean;
}

/** The drawer: what the book says, what is in it note by note, and who takes it. */
export function CountPanel({ till, counts, onCounts, closing, onClosing, float, onFloat, onMore, busy }: CountPanelProps) {
  const { t } = useTranslation('shift');
  const id = useId();
  const { sheet, count } = till;
  const row = (label: string, amount: Money, look = '') => (
    <div className={look}>
      <dt>{label}</dt>
      <dd>{formatMoney(amount)}</dd>
    </div>
  );
  return (
    <Panel title={t('count.title')} note={t('count.note')} grow className="drawer">
      <fieldset className="scroll plain" onKeyDown={nextField}>
        <dl className="ledger-lines" aria-label={t('count.book')}>
          {row(t('till.float'), sheet.till.float)}
          {row(t('till.cashIn'), sheet.till.cashIn)}
          {row(t('till.cashOut'), sheet.till.cashOut.negated())}
          {row(t('till.expected'), sheet.till.expected, 'total')}
        </dl>
        <table className="notes" aria-label={t('count.notes')}>
          <tbody>
            {NOTES.map((fen) => (
              <tr key={fen}>
                <th scope="row">{t('count.note_of', { yuan: fen >= 100 ? String(fen / 100) : `0.${fen / 10}` })}</th>
                <td>
                  <Input
                    aria-label={t('count.pieces', { yuan: fen >= 100 ? String(fen / 100) : `0.${fen / 10}` })}
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={5}
                    value={counts[fen] ?? ''}
                    onChange={(event) => onCounts({ ...counts, [fen]: event.target.value.replaceAll(/\D/g, '') })}
                  />
                </td>
                <td className="mut">{t('count.unit')}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <dl className="ledger-lines" aria-label={t('count.result')}>
          {row(t('count.counted'), count.counted, 'total')}
          <div className={count.difference.isZero() ? '' : 'wrong'}>
            <dt>
              {count.difference.isZero() ? (
                <Sign tone="ok">{t('count.even')}</Sign>
              ) : (
                <Sign tone="offline">{t(count.difference.isNegative() ? 'count.short' : 'count.long')}</Sign>
              )}
            </dt>
            <dd>{formatMoney(count.difference)}</dd>
          </div>
          {row(t('till.due'), sheet.till.due)}
        </dl>
        <div className="fields one closing">
          <div className="wide">
            <label className={count.difference.isZero() ? '' : 'required'} htmlFor={`${id}-reason`}>
              {t('count.reason')}
            </label>
            <Input
              id={`${id}-reason`}
              aria-label={t('count.reason')}
              maxLength={200}
              autoComplete="off"
              value={closing.reason}
              onChange={(event) => onClosing({ ...closing, reason: event.target.value })}
            />
          </div>
          <div className="wide">
            <label className="required" htmlFor={`${id}-receiver`}>
              *{t('count.receiver')}
            </label>
            <Input
              id={`${id}-receiver`}
              aria-label={t('count.receiver')}
              maxLength={50}
              autoComplete="off"
              placeholder={t('count.receiverSay')}
              value={closing.receiver}
              onChange={(event) => onClosing({ ...closing, receiver: event.target.value })}
            />
          </div>
          <div className="wide">
            <label htmlFor={`${id}-more`}>{t('count.more')}</label>
            <span className="with-button">
              <AmountField id={`${id}-more`} label={t('count.more')} value={float} onChange={onFloat} />
              <Button onClick={onMore} disabled={busy || float === ''}>
                {t('count.moreDo')}
              </Button>
            </span>
          </div>
        </div>
      </fieldset>
    </Panel>
  );
}
