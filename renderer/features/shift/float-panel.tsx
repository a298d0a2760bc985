import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountField } from '../../ui/amount-field.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';

interface FloatPanelProps {
  readonly float: string;
  readonly onFloat: (typed: string) => void;
  readonly clerk: string;
}

/** Before a shift: who begins with how much change. */
export function FloatPanel({ float, onFloat, clerk }: FloatPanelProps) {
  const { t } = useTranslation('shift');
  const id = useId();
  return (
    <Panel title={t('float.title')} note={t('float.note')}>
      <div className="body">
        <Facts facts={[{ label: t('float.clerk'), value: clerk, wide: true }]} />
        <div className="fields one">
          <div className="wide">
            <label className="required" htmlFor={id}>
              *{t('float.amount')}
            </label>
            <AmountField id={id} label={t('float.amount')} value={float} onChange={onFloat} />
          </div>
        </div>
        <p className="mut small">{t('float.say')}</p>
      </div>
    </Panel>
  );
}
