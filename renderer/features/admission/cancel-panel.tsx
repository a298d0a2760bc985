import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StayChanges } from '../../../shared/contract/change-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { nextField } from '../../ui/next-field.ts';
import { PanelSubmit } from '../../ui/panel-submit.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { ApprovalFields, isApproved, NO_APPROVAL } from './approval-fields.tsx';
import type { useChangeActs } from './change-queries.ts';

interface PanelProps {
  readonly changes: StayChanges;
  readonly acts: ReturnType<typeof useChangeActs>;
  readonly onClose: () => void;
}

/** 无费退院: what stands in its way, or what it does; a second person approves it. */
export function CancelPanel({ changes, acts, onClose }: PanelProps) {
  const { t } = useTranslation('admission');
  const [approval, setApproval] = useState(NO_APPROVAL);
  const ready = changes.cancelBlocked.length === 0 && isApproved(approval) && !acts.cancel.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) acts.cancel.mutate({ ...approval, reason: approval.reason.trim() }, { onSuccess: onClose });
  };
  return (
    <SidePanel title={t('cancel.title')} onClose={onClose}>
      <form className="entry" onSubmit={submit} aria-label={t('cancel.title')} onKeyDown={nextField}>
        <p>{t('cancel.say')}</p>
        {changes.cancelBlocked.map((why) => (
          <p key={why}>
            <Sign tone="rejected">{t(`cancel.blocked.${why}`)}</Sign>
          </p>
        ))}
        {changes.cancelBlocked.length === 0 && <ApprovalFields approval={approval} onChange={setApproval} approvers={changes.approvers} />}
        {acts.cancel.isError && <ErrorLine error={acts.cancel.error} />}
        <PanelSubmit disabled={!ready}>{t('cancel.go')}</PanelSubmit>
      </form>
    </SidePanel>
  );
}

/** 费别变更: the coverages to change to, and who approves it. */
export function CoverageChangePanel({ changes, acts, onClose }: PanelProps) {
  const { t } = useTranslation('admission');
  const [approval, setApproval] = useState(NO_APPROVAL);
  const [coverageId, setCoverageId] = useState<string | null>(null);
  const { coverages } = changes;
  useDigits(coverages.length, (index) => setCoverageId(coverages[index]?.coverageId ?? null));
  const ready = coverageId !== null && isApproved(approval) && !acts.changeCoverage.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || coverageId === null) return;
    acts.changeCoverage.mutate({ coverageId, approval: { ...approval, reason: approval.reason.trim() } }, { onSuccess: onClose });
  };
  return (
    <SidePanel title={t('change.coverage')} onClose={onClose}>
      <form className="entry" onSubmit={submit} aria-label={t('change.coverage')} onKeyDown={nextField}>
        <p>{t('change.coverageSay')}</p>
        <ul className="late-coverages" aria-label={t('coverage.title')}>
          {coverages.map(({ coverageId: id, selfPay, schemeName, personClassName, insuredPlaceName }) => (
            <li key={id}>
              <label className="tick">
                <input type="radio" name="new-coverage" checked={id === coverageId} onChange={() => setCoverageId(id)} />
                {selfPay ? schemeName : `${schemeName}·${personClassName}·${insuredPlaceName}`}
              </label>
            </li>
          ))}
        </ul>
        <ApprovalFields approval={approval} onChange={setApproval} approvers={changes.approvers} />
        {acts.changeCoverage.isError && <ErrorLine error={acts.changeCoverage.error} />}
        <PanelSubmit disabled={!ready}>{t('change.coverageGo')}</PanelSubmit>
      </form>
    </SidePanel>
  );
}
