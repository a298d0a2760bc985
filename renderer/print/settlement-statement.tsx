import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { FIGURES } from '../../shared/contract/settlement-contract.ts';
import { StatementPaper } from './statement-paper.tsx';

type Statement = Extract<PaperContent, { kind: 'settlement-statement' }>;

/** 医保结算单: only the centre's own figures, and what the credit paid of them. */
export function SettlementStatement({ content }: { readonly content: Statement }) {
  const { t } = useTranslation('paper');
  const figures = FIGURES.flatMap((figure) => {
    const amount = content.figures[figure];
    return amount === undefined ? [] : [{ name: t(`figure.${figure}`), amount, strong: figure === 'burden' || figure === 'total' }];
  });
  const rows = [
    ...figures,
    { name: t('settled.paidByCredit'), amount: content.paidByCredit },
    { name: t('settled.released'), amount: content.released },
    { name: t('settled.owed'), amount: content.owed, strong: true },
  ];
  return (
    <StatementPaper content={content} title={t('statement')} numberName={t('settled.number')} rows={rows} says={t('settled.official')} />
  );
}
