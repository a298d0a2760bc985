import { useTranslation } from 'react-i18next';
import type { AmountRange } from '../../../shared/contract/common-schemas.ts';
import type { Money } from '../../../shared/money/money.ts';
import { formatMoney, formatRange } from '../../ui/format.ts';

const LEFT = 64;
const RIGHT = 432;

/** Where the lock stands against the range: a drawing to scale, no figure is made here. */
export function RangeBar({ range, lock }: { readonly range: AmountRange; readonly lock: Money }) {
  const { t } = useTranslation('discharge');
  const ends = [range.least.toFen(), range.most.toFen(), lock.toFen()];
  const low = Math.min(...ends);
  const span = Math.max(...ends) - low || 1;
  const place = (amount: Money) => LEFT + ((amount.toFen() - low) / span) * (RIGHT - LEFT);
  const [from, to, at] = [place(range.least), place(range.most), place(lock)];
  const covers = lock.compare(range.most) >= 0;
  const says = t(covers ? 'bar.covers' : 'bar.short');
  return (
    <svg
      className="range-bar"
      viewBox="0 0 496 46"
      role="img"
      aria-label={t('bar.label', { lock: formatMoney(lock), range: formatRange(range), says })}
    >
      <line x1="8" y1="26" x2="488" y2="26" stroke="#bfbfbf" strokeWidth="2" />
      <rect x={from} y="19" width={Math.max(to - from, 2)} height="14" fill="#e4e4e4" stroke="#8c8c8c" strokeDasharray="4 3" />
      <path d={`M${at} 16v20`} stroke="#1f1f1f" strokeWidth="3" />
      <text x={at} y="12" textAnchor={at > 400 ? 'end' : at < 90 ? 'start' : 'middle'} className="lock">
        {t('bar.lock', { amount: formatMoney(lock) })} {says}
      </text>
      <text x={from} y="45" textAnchor={from === to ? 'middle' : 'end'} dx={from === to ? 0 : 24}>
        {formatMoney(range.least)}
      </text>
      {from !== to && (
        <text x={to} y="45" textAnchor="start" dx="-24">
          {formatMoney(range.most)}
        </text>
      )}
    </svg>
  );
}
