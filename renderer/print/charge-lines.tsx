import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import type { Money } from '../../shared/money/money.ts';
import { formatMoney } from '../ui/format.ts';

type Line = Extract<PaperContent, { kind: 'manual-claim' }>['lines'][number] & { readonly itemClass?: string };

/** The lines of a bill, one row each, with their total. */
export function ChargeLines({ lines, total }: { readonly lines: readonly Line[]; readonly total: Money }) {
  const { t } = useTranslation('paper');
  const classed = lines.some(({ itemClass }) => itemClass !== undefined);
  return (
    <table className="charges">
      <thead>
        <tr>
          <th>{t('claim.on')}</th>
          <th>{t('claim.item')}</th>
          {classed && <th>{t('list.class')}</th>}
          <td>{t('claim.unitPrice')}</td>
          <td>{t('claim.quantity')}</td>
          <td>{t('claim.amount')}</td>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={`${String(index)} ${line.code}`}>
            <th>{line.on}</th>
            <th>{line.name}</th>
            {classed && <th>{t([`list.classOf.${line.itemClass ?? ''}`, 'list.classOf.none'])}</th>}
            <td>{trimmed(line.unitPrice)}</td>
            <td>{Number(line.quantity)}</td>
            <td>{formatMoney(line.amount)}</td>
          </tr>
        ))}
        <tr className="strong">
          <th colSpan={classed ? 5 : 4}>{t('claim.total')}</th>
          <td>{formatMoney(total)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** "12.500000" as people write it: two places at least. */
const trimmed = (text: string): string => text.replace(/(\.\d\d\d*?)0+$/, '$1');
