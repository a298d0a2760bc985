import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { formatMoney, formatRange } from '../../ui/format.ts';
import { nextField } from '../../ui/next-field.ts';
import { Panel } from '../../ui/panel.tsx';
import { isPhone, phoneText } from '../../ui/phone.ts';
import { LeaveTerms } from './leave-terms.tsx';
import type { Exit } from './next-step.ts';

interface ExitsPanelProps {
  readonly view: SettlementView;
  readonly exit: Exit | null;
  readonly onExit: (exit: Exit) => void;
  readonly phone: string;
  readonly onPhone: (phone: string) => void;
}

/** The ways out of the hospital, chosen with the patient; a closed one says why. */
export function ExitsPanel({ view, exit, onExit, phone, onPhone }: ExitsPanelProps) {
  const { t } = useTranslation('discharge');
  const id = useId();
  useDigits(view.exits.length, (index) => {
    const choice = view.exits[index];
    if (choice?.open === true) onExit(choice.exit);
  });
  const leaving = exit === 'credit-leave';
  const badPhone = phone !== '' && !isPhone(phone);
  return (
    <Panel title={t('exits.title')} note={t('exits.note')} grow>
      <div className="body exits">
        <div role="radiogroup" aria-label={t('exits.title')} className="exit-list">
          {view.exits.map((choice, index) => (
            <ExitChoice
              key={choice.exit}
              view={view}
              choice={choice}
              digit={index + 1}
              chosen={choice.exit === exit}
              onPick={() => onExit(choice.exit)}
            />
          ))}
        </div>
        <fieldset className="fields" onKeyDown={nextField}>
          <div className="wide">
            <label className={leaving ? 'required' : ''} htmlFor={id}>
              {leaving && '*'}
              {t('exits.phone')}
            </label>
            <Input
              id={id}
              aria-label={t('exits.phone')}
              required={leaving}
              maxLength={21}
              inputMode="tel"
              autoComplete="off"
              status={badPhone ? 'error' : ''}
              value={phone}
              onChange={(event) => onPhone(phoneText(event.target.value))}
            />
          </div>
          {badPhone && <p className="error-line wide">{t('exits.badPhone')}</p>}
        </fieldset>
        {leaving && <LeaveTerms view={view} />}
      </div>
    </Panel>
  );
}

interface ExitChoiceProps {
  readonly view: SettlementView;
  readonly choice: SettlementView['exits'][number];
  readonly digit: number;
  readonly chosen: boolean;
  readonly onPick: () => void;
}

function ExitChoice({ view, choice, digit, chosen, onPick }: ExitChoiceProps) {
  const { t } = useTranslation('discharge');
  const facts = {
    lock: formatMoney(view.strip.creditLocked),
    range: view.expectedOwnShare === null ? '—' : formatRange(view.expectedOwnShare),
  };
  return (
    <label className={`exit ${chosen ? 'chosen' : ''} ${choice.open ? '' : 'closed'}`} data-exit={choice.exit}>
      <input
        type="radio"
        name="exit"
        aria-label={t(`exit.${choice.exit}.name`)}
        checked={chosen}
        disabled={!choice.open}
        onChange={onPick}
      />
      <span className="digit">{digit}</span>
      <span className="name">{t(`exit.${choice.exit}.name`)}</span>
      <span className="say">
        {choice.open
          ? t(`exit.${choice.exit}.say`, facts)
          : choice.closedBecause.map((reason) => t([`closed.${reason}`, 'closed.other'], { ...facts, reason })).join(t('common:semicolon'))}
      </span>
    </label>
  );
}
