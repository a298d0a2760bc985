import { useTranslation } from 'react-i18next';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import type { RecallView } from '../../../shared/contract/recall-contract.ts';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

type Depth = RecallView['choices'][number]['depth'];

/** What is taken back, in this order. The invoice and the bank's money go back by themselves after the centre's answer; till money by a person. */
const STEPS = ['settlement', 'invoice', 'money', 'discharge', 'charges', 'admission'] as const;
const OF_INTERIM = ['interim', 'invoice', 'money'] as const;
const FAR: Readonly<Record<Exclude<Depth, 'interim'>, (typeof STEPS)[number]>> = {
  settlement: 'money',
  discharge: 'discharge',
  admission: 'admission',
};

interface RecallStepsProps {
  readonly depth: Depth | null;
  readonly settlement: SettlementView | undefined;
  readonly acts: readonly ActView[];
}

/** What will happen, and with which money; what did not reach the centre has no step. */
export function RecallSteps({ depth, settlement, acts }: RecallStepsProps) {
  const { t } = useTranslation('recall');
  const settled = settlement?.outcome ?? null;
  const alone = settlement?.selfPay ?? null;
  const far = depth === null || depth === 'interim' ? -1 : STEPS.indexOf(FAR[depth]);
  const there = (kind: string) => acts.some((act) => act.kind === kind && act.state === 'acknowledged');
  const ofStay = STEPS.filter((step, index) => {
    if (index > far) return false;
    return step === 'settlement' || step === 'invoice' || step === 'money' ? settled !== null || alone !== null : there(step);
  });
  const shown = depth === 'interim' ? OF_INTERIM : ofStay;
  return (
    <Panel title={t('steps.title')} note={t('steps.note')} grow>
      <div className="body">
        <ol className="recall-steps" aria-label={t('steps.title')}>
          {shown.map((step) => (
            <li key={step}>
              <b>{t(`step.${step === 'settlement' && alone !== null ? 'selfPay' : step}.name`)}</b>
              <i>{t(`step.${step === 'settlement' && alone !== null ? 'selfPay' : step}.say`)}</i>
            </li>
          ))}
        </ol>
        {shown.length === 0 && <p className="mut">{t('steps.none')}</p>}
        {settled !== null && (
          <dl className="sums-down">
            <div>
              <dt>{t('sum.draw')}</dt>
              <dd>{formatMoney(settled.draw)}</dd>
            </div>
            <div>
              <dt>{t('sum.paid')}</dt>
              <dd>{formatMoney(settled.paid)}</dd>
            </div>
          </dl>
        )}
        <p className="mut small">{t('books')}</p>
      </div>
    </Panel>
  );
}
