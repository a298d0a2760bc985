import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import type { Money } from '../../shared/money/money.ts';
import { formatMoney, fullTime } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

export interface StatementRow {
  readonly name: string;
  readonly amount: Money;
  readonly strong?: boolean;
}

interface Props {
  readonly content: Extract<PaperContent, { kind: 'settlement-statement' | 'self-pay-statement' }>;
  readonly title: string;
  /** What its number is called: the centre's, or the desk's own. */
  readonly numberName: string;
  readonly rows: readonly StatementRow[];
  /** What the paper proves, and what not. */
  readonly says: string;
}

/** A settlement as one table of names and amounts. */
export function StatementPaper({ content, title, numberName, rows, says }: Props) {
  const { t } = useTranslation('paper');
  return (
    <article className="paper" data-paper={content.kind}>
      <PaperHead content={content} title={title} />
      <PersonBlock content={content} />
      <dl className="person">
        <div>
          <dt>{numberName}</dt>
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
          {rows.map(({ name, amount, strong = false }) => (
            <tr key={name} className={strong ? 'strong' : ''}>
              <th>{name}</th>
              <td>{formatMoney(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{says}</p>
      <PaperFoot content={content} />
    </article>
  );
}
