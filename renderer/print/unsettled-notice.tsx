import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { formatMoney, formatRange } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Notice = Extract<PaperContent, { kind: 'unsettled-notice' }>;

/** 《离院未结算告知单》: one figure or range of the own share, grey; never a fund column, never taken for a statement. */
export function UnsettledNotice({ content }: { readonly content: Notice }) {
  const { t } = useTranslation('paper');
  const range = formatRange(content.expectedOwnShare);
  return (
    <article className="paper notice" data-paper="unsettled-notice">
      <p className="watermark" aria-hidden="true">
        {t('watermark')}
      </p>
      <PaperHead content={content} title={t('unsettledNotice')} />
      <PersonBlock content={content} phone={content.contactPhone} />
      <p>{t('notice.intro')}</p>
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
            <td>{formatMoney(content.selfPaid)}</td>
          </tr>
          <tr>
            <th>{t('notice.lock')}</th>
            <td>{formatMoney(content.strip.creditLocked)}</td>
          </tr>
          <tr>
            <th>{t('notice.deposit')}</th>
            <td>{formatMoney(content.strip.depositBalance)}</td>
          </tr>
          <tr className="strong">
            <th>{t('notice.settleBy')}</th>
            <td>{content.settleBy}</td>
          </tr>
        </tbody>
      </table>
      <p className="promise">{t('notice.promise', { range, day: content.settleBy })}</p>
      <p className="sign">
        <span>{t('notice.sign')}</span>
        <span>{t('notice.date')}</span>
      </p>
      <PaperFoot content={content} />
    </article>
  );
}
