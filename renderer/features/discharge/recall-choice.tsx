import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecallView } from '../../../shared/contract/recall-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { Panel } from '../../ui/panel.tsx';

type Depth = RecallView['choices'][number]['depth'];

interface RecallChoiceProps {
  readonly view: RecallView;
  /** A settlement that its patient pays alone: nothing of it stands at the centre. */
  readonly alone: boolean;
  readonly depth: Depth | null;
  /** Asked for and not decided: then nothing is to be chosen. */
  readonly waiting: RecallView['recalls'][number] | undefined;
  readonly onPick: (depth: Depth) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

/** How far the stay is taken back, each with what closes it, and why. */
export function RecallChoice({ view, alone, depth, waiting, onPick, reason, onReason }: RecallChoiceProps) {
  const { t } = useTranslation(['recall', 'common']);
  const id = useId();
  useDigits(view.choices.length, (index) => {
    const choice = view.choices[index];
    if (choice?.open === true && waiting === undefined) onPick(choice.depth);
  });
  return (
    <Panel title={t('choice.title')} note={t('choice.note')} grow>
      <div className="body exits">
        <div role="radiogroup" aria-label={t('choice.title')} className="exit-list">
          {view.choices.map((choice, index) => {
            const open = choice.open && waiting === undefined;
            const chosen = choice.depth === depth;
            const name = alone && choice.depth === 'settlement' ? 'alone' : choice.depth;
            return (
              <label
                key={choice.depth}
                className={`exit ${chosen ? 'chosen' : ''} ${open || chosen ? '' : 'closed'}`}
                data-depth={choice.depth}
              >
                <input
                  type="radio"
                  name="depth"
                  aria-label={t(`depth.${name}.name`)}
                  checked={chosen}
                  disabled={!open}
                  onChange={() => onPick(choice.depth)}
                />
                <span className="digit">{index + 1}</span>
                <span className="name">{t(`depth.${name}.name`)}</span>
                <span className="say">
                  {choice.open || waiting !== undefined
                    ? t(`depth.${name}.say`)
                    : choice.closedBecause
                        .map((because) => t([`closed.${because}`, 'closed.other'], { reason: because }))
                        .join(t('common:semicolon'))}
                </span>
              </label>
            );
          })}
        </div>
        {waiting === undefined ? (
          <fieldset className="fields">
            <div className="wide">
              <label className="required" htmlFor={id}>
                *{t('reason')}
              </label>
              <Input.TextArea
                id={id}
                aria-label={t('reason')}
                required
                maxLength={200}
                rows={3}
                value={reason}
                onChange={(event) => onReason(event.target.value)}
              />
            </div>
          </fieldset>
        ) : (
          <blockquote className="quote">
            <span className="mut small">{t('askedBy', { name: waiting.clerkName })}</span>
            <br />
            {waiting.reason}
          </blockquote>
        )}
      </div>
    </Panel>
  );
}
