import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Exit } from '../../../shared/model/stay.ts';
import { useDigits } from '../../commands/use-command.ts';
import { Panel } from '../../ui/panel.tsx';
import { exitFacts } from './exit-facts.ts';
import { LeaveFields } from './leave-fields.tsx';
import type { LeaveForm } from './leave-form.ts';
import { LeaveTerms } from './leave-terms.tsx';

interface ExitsPanelProps {
  readonly view: SettlementView;
  readonly exit: Exit | null;
  readonly onExit: (exit: Exit) => void;
  readonly form: LeaveForm;
  readonly onForm: (change: Partial<LeaveForm>) => void;
}

/** The ways out of the hospital, chosen with the patient; a closed one says why. 0 settles now, 1–4 are for when the centre is away. */
export function ExitsPanel({ view, exit, onExit, form, onForm }: ExitsPanelProps) {
  const { t } = useTranslation('discharge');
  useDigits(
    view.exits.length,
    (index) => {
      const choice = view.exits[index];
      if (choice?.open === true) onExit(choice.exit);
    },
    0,
  );
  const leaving = exit !== null && exit !== 'online';
  return (
    <Panel title={t('exits.title')} note={t('exits.note')} grow>
      <div className="body exits scroll">
        <div role="radiogroup" aria-label={t('exits.title')} className="exit-list">
          {view.exits.map((choice, index) => (
            <ExitChoice
              key={choice.exit}
              view={view}
              choice={choice}
              digit={index}
              chosen={choice.exit === exit}
              onPick={() => onExit(choice.exit)}
            />
          ))}
        </div>
        <LeaveFields exit={exit} form={form} onForm={onForm} />
        {leaving && <LeaveTerms view={view} exit={exit} />}
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
  const facts = exitFacts(view, choice.exit);
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
      <span className="name">
        {t(`exit.${choice.exit}.name`)}
        {choice.open && choice.exit !== 'online' && (
          <span className="asks">
            {t('exits.asks')} <b className="num">{facts.asks}</b>
          </span>
        )}
      </span>
      <span className="say">
        {choice.open
          ? t(`exit.${choice.exit}.say`, facts)
          : choice.closedBecause.map((reason) => t([`closed.${reason}`, 'closed.other'], { ...facts, reason })).join(t('common:semicolon'))}
      </span>
    </label>
  );
}
