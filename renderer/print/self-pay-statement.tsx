import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { formatMoney, fullTime } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Statement = Extract<PaperContent, { kind: 'self-pay-statement' }>;

/** 自费结算单: the whole bill is the patient's own. No fund column anywhere. */
export function SelfPayStatement({ content }: { readonly content: Statement }) {
  const { t } = useTranslation(['paper', 'words']);
  const row = (name: string, amount: Statement['total'], strong = false) => (
    <tr key={name} className={strong ? 'strong' : ''}>
      <th>{name}</th>
      <td>{formatMoney(amount)}</td>
    </tr>
  );
  return (
    <article className="paper" data-paper="self-pay-statement">
      <PaperHead content={content} title={t('selfPay.title')} />
      <PersonBlock content={content} />
      <dl className="person">
        <div>
          <dt>{t('selfPay.number')}</dt>
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
          {row(t('selfPay.total'), content.total, true)}
          {content.tenders.map(({ means, amount }) => row(t('selfPay.paid', { means: t(`words:means.${means}`) }), amount))}
          {row(t('selfPay.due'), content.due, true)}
          {!content.held.isZero() && row(t('selfPay.held'), content.held)}
        </tbody>
      </table>
      <p>{t('selfPay.say')}</p>
      <PaperFoot content={content} />
    </article>
  );
}
