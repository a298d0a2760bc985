import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Money } from '../../../shared/money/money.ts';
import { dayAndTime, formatMoney, readableFacts } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign, Tag, type Tone } from '../../ui/tag.tsx';

type Outcome = NonNullable<SettlementView['outcome']>;

const TONES: Readonly<Record<Outcome['drawState'], Tone>> = {
  none: 'neutral',
  waiting: 'queued',
  unknown: 'unknown',
  acknowledged: 'ok',
  rejected: 'rejected',
};

/** After the centre's answer: what the credit pays, what is given back, what the patient still pays, and why it differs. */
export function OutcomePanel({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('discharge');
  return (
    <Panel
      title={t('outcome.title')}
      note={t('outcome.note', { number: outcome.settlementNumber, at: dayAndTime(outcome.settledAt) })}
      className="outcome"
    >
      <div className="body">
        <dl className="sums-down">
          {outcome.locked.isZero() ? null : <Line label={t('outcome.locked')} amount={outcome.locked} state="none" />}
          <Line label={t('outcome.draw')} amount={outcome.draw} state={outcome.drawState} />
          <Line label={t('outcome.release')} amount={outcome.release} state={outcome.releaseState} />
          <div className="due">
            <dt>
              {t('outcome.owed')}
              <small>{t('outcome.owedNote')}</small>
            </dt>
            <dd>{formatMoney(outcome.owed)}</dd>
          </div>
          {outcome.paid.isZero() ? null : <Line label={t('outcome.paid')} amount={outcome.paid} />}
          {outcome.paid.isZero() ? null : <Line label={t('outcome.due')} amount={outcome.due} />}
        </dl>
        <h3>
          {t('outcome.difference')}{' '}
          {outcome.difference.isZero() ? (
            <Sign tone="ok">{t('outcome.noDifference')}</Sign>
          ) : (
            <span className="ink-offline">{formatMoney(outcome.difference)}</span>
          )}
        </h3>
        <ul className="causes" aria-label={t('outcome.causes')}>
          {outcome.causes.map(({ cause, amount, facts }, index) => (
            <li key={`${String(index)} ${cause}`}>
              <span>
                {t([`cause.${cause}`, 'cause.unexplained'], readableFacts(facts))}
                {facts['formula'] !== undefined && <i>{facts['formula']}</i>}
              </span>
              <b className="num">{formatMoney(amount)}</b>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function Line({ label, amount, state }: { readonly label: string; readonly amount: Money; readonly state?: Outcome['drawState'] }) {
  const { t } = useTranslation('discharge');
  return (
    <div>
      <dt>
        {label} {state !== undefined && state !== 'none' && <Tag tone={TONES[state]}>{t(`bankState.${state}`)}</Tag>}
      </dt>
      <dd>{formatMoney(amount)}</dd>
    </div>
  );
}
