import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { FIGURES } from '../../shared/contract/settlement-contract.ts';
import { formatMoney, fullTime } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Statement = Extract<PaperContent, { kind: 'settlement-statement' }>;

/** 医保结算单: only the centre's own figures, and what the credit paid of them. */
export function SettlementStatement({ content }: { readonly content: Statement }) {
  const { t } = useTranslation('paper');
  const rows = FIGURES.flatMap((figure) => {
    const amount = content.figures[figure];
    return amount === undefined ? [] : [{ figure, amount }];
  });
  return (
    <article className="paper" data-paper="settlement-statement">
      <PaperHead content={content} title={t('statement')} />
      <PersonBlock content={content} />
      <dl className="person">
        <div>
          <dt>{t('settled.number')}</dt>
          <dd>{content.settlementNumber}</dd>
        </div>
        <div>
          <dt>{t('settled.at')}</dt>
          <dd>{fullTime(content.settledAt)}</dd>
        </div>
      </dl>
      <table>
        <thead>
          <tr>
            <th>{t('settled.item')}</th>
            <td>{t('settled.amount')}</td>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ figure, amount }) => (
            <tr key={figure} className={figure === 'burden' || figure === 'total' ? 'strong' : ''}>
              <th>{t(`figure.${figure}`)}</th>
              <td>{formatMoney(amount)}</td>
            </tr>
          ))}
          <tr>
            <th>{t('settled.paidByCredit')}</th>
            <td>{formatMoney(content.paidByCredit)}</td>
          </tr>
          <tr>
            <th>{t('settled.released')}</th>
            <td>{formatMoney(content.released)}</td>
          </tr>
          <tr className="strong">
            <th>{t('settled.owed')}</th>
            <td>{formatMoney(content.owed)}</td>
          </tr>
        </tbody>
      </table>
      <p>{t('settled.official')}</p>
      <PaperFoot content={content} />
    </article>
  );
}
