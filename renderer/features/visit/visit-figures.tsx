import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import { clockTime, dayAndTime, formatMoney, readableFacts } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';

type Row = VisitView['rows'][number];

/** Figures that a visit can have; the layers above them are of stays. */
const SHOWN: ReadonlySet<Row['figure']> = new Set([
  'total',
  'selfPaid',
  'overCap',
  'firstShare',
  'inScope',
  'deductible',
  'pooledFund',
  'coinsurance',
  'account',
  'burden',
]);

interface VisitFiguresProps {
  readonly view: VisitView;
  readonly asking: boolean;
  readonly onSteps: () => void;
}

/** The estimate beside the centre's pre-settlement or settlement, and the difference. */
export function VisitFigures({ view, asking, onSteps }: VisitFiguresProps) {
  const { t } = useTranslation(['visit', 'words', 'discharge']);
  const final = view.standing === 'final';
  const centre = final || view.preSettledAt !== null;
  const doubts = view.uncertain.map(({ cause, facts }) =>
    t([`discharge:uncertain.${cause}`, `words:noEstimateBecause.${cause}`, 'words:noEstimateBecause.other'], readableFacts(facts)),
  );
  return (
    <Panel
      title={t('figures.title')}
      note={doubts.length > 0 ? doubts.join(t('common:semicolon')) : t('figures.note')}
      aside={
        view.steps.length > 0 && (
          <button type="button" className="link" onClick={onSteps}>
            {t('figures.how')}
          </button>
        )
      }
      grow
    >
      <div className="body figures">
        <table className="split" aria-label={t('figures.title')} data-standing={view.standing} aria-busy={asking}>
          <thead>
            <tr>
              <th>{t('figures.item')}</th>
              <th className="num estimate">{t('figures.estimate')}</th>
              <th className={`num ${final ? 'final' : centre ? 'pre' : 'missing'}`}>
                {centre && <Icon name="ok" />} {t(final ? 'figures.final' : 'figures.pre')}
                <small>{centreAt(view, t('figures.notAsked'))}</small>
              </th>
              <th className="num">
                {t('figures.difference')}
                <small>{t('figures.differenceNote')}</small>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.rows
              .filter(({ figure }) => SHOWN.has(figure))
              .map((row) => (
                <FigureRow key={row.figure} row={row} final={final} centre={centre} />
              ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function centreAt({ outcome, preSettledAt }: VisitView, none: string): string {
  if (outcome !== null) return dayAndTime(outcome.settledAt);
  return preSettledAt === null ? none : `2206·${clockTime(preSettledAt)}`;
}

function FigureRow({ row, final, centre }: { readonly row: Row; readonly final: boolean; readonly centre: boolean }) {
  const { t } = useTranslation('discharge');
  const { figure, estimates, difference } = row;
  const official = final ? row.final : row.preSettled;
  const [first] = estimates;
  return (
    <tr className={figure === 'burden' ? 'sum' : ''} data-figure={figure}>
      <th scope="row" className={figure === 'burden' || figure === 'total' ? 'strong' : ''}>
        {t(`figure.${figure}`)}
      </th>
      <td className="num estimate" data-column="estimate">
        {first === undefined ? '—' : formatMoney(first)}
      </td>
      <td className={`num ${final ? 'final' : centre ? 'pre' : 'missing'}`} data-column="centre">
        {official === null ? '—' : formatMoney(official)}
      </td>
      <td className={`num ${difference === null || difference.isZero() ? 'mut' : 'ink-offline'}`} data-column="difference">
        {difference === null ? '—' : formatMoney(difference)}
      </td>
    </tr>
  );
}
