import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StayIdentity } from '../../../shared/contract/stay-contract.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import { statusQuery } from '../../ipc/desk-queries.ts';
import { useDigits } from '../../commands/use-command.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { dayAndTime, minutesBetween } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { OrderChoice } from './order-choice.tsx';
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
  const failed = acts.readCard.error ?? acts.merge.error ?? acts.undoMerge.error ?? acts.linkOrder.error ?? acts.register.error;
  return (
    <Panel
      title={t('late.title')}
      note={registerBy === null ? undefined : <Deadline at={registerBy} />}
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
        {blocked === 'order-missing' && identity.waitingOrders.length > 0 && <LinkLine acts={acts} orderNumbers={identity.waitingOrders} />}
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

/** Until when a late registration counts, and how long that is still. */
function Deadline({ at }: { readonly at: Instant }) {
  const { t } = useTranslation('admission');
  const { data: now } = useQuery({ ...statusQuery, select: (status) => status.now });
  const left = now === undefined ? null : minutesBetween(now, at);
  return (
    <>
      {t('late.by', { at: dayAndTime(at) })}
      {left !== null && (
        <b className="ink-offline"> {left === 0 ? t('late.over') : t('late.left', { hours: Math.floor(left / 60), minutes: left % 60 })}</b>
      )}
    </>
  );
}

/** The person whose card was just read, and why he is the unknown one. */
function MergeLine({ acts }: Pick<StayIdentityPanelProps, 'acts'>) {
  const { t } = useTranslation('admission');
  const [reason, setReason] = useState('');
  const [picked, setPicked] = useState<string | null | undefined>(undefined);
  const person = acts.readCard.data;
  if (person === undefined) return null;
  const waiting = person.orderNumbers;
  // The only one there is stands chosen, to be seen; of several somebody must choose.
  const orderNumber = picked !== undefined ? picked : waiting.length > 1 ? undefined : (waiting[0] ?? null);
  return (
    <>
      {waiting.length === 0 ? (
        <p className="mut small">{t('late.noneYet')}</p>
      ) : (
        <OrderChoice orderNumbers={waiting} chosen={orderNumber} onChoose={setPicked} orNone />
      )}
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
          disabled={reason.trim().length < 2 || orderNumber === undefined || acts.merge.isPending}
          onClick={() =>
            orderNumber !== undefined && acts.merge.mutate({ patientId: person.patientId, orderNumber, reason: reason.trim() })
          }
        >
          {t('late.mergeTo', { name: person.name })}
        </Button>
      </p>
    </>
  );
}

/** The hospital's order came after the person was known: the stay goes on under it. */
function LinkLine({ acts, orderNumbers }: Pick<StayIdentityPanelProps, 'acts'> & { readonly orderNumbers: readonly string[] }) {
  const { t } = useTranslation('admission');
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = picked ?? (orderNumbers.length === 1 ? (orderNumbers[0] ?? null) : null);
  return (
    <>
      <OrderChoice orderNumbers={orderNumbers} chosen={chosen} onChoose={setPicked} orNone={false} />
      <p className="merge-line">
        <Button
          type="primary"
          disabled={chosen === null || acts.linkOrder.isPending}
          onClick={() => chosen !== null && acts.linkOrder.mutate(chosen)}
        >
          {t('late.link')}
        </Button>
      </p>
    </>
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
