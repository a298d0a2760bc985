import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { chineseAmount } from '../../shared/money/chinese-amount.ts';
import { formatMoney, fullTime } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Receipt = Extract<PaperContent, { kind: 'deposit-receipt' }>;

/** 预交金收据: for money that was really taken; no invoice. */
export function DepositReceipt({ content }: { readonly content: Receipt }) {
  const { t } = useTranslation(['paper', 'words']);
  const rows = [
    ['number', content.receiptNumber],
    ['takenAt', fullTime(content.takenAt)],
    ['amount', formatMoney(content.amount)],
    ['words', chineseAmount(content.amount)],
    ['means', t(`words:means.${content.means}`)],
    ['payer', content.payer === '' ? '—' : content.payer],
    ['reference', content.reference === '' ? '—' : content.reference],
    ['held', formatMoney(content.held)],
  ] as const;
  return (
    <article className="paper" data-paper="deposit-receipt">
      <PaperHead content={content} title={t('receipt.title')} />
      <PersonBlock content={content} />
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name} className={name === 'amount' || name === 'words' ? 'strong' : ''}>
              <th>{t(`receipt.${name}`)}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('receipt.keep')}</p>
      <p className="sign">
        <span>{t('receipt.sign')}</span>
      </p>
      <PaperFoot content={content} />
    </article>
  );
}
