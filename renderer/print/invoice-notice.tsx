import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { chineseAmount } from '../../shared/money/chinese-amount.ts';
import { formatMoney, fullTime } from '../ui/format.ts';
import { QrCode } from '../ui/qr-code.tsx';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Notice = Extract<PaperContent, { kind: 'invoice-notice' }>;

/** 电子票据告知单: where the invoice is and how it is taken. No invoice itself; before the platform issued one it names no amount. */
export function InvoiceNotice({ content }: { readonly content: Notice }) {
  const { t } = useTranslation('paper');
  const { invoice } = content;
  return (
    <article className="paper" data-paper="invoice-notice">
      <PaperHead content={content} title={t('invoiceNotice.title')} />
      <PersonBlock content={content} />
      {invoice === null ? (
        <p className="promise">{t('invoiceNotice.queued')}</p>
      ) : (
        <table>
          <tbody>
            {(
              [
                ['pickUp', invoice.pickUpCode],
                ['code', invoice.code],
                ['number', invoice.number],
                ['checkCode', invoice.checkCode],
                ['amount', formatMoney(invoice.amount)],
                ['words', chineseAmount(invoice.amount)],
                ['issuedAt', fullTime(invoice.issuedAt)],
              ] as const
            ).map(([name, value]) => (
              <tr key={name} className={name === 'pickUp' ? 'strong' : ''}>
                <th>{t(`invoiceNotice.${name}`)}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="with-code">
        <ul>
          {(['how', 'once', 'noAmount'] as const).map((line) => (
            <li key={line}>{t(`invoiceNotice.${line}`)}</li>
          ))}
        </ul>
        <QrCode text={content.stayCode} label={t('stayCode')} />
      </div>
      <PaperFoot content={content} />
    </article>
  );
}
