import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { formatMoney, formatRange } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Notice = Extract<PaperContent, { kind: 'unsettled-notice' }>;

/** 《离院未结算告知单》: one figure or range of the own share, grey; never a fund column, never taken for a statement. */
export function UnsettledNotice({ content }: { readonly content: Notice }) {
  const { t } = useTranslation('paper');
  const range = content.expectedOwnShare === null ? '—' : formatRange(content.expectedOwnShare);
  const words = { range, day: content.settleBy, held: formatMoney(content.strip.depositBalance) };
  return (
    <article className="paper notice" data-paper="unsettled-notice">
      <p className="watermark" aria-hidden="true">
        {t('watermark')}
      </p>
      <PaperHead content={content} title={t('unsettledNotice')} />
      <PersonBlock content={content} phone={content.contactPhone} />
      <p>{t([`notice.intro.${content.exit}`, 'notice.intro.credit-leave'])}</p>
      <table>
        <tbody>
          <tr>
            <th>{t('notice.total')}</th>
            <td>{formatMoney(content.strip.chargesTotal)}</td>
          </tr>
          <tr className="estimate">
            <th>
              {t('notice.ownShare')}
              <small>{t('estimateNote')}</small>
            </th>
            <td>{range}</td>
          </tr>
          <tr>
            <th>{t('notice.selfPaid')}</th>
            <td>{content.selfPaid === null ? '—' : formatMoney(content.selfPaid)}</td>
          </tr>
          <tr>
            <th>{t('notice.lock')}</th>
            <td>{formatMoney(content.strip.creditLocked)}</td>
          </tr>
          <tr>
            <th>{t('notice.deposit')}</th>
            <td>{formatMoney(content.strip.depositBalance)}</td>
          </tr>
          {content.payee !== null && (
            <tr>
              <th>{t('notice.payee')}</th>
              <td>{content.payee}</td>
            </tr>
          )}
          <tr className="strong">
            <th>{t('notice.settleBy')}</th>
            <td>{content.settleBy}</td>
          </tr>
        </tbody>
      </table>
      <p className="promise">{t([`notice.promise.${content.exit}`, 'notice.promise.credit-leave'], words)}</p>
      <p className="sign">
        <span>{t('notice.sign')}</span>
        <span>{t('notice.date')}</span>
      </p>
      <PaperFoot content={content} />
    </article>
  );
}
