import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure, SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Say } from '../../i18n/say.ts';
import { clockTime, dayAndTime, formatMoney } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';

type Row = SettlementView['rows'][number];

/** Where a heading stands between the rows. */
const GROUP_BEFORE: Partial<Record<Figure, string>> = { deductible: 'layers', inScopeOwnShare: 'burden' };
const STRONG: ReadonlySet<Figure> = new Set(['total', 'inScope']);

/**
 * Estimate, the centre's pre-settlement, the centre's settlement, difference. The look of a column, not of a single cell, says how much
 * it is worth: dashed grey italics, thin line, thick line.
 */
export function FiguresTable({ view }: { readonly view: SettlementView }) {
  const { t } = useTranslation('discharge');
  const official = view.standing === 'final';
  const showPre = !official || view.preSettledAt !== null;
  return (
    <table className="split" aria-label={t('figures.title')} data-standing={view.standing}>
      <thead>
        <tr>
          <th>{t('column.item')}</th>
          {view.columns.map((column, index) => (
            <th key={column.stayNumberInYear ?? index} className={`num estimate ${index > 0 ? 'next' : ''}`}>
              {estimateTitle(view, index, t)}
              <small>{t('column.deductible', { amount: formatMoney(column.deductible) })}</small>
            </th>
          ))}
          {showPre && <PreSettledHead view={view} />}
          {official && (
            <th className="num final">
              <Icon name="ok" /> {t('column.final')}
              <small>{view.outcome === null ? '' : dayAndTime(view.outcome.settledAt)}</small>
            </th>
          )}
          <th className="num">
            {t('column.difference')}
            <small>{t('column.differenceNote')}</small>
          </th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <Fragment key={row.figure}>
            {GROUP_BEFORE[row.figure] !== undefined && (
              <tr className="group">
                <th scope="rowgroup">{t(`group.${GROUP_BEFORE[row.figure]}`)}</th>
                {row.estimates.map((_, index) => (
                  // The columns of an estimate have no other name than their place.
                  <td key={`estimate-${String(index)}`} className={`estimate ${index > 0 ? 'next' : ''}`} />
                ))}
                {showPre && <td className={view.preSettledAt === null ? 'missing' : 'pre'} />}
                {official && <td className="final" />}
                <td />
              </tr>
            )}
            <FigureRow row={row} showPre={showPre} asked={view.preSettledAt !== null} official={official} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function estimateTitle(view: SettlementView, index: number, t: Say): string {
  const number = view.columns[index]?.stayNumberInYear ?? null;
  if (view.columns.length === 1 || number === null) return t('column.estimate');
  return number === 1 ? t('column.estimateFirst') : t('column.estimateNth', { number });
}

function PreSettledHead({ view }: { readonly view: SettlementView }) {
  const { t } = useTranslation('discharge');
  if (view.preSettledAt === null) {
    return (
      <th className="num missing">
        {t('column.preSettled')}
        <small>{t('column.notAsked')}</small>
      </th>
    );
  }
  return (
    <th className="num pre">
      <Icon name="ok" /> {t('column.preSettled')}
      <small>{t('column.askedAt', { at: clockTime(view.preSettledAt) })}</small>
    </th>
  );
}

interface FigureRowProps {
  readonly row: Row;
  readonly showPre: boolean;
  readonly asked: boolean;
  readonly official: boolean;
}

function FigureRow({ row, showPre, asked, official }: FigureRowProps) {
  const { t } = useTranslation('discharge');
  const { figure, estimates, preSettled, final, difference } = row;
  const differs = estimates.some((estimate) => estimates[0]?.equals(estimate) === false);
  const isSum = figure === 'burden';
  const best = official ? 'final' : asked ? 'pre-settled' : 'estimate-0';
  return (
    <tr className={isSum ? 'sum' : ''} data-figure={figure}>
      <th scope="row" className={STRONG.has(figure) || isSum ? 'strong' : ''}>
        {t(`figure.${figure}`)}
        {differs && <span title={t('figures.differs')}> ≠</span>}
      </th>
      {estimates.map((estimate, index) => (
        <td
          key={`estimate-${String(index)}`}
          className={`num estimate ${index > 0 ? 'next' : ''} ${differs ? 'strong' : ''}`}
          data-column={`estimate-${String(index)}`}
          data-best={best === `estimate-${String(index)}`}
        >
          {formatMoney(estimate)}
        </td>
      ))}
      {showPre && (
        <td className={`num ${asked ? 'pre' : 'missing'}`} data-column="pre-settled" data-best={best === 'pre-settled'}>
          {preSettled === null ? '—' : formatMoney(preSettled)}
        </td>
      )}
      {official && (
        <td className="num final" data-column="final" data-best={best === 'final'}>
          {final === null ? '—' : formatMoney(final)}
        </td>
      )}
      <td className="num" data-column="difference">
        {difference === null ? '—' : <Difference row={row} isSum={isSum} />}
      </td>
    </tr>
  );
}

function Difference({ row: { difference }, isSum }: { readonly row: Row; readonly isSum: boolean }) {
  const { t } = useTranslation('discharge');
  if (difference === null) return null;
  if (isSum && difference.isZero()) {
    return (
      <span className="ink-ok">
        <Icon name="ok" /> {t('figures.same')}
      </span>
    );
  }
  return <span className={difference.isZero() ? 'mut' : 'ink-offline strong'}>{formatMoney(difference)}</span>;
}
