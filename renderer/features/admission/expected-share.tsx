import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { formatMoney, formatRange } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';

/** How the expected own share of the doctor's plan arises: layer, formula, amount, article. */
export function ExpectedShare({ view }: { readonly view: AdmissionView }) {
  const { t } = useTranslation(['admission', 'words']);
  const { expected, noEstimate } = view;
  if (expected === null) {
    return (
      <section className="arises" aria-label={t('expected.title')}>
        <h3>{t('expected.title')}</h3>
        <p className="ink-offline">{t([`words:noEstimateBecause.${noEstimate ?? 'other'}`, 'words:noEstimateBecause.other'])}</p>
      </section>
    );
  }
  return (
    <section className="arises" aria-label={t('expected.title')}>
      <h3>
        {t('expected.title')} <Tag tone="estimate">{t('expected.estimate')}</Tag>
      </h3>
      <table aria-label={t('expected.title')}>
        <tbody>
          {expected.steps.map((step) => (
            <tr
              key={`${step.layer} ${step.payer} ${step.formula}`}
              title={step.reference === null ? '' : `${step.reference.title} ${step.reference.article}`}
            >
              <th scope="row">
                {t(`words:layer.${step.layer}`, step.layer)}
                <i>{step.formula}</i>
              </th>
              <td className="num est">{formatMoney(step.amount)}</td>
            </tr>
          ))}
          <tr className="total">
            <th scope="row">{t('expected.ownShare')}</th>
            <td className="num est">{formatRange(expected.inScopeOwnShare)}</td>
          </tr>
        </tbody>
      </table>
      <p className="mut small">{t('expected.selfPaid', { amount: formatMoney(expected.selfPaid) })}</p>
    </section>
  );
}
