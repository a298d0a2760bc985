import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import type { VisitWay } from '../../../shared/model/visit.ts';
import { useDigits } from '../../commands/use-command.ts';
import { formatMoney } from '../../ui/format.ts';
import { nextField } from '../../ui/next-field.ts';
import { Panel } from '../../ui/panel.tsx';
import { phoneText } from '../../ui/phone.ts';

interface WaysPanelProps {
  readonly view: VisitView;
  readonly way: VisitWay;
  readonly onWay: (way: VisitWay) => void;
  readonly phone: string;
  readonly onPhone: (phone: string) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

/** The ways to pay, chosen with the patient; a closed one says why. */
export function WaysPanel({ view, way, onWay, phone, onPhone, reason, onReason }: WaysPanelProps) {
  const { t } = useTranslation('visit');
  const id = useId();
  useDigits(view.ways.length, (index) => {
    const choice = view.ways[index];
    if (choice !== undefined && (choice.open || choice.way === 'insured')) onWay(choice.way);
  });
  const facts = { total: formatMoney(view.total), documents: view.documents.join(t('common:list')), days: t('resettleBefore') };
  return (
    <Panel title={t('ways.title')} note={t('ways.note')} grow>
      <div className="body exits">
        <div role="radiogroup" aria-label={t('ways.title')} className="exit-list">
          {view.ways.map((choice, index) => {
            const usable = choice.open || choice.way === 'insured';
            return (
              <label
                key={choice.way}
                className={`exit ${choice.way === way ? 'chosen' : ''} ${choice.open ? '' : 'closed'}`}
                data-exit={choice.way}
              >
                <input
                  type="radio"
                  name="way"
                  aria-label={t(`way.${choice.way}.name`)}
                  checked={choice.way === way}
                  disabled={!usable}
                  onChange={() => onWay(choice.way)}
                />
                <span className="digit">{index + 1}</span>
                <span className="name">{t(`way.${choice.way}.name`)}</span>
                <span className="say">
                  {choice.open
                    ? t(`way.${choice.way}.say`, facts)
                    : choice.closedBecause.map((reason) => t([`closed.${reason}`, 'closed.other'])).join(t('common:semicolon'))}
                </span>
              </label>
            );
          })}
        </div>
        {way === 'claim' && (
          <fieldset className="fields" onKeyDown={nextField}>
            <div className="wide">
              <label className="required" htmlFor={id}>
                *{t('ways.reason')}
              </label>
              <Input
                id={id}
                autoFocus
                required
                aria-label={t('ways.reason')}
                placeholder={t('ways.reasonSay')}
                maxLength={200}
                autoComplete="off"
                value={reason}
                onChange={(event) => onReason(event.target.value)}
              />
            </div>
          </fieldset>
        )}
        {way === 'wait' && (
          <fieldset className="fields" onKeyDown={nextField}>
            <div className="wide">
              <label htmlFor={id}>{t('ways.phone')}</label>
              <Input
                id={id}
                aria-label={t('ways.phone')}
                maxLength={21}
                inputMode="tel"
                autoComplete="off"
                value={phone}
                onChange={(event) => onPhone(phoneText(event.target.value))}
              />
            </div>
          </fieldset>
        )}
      </div>
    </Panel>
  );
}
