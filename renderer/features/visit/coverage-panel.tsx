import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import { AccountChoiceFields } from '../../frame/account-choice.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

type Choice = VisitView['choice'];

interface CoveragePanelProps {
  readonly view: VisitView;
  readonly busy: boolean;
  readonly onChoose: (coverageId: string, choice: Choice) => void;
}

const NO_FAMILY = { relative: null, ownerPlace: null, bound: false } as const;

/** Which insurance, what of the year is used, and which account may pay. */
export function CoveragePanel({ view, busy, onChoose }: CoveragePanelProps) {
  const { t } = useTranslation('visit');
  const { coverages, coverageId, coverageFixed, choice, deductibleBorne } = view;
  return (
    <Panel title={t('coverage.title')}>
      <div className="body one-column">
        <Radio.Group
          className="stacked"
          name="coverage"
          aria-label={t('coverage.insurance')}
          value={coverageId}
          disabled={busy || coverageFixed}
          onChange={(event) => onChoose(event.target.value as string, { account: 'none', ...NO_FAMILY })}
          options={coverages.map((each) => ({
            value: each.coverageId,
            label: each.active ? each.label : `${each.label}(${t('coverage.inactive')})`,
            disabled: !each.active,
          }))}
        />
        <p className="mut small">
          {deductibleBorne === null
            ? t('borneUnknown')
            : t('borne', { amount: formatMoney(deductibleBorne.amount), at: dayAndTime(deductibleBorne.asOf) })}
        </p>
        <AccountChoiceFields
          accounts={view.accounts}
          balance={view.balance}
          choice={choice}
          busy={busy}
          onChange={(changed) => onChoose(coverageId, changed)}
        />
      </div>
    </Panel>
  );
}
