import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { deskFactsQuery } from '../../ipc/desk-queries.ts';
import { dayAndTime, daysOld } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { type AdmissionForm, isElsewhere } from './admission-form.ts';
import { PremiumLine } from './premium-line.tsx';
import { EligibilityChecks } from './eligibility-checks.tsx';

interface CoveragePanelProps {
  readonly view: AdmissionView;
  readonly form: AdmissionForm;
  readonly onPick: (coverageId: string) => void;
}

/** All insured statuses of the person with the age of each; one of them is used. */
export function CoveragePanel({ view, form, onPick }: CoveragePanelProps) {
  const { t } = useTranslation('admission');
  const { coverages, chosenCoverageId } = view;
  const pick = (index: number) => {
    const coverage = coverages[index];
    if (coverage?.active === true) onPick(coverage.coverageId);
  };
  useDigits(coverages.length, pick);
  return (
    <Panel
      title={t('coverage.title')}
      note={t('coverage.note', { count: coverages.length })}
      aside={<Freshness view={view} />}
      className="coverage"
    >
      <div className="scroll">
        <table aria-label={t('coverage.title')}>
          <thead>
            <tr>
              {(['key', 'scheme', 'class', 'place', 'status', 'from', 'age'] as const).map((column) => (
                <th key={column}>{t(`coverage.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {coverages.map((coverage, index) => (
              <tr
                key={coverage.coverageId}
                className={`pickable ${coverage.coverageId === chosenCoverageId ? 'chosen' : ''}`}
                aria-selected={coverage.coverageId === chosenCoverageId}
                onClick={() => pick(index)}
              >
                <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
                <th
                  scope="row"
                  title={coverage.namedAsOf === null ? undefined : t('coverage.namedBy', { at: dayAndTime(coverage.namedAsOf) })}
                >
                  {coverage.schemeName}
                </th>
                <td>{coverage.personClassName}</td>
                <td>{coverage.insuredPlaceName}</td>
                <td>
                  <Standing coverage={coverage} />
                </td>
                <td>{coverage.from === null ? '—' : t('coverage.since', { day: coverage.from })}</td>
                <td className="mut">{coverage.age === null ? '—' : dayAndTime(coverage.age.asOf)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {coverages.length === 0 && <p className="body mut">{t('coverage.none')}</p>}
      </div>
      {view.identity.verified && coverages.find(({ coverageId }) => coverageId === chosenCoverageId)?.selfPay !== true && (
        <EligibilityChecks view={view} />
      )}
      {isElsewhere(view) && (
        <label className="tick body ink-rejected">
          <input
            type="checkbox"
            checked={form.fields.elsewhereAsked}
            onChange={(event) => form.set({ elsewhereAsked: event.target.checked })}
          />
          {t('check.elsewhereAsked')}
        </label>
      )}
      {view.premium !== null && view.chosenCoverageId !== null && (
        <PremiumLine key={view.chosenCoverageId} coverageId={view.chosenCoverageId} premium={view.premium} />
      )}
    </Panel>
  );
}

function Standing({ coverage }: { readonly coverage: AdmissionView['coverages'][number] }) {
  const { t } = useTranslation('admission');
  if (coverage.selfPay) return <Sign tone="neutral">{t('coverage.anyTime')}</Sign>;
  if (coverage.active) return <Sign tone="ok">{coverage.statusName}</Sign>;
  return <Sign tone="rejected">{t('coverage.notChoosable', { status: coverage.statusName })}</Sign>;
}

/** Whether the centre answered just now, or how old the kept data are. */
function Freshness({ view }: { readonly view: AdmissionView }) {
  const { t } = useTranslation('admission');
  const { data: facts } = useQuery(deskFactsQuery);
  const age = view.eligibility.age ?? view.coverages[0]?.age;
  if (!view.identity.verified) return <Sign tone="offline">{t('coverage.notAsked')}</Sign>;
  if (view.centreReached && age == null) return <Sign tone="offline">{t('coverage.notYet')}</Sign>;
  if (view.centreReached) return <Sign tone="ok">{t('coverage.fresh')}</Sign>;
  if (age == null || facts === undefined) return <Sign tone="offline">{t('coverage.offline')}</Sign>;
  return <Sign tone="offline">{t('coverage.cached', { days: daysOld(age.asOf, facts.today), at: dayAndTime(age.asOf) })}</Sign>;
}
