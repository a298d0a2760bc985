import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { formatRange, isExact, readableFacts } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { FiguresTable } from './figures-table.tsx';
import { RangeBar } from './range-bar.tsx';

interface FiguresPanelProps {
  readonly view: SettlementView;
  readonly asking: boolean;
  readonly onSteps: () => void;
}

/** The estimate or its range, why it is one, and the table of all figures beside the centre's. */
export function FiguresPanel({ view, asking, onSteps }: FiguresPanelProps) {
  const { t } = useTranslation('discharge');
  const many = view.columns.length > 1;
  return (
    <Panel
      title={t('figures.title')}
      note={asking ? t('figures.asking') : t(many ? 'figures.noteMany' : 'figures.note')}
      aside={
        view.steps.length > 0 && (
          <button type="button" className="link" onClick={onSteps}>
            {t('figures.howComputed')}
          </button>
        )
      }
      grow
    >
      <div className="body figures">
        {view.standing !== 'final' && <Expected view={view} />}
        <FiguresTable view={view} />
      </div>
    </Panel>
  );
}

/** A range stands in large figures with its doubt; a single estimate only when nothing official is there yet. */
function Expected({ view }: { readonly view: SettlementView }) {
  const { t } = useTranslation(['discharge', 'words']);
  const { expectedOwnShare, uncertain, strip } = view;
  const doubts = uncertain.map(({ cause, facts }) =>
    t([`uncertain.${cause}`, `words:noEstimateBecause.${cause}`, 'uncertain.other'], readableFacts(facts)),
  );
  if (expectedOwnShare === null) {
    return (
      <div className="range none" role="note">
        <span>
          <b className="strong">{t('figures.noEstimate')}</b>
          <i>{doubts.join(t('common:semicolon'))}</i>
        </span>
      </div>
    );
  }
  if (isExact(expectedOwnShare) && view.standing === 'pre-settled') return null;
  return (
    <>
      <div className="range" role="note" aria-label={t('figures.expected')}>
        <span>
          {t('figures.expected')}
          <i>{[...doubts, t('figures.notAVoucher')].join(t('common:comma'))}</i>
        </span>
        <b>{formatRange(expectedOwnShare)}</b>
      </div>
      {strip.door === 'credit' && <RangeBar range={expectedOwnShare} lock={strip.creditLocked} />}
    </>
  );
}
