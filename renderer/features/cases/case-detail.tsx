import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/case-contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { dayAndTime, formatMoney, readableFacts } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

interface CaseDetailProps {
  readonly of: CaseView;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

/** One case: why the amount is another one, whom to call, and everything that was done about it. */
export function CaseDetail({ of, words, onWords }: CaseDetailProps) {
  const { t } = useTranslation(['cases', 'discharge']);
  const id = useId();
  return (
    <Panel title={of.patientName} note={of.stayNumber} grow>
      <div className="body exits scroll">
        <Facts
          facts={[
            { label: t('phone'), value: of.phone, wide: true },
            { label: t('settledAt'), value: dayAndTime(of.settledAt), wide: true },
          ]}
        />
        <h3>{t('causes')}</h3>
        <ul className="causes" aria-label={t('causes')}>
          {of.causes.length === 0 && <li className="mut">{t(of.selfPay ? 'selfPay' : 'noCauses')}</li>}
          {of.causes.map(({ cause, amount, facts }, index) => (
            <li key={`${String(index)} ${cause}`}>
              <span>{t([`discharge:cause.${cause}`, 'discharge:cause.unexplained'], readableFacts(facts))}</span>
              <b className="num">{formatMoney(amount)}</b>
            </li>
          ))}
        </ul>
        <fieldset className="fields">
          <div className="wide">
            <label htmlFor={id}>{t('words')}</label>
            <Input.TextArea
              id={id}
              aria-label={t('words')}
              maxLength={200}
              rows={3}
              value={words}
              onChange={(event) => onWords(event.target.value)}
            />
          </div>
        </fieldset>
        <h3>{t('history')}</h3>
        <ul className="recalls" aria-label={t('history')}>
          {of.steps.length === 0 && <li className="mut">{t('noHistory')}</li>}
          {of.steps.map((step) => (
            <li key={`${step.at} ${step.step}`}>
              <b>{t(`done.${step.step}`)}</b>{' '}
              <span className="mut small">
                {dayAndTime(step.at)} {step.clerkName}
              </span>
              {step.words !== '' && <i>{step.words}</i>}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
