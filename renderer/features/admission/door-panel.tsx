import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import type { Say } from '../../i18n/say.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { type AdmissionForm, asksConsent, signerOf } from './admission-form.ts';
import { ApprovalFields } from './approval-fields.tsx';
import { Conditions } from './conditions.tsx';
import { ConsentLine } from './consent-line.tsx';
import { DirectGates } from './direct-gates.tsx';
import { ExpectedShare } from './expected-share.tsx';
import { FilingBox } from './filing-box.tsx';

interface DoorPanelProps {
  readonly view: AdmissionView;
  readonly form: AdmissionForm;
  readonly consenting: boolean;
  readonly onConsent: (given: boolean) => void;
  readonly onWithdraw: () => void;
}

/** How he comes in: the suggestion with every condition, and how the own share arises. */
export function DoorPanel({ view, form, consenting, onConsent, onWithdraw }: DoorPanelProps) {
  const { t } = useTranslation('admission');
  const chosen = form.fields.door ?? view.suggestedDoor;
  return (
    <Panel title={t('door.title')} note={t('door.note')} grow>
      <div className="body door-body">
        <div className="column">
          <div role="radiogroup" aria-label={t('door.title')} className="doors">
            {view.doors.map((door) => (
              <DoorChoice
                key={door.door}
                view={view}
                door={door}
                chosen={door.door === chosen}
                onPick={() => form.set({ door: door.door })}
              />
            ))}
          </div>
          {view.waiver !== null && !view.waiver.ownShare.equals(view.waiver.totalCost) && (
            <p className="mut small" role="note" aria-label={t('door.readingsTitle')}>
              {t('door.readings', {
                ownShare: formatMoney(view.waiver.ownShare),
                total: formatMoney(view.waiver.totalCost),
                reading: t(`door.reading.${view.waiver.reading}`),
              })}
            </p>
          )}
          {view.doors.some(({ door, needsApproval }) => door === chosen && needsApproval) && (
            <ApprovalFields approval={form.fields.approval} onChange={(approval) => form.set({ approval })} approvers={view.approvers} />
          )}
          {asksConsent(view) && (
            <ConsentLine
              consent={view.consent}
              signerKnown={signerOf(form.fields) !== null}
              busy={consenting}
              onAnswer={onConsent}
              onWithdraw={onWithdraw}
            />
          )}
          <DirectGates direct={view.direct} />
          {view.conditions.length > 0 && <Conditions conditions={view.conditions} />}
        </div>
        <div className="column">
          <ExpectedShare view={view} />
          {view.filing !== null && <FilingBox filing={view.filing} total={formatMoney(view.order.plan.total)} />}
        </div>
      </div>
    </Panel>
  );
}

interface DoorChoiceProps {
  readonly view: AdmissionView;
  readonly door: AdmissionView['doors'][number];
  readonly chosen: boolean;
  readonly onPick: () => void;
}

function DoorChoice({ view, door, chosen, onPick }: DoorChoiceProps) {
  const { t } = useTranslation(['admission', 'words']);
  const name = t(`words:door.${door.door}`);
  return (
    <label className={`door ${chosen ? 'chosen' : ''} ${door.open ? '' : 'closed'}`}>
      <input type="radio" name="door" aria-label={name} checked={chosen} disabled={!door.open} onChange={onPick} />
      <span className="name">{name}</span>
      <span className="say">
        {view.suggestedDoor === door.door && <b className="strong">{t('door.suggested')}·</b>}
        {sayOf(view, door, t)}
      </span>
      <span className="pay">
        <i>{t('door.dueNow')}</i>
        {door.dueNow === null || !door.open ? '—' : formatMoney(door.dueNow)}
      </span>
    </label>
  );
}

function sayOf(view: AdmissionView, door: DoorChoiceProps['door'], t: Say): string {
  if (door.door === 'exemption') return t(door.open ? 'door.exempt' : 'door.notExempt', { aid: t(`aid.${view.hardship?.aid ?? 'none'}`) });
  if (door.door === 'green-channel') return t('door.green');
  if (door.door === 'deposit') return door.dueNow === null ? t('door.noTable') : t('door.byTable');
  const { standing, available, asOf } = view.credit;
  if (!door.open) return t(standing === 'not-asked' && !asksConsent(view) ? 'credit.available' : `credit.${standing}`);
  const lock = door.lock === null ? '' : t('door.lock', { amount: formatMoney(door.lock) });
  const free = available === null ? '' : t('door.available', { amount: formatMoney(available), at: asOf === null ? '' : dayAndTime(asOf) });
  return [lock, free].filter((part) => part !== '').join('·');
}
