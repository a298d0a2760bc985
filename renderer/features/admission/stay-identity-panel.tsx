import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StayIdentity } from '../../../shared/contract/stay-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import type { useStayActs } from './stay-queries.ts';

interface StayIdentityPanelProps {
  readonly identity: StayIdentity;
  readonly acts: ReturnType<typeof useStayActs>;
  /** The coverage to register with; null: none chosen yet. */
  readonly chosen: string | null;
  readonly onChoose: (coverageId: string) => void;
}

/** 身份与补登: whose stay it is after all, and what is still missing before the centre can be told. */
export function StayIdentityPanel({ identity, acts, chosen, onChoose }: StayIdentityPanelProps) {
  const { t } = useTranslation('admission');
  const { standing, unknownPerson, by, at, blocked, registerBy, merges } = identity;
  const usable = identity.coverages.filter(({ active, selfPay }) => active && !selfPay);
  useDigits(blocked === null ? usable.length : 0, (index) => {
    const coverage = usable[index];
    if (coverage !== undefined) onChoose(coverage.coverageId);
  });
  const failed = acts.readCard.error ?? acts.merge.error ?? acts.undoMerge.error ?? acts.register.error;
  return (
    <Panel
      title={t('late.title')}
      note={registerBy === null ? undefined : t('late.by', { at: dayAndTime(registerBy) })}
      aside={
        <Sign tone={standing === 'verified' ? 'ok' : 'offline'}>{t(`identity.by.${by}`, { at: at === null ? '' : dayAndTime(at) })}</Sign>
      }
    >
      <div className="body late">
        {blocked !== null && blocked !== 'registered' && <p className="ink-offline">{t(`late.blocked.${blocked}`)}</p>}
        {(blocked === 'unknown-person' || blocked === 'to-verify') && (
          <Button onClick={() => acts.readCard.mutate()} disabled={acts.readCard.isPending}>
            {t(unknownPerson ? 'late.readToMerge' : 'late.readToVerify')}
          </Button>
        )}
        {unknownPerson && acts.readCard.data !== undefined && <MergeLine acts={acts} />}
        {blocked === null && (
          <ul className="late-coverages" aria-label={t('coverage.title')}>
            {usable.map(({ coverageId, schemeName, personClassName, insuredPlaceName }, index) => (
              <li key={coverageId}>
                <button type="button" className={`link ${coverageId === chosen ? 'strong' : ''}`} onClick={() => onChoose(coverageId)}>
                  <span className="digit">{index + 1}</span> {schemeName} · {personClassName} · {insuredPlaceName}
                </button>
              </li>
            ))}
          </ul>
        )}
        {merges.length > 0 && (
          <ul className="merges" aria-label={t('late.history')}>
            {merges.map(({ kind, from, to, reason, at: when }) => (
              <li key={when + kind}>
                {dayAndTime(when)} {t(`late.${kind}`, { from, to })} <span className="mut">{reason}</span>
              </li>
            ))}
          </ul>
        )}
        {identity.mayUndoMerge && <UndoLine acts={acts} />}
        {failed !== null && <ErrorLine error={failed} />}
      </div>
    </Panel>
  );
}

/** The person whose card was just read, and why he is the unknown one. */
function MergeLine({ acts }: Pick<StayIdentityPanelProps, 'acts'>) {
  const { t } = useTranslation('admission');
  const [reason, setReason] = useState('');
  const person = acts.readCard.data;
  if (person === undefined) return null;
  const [orderNumber = null] = person.orderNumbers;
  return (
    <p className="merge-line">
      <Input
        aria-label={t('late.reason')}
        placeholder={t('late.reasonSay')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        type="primary"
        disabled={reason.trim().length < 2 || acts.merge.isPending}
        onClick={() => acts.merge.mutate({ patientId: person.patientId, orderNumber, reason: reason.trim() })}
      >
        {t('late.mergeTo', { name: person.name })}
      </Button>
    </p>
  );
}

function UndoLine({ acts }: Pick<StayIdentityPanelProps, 'acts'>) {
  const { t } = useTranslation('admission');
  const [reason, setReason] = useState('');
  return (
    <p className="merge-line">
      <Input
        aria-label={t('late.undoReason')}
        placeholder={t('late.undoReason')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button disabled={reason.trim().length < 2 || acts.undoMerge.isPending} onClick={() => acts.undoMerge.mutate(reason.trim())}>
        {t('late.undoMerge')}
      </Button>
    </p>
  );
}
