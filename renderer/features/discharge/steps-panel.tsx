import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { formatMoney } from '../../ui/format.ts';
import { SidePanel } from '../../ui/side-panel.tsx';

/** Every amount of the estimate with its formula and the article it stands on. */
export function StepsPanel({ view, onClose }: { readonly view: SettlementView; readonly onClose: () => void }) {
  const { t } = useTranslation(['discharge', 'words']);
  return (
    <SidePanel title={t('steps.title')} onClose={onClose}>
      <p className="body mut small">
        {view.pack === null ? t('steps.noPack') : t('steps.pack', { ...view.pack, hash: view.pack.hash.slice(0, 12) })}
      </p>
      <table aria-label={t('steps.title')}>
        <thead>
          <tr>
            <th>{t('steps.layer')}</th>
            <th>{t('steps.formula')}</th>
            <th className="num">{t('steps.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {view.steps.map((step, index) => (
            <tr key={`${String(index)} ${step.layer}`}>
              <th scope="row">
                {t(`words:layer.${step.layer}`, step.layer)}
                <i>{t(`words:payer.${step.payer}`, step.payer)}</i>
              </th>
              <td className="formula">
                {step.formula}
                {step.reference !== null && (
                  <cite>
                    {step.reference.rule} {step.reference.title} {step.reference.article}
                  </cite>
                )}
              </td>
              <td className="num est">{formatMoney(step.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SidePanel>
  );
}
