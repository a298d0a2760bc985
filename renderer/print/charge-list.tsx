import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { formatMoney } from '../ui/format.ts';
import { ChargeLines } from './charge-lines.tsx';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

/** 费用清单: what it comes to by class and by day, then every line. Charges are facts; no fund column. */
export function ChargeList({ content }: { readonly content: Extract<PaperContent, { kind: 'charge-list' }> }) {
  const { t } = useTranslation('paper');
  return (
    <article className="paper" data-paper="charge-list">
      <PaperHead content={content} title={t('list.title')} />
      <PersonBlock content={content} />
      <div className="beside">
        <table>
          <thead>
            <tr>
              <th>{t('list.class')}</th>
              <td>{t('claim.amount')}</td>
            </tr>
          </thead>
          <tbody>
            {content.classes.map(({ itemClass, amount }) => (
              <tr key={itemClass}>
                <th>{t([`list.classOf.${itemClass}`, 'list.classOf.none'])}</th>
                <td>{formatMoney(amount)}</td>
              </tr>
            ))}
            <tr className="strong">
              <th>{t('claim.total')}</th>
              <td>{formatMoney(content.total)}</td>
            </tr>
          </tbody>
        </table>
        <table>
          <thead>
            <tr>
              <th>{t('claim.on')}</th>
              <td>{t('list.count')}</td>
              <td>{t('claim.amount')}</td>
            </tr>
          </thead>
          <tbody>
            {content.days.map(({ on, count, amount }) => (
              <tr key={on}>
                <th>{on}</th>
                <td>{count}</td>
                <td>{formatMoney(amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{t('list.lines', { count: content.lines.length })}</h2>
      <ChargeLines lines={content.lines} total={content.total} />
      <p className="small">{t('list.say')}</p>
      <PaperFoot content={content} />
    </article>
  );
}
