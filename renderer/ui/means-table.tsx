import { useTranslation } from 'react-i18next';
import type { ShiftSheet } from '../../shared/contract/books-schemas.ts';
import { formatMoney } from './format.ts';

/** Each means with what came and what went. */
export function MeansTable({ rows }: { readonly rows: ShiftSheet['means'] }) {
  const { t } = useTranslation(['books', 'words']);
  return (
    <table aria-label={t('books:means.title')} className="means">
      <thead>
        <tr>
          <th>{t('books:means.means')}</th>
          <th className="num">{t('books:means.inCount')}</th>
          <th className="num">{t('books:means.inAmount')}</th>
          <th className="num">{t('books:means.outCount')}</th>
          <th className="num">{t('books:means.outAmount')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ means, inCount, inAmount, outCount, outAmount }) => (
          <tr key={means} data-means={means}>
            <th scope="row">{t(`words:means.${means}`)}</th>
            <td className="num mut">{inCount}</td>
            <td className="num">{formatMoney(inAmount)}</td>
            <td className="num mut">{outCount}</td>
            <td className="num">{formatMoney(outAmount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
