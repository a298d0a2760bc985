import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { StatementPaper } from './statement-paper.tsx';

type Statement = Extract<PaperContent, { kind: 'self-pay-statement' }>;

/** 自费结算单: the whole bill is the patient's own. No fund column anywhere. */
export function SelfPayStatement({ content }: { readonly content: Statement }) {
  const { t } = useTranslation(['paper', 'words']);
  const rows = [
    { name: t('selfPay.total'), amount: content.total, strong: true },
    ...content.tenders.map(({ means, amount }) => ({ name: t('selfPay.paid', { means: t(`words:means.${means}`) }), amount })),
    { name: t('selfPay.due'), amount: content.due, strong: true },
    ...(content.held.isZero() ? [] : [{ name: t('selfPay.held'), amount: content.held }]),
  ];
  return (
    <StatementPaper content={content} title={t('selfPay.title')} numberName={t('selfPay.number')} rows={rows} says={t('selfPay.say')} />
  );
}
