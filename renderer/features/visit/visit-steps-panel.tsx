import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import { formatMoney } from '../../ui/format.ts';
import { SidePanel } from '../../ui/side-panel.tsx';

/** Every amount of the estimate with its formula and the article it stands on. */
export function StepsPanel({ view, onClose }: { readonly view: VisitView; readonly onClose: () => void }) {
  const { t } = useTranslation(['visit', 'words']);
  return (
    <SidePanel title={t('steps.title')} onClose={onClose}>
      <dl className="visit-steps">
        {view.steps.map(({ layer, formula, amount, reference }, index) => (
          <div key={`${String(index)} ${layer}`}>
            <dt>{t(`words:layer.${layer}`, layer)}</dt>
            <dd className="num est">{formatMoney(amount)}</dd>
            <dd className="formula">
              {formula}
              {reference !== null && (
                <cite>
                  {reference.rule} {reference.title} {reference.article}
                </cite>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </SidePanel>
  );
}
