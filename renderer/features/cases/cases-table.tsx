import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/case-contract.ts';
import { formatMoney } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';

const TONES: Readonly<Record<CaseView['action'], Tone>> = {
  collect: 'rejected',
  refund: 'offline',
  'ask-insurance': 'unknown',
  explain: 'queued',
};

interface CasesTableProps {
  readonly rows: readonly CaseView[];
  readonly chosen: string | null;
  readonly onPick: (encounterId: string) => void;
}

export function CasesTable({ rows, chosen, onPick }: CasesTableProps) {
  const { t } = useTranslation('cases');
  return (
    <div className="scroll">
      <table aria-label={t('title')} className="work-table cases-table">
        <thead>
          <tr>
            <th>{t('column.key')}</th>
            <th>{t('column.patient')}</th>
            <th className="num">{t('column.days')}</th>
            <th className="num">{t('column.difference')}</th>
            <th className="num">{t('column.due')}</th>
            <th className="num">{t('column.back')}</th>
            <th>{t('column.action')}</th>
            <th>{t('column.owner')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={row.encounterId}
              data-action={row.action}
              aria-selected={row.encounterId === chosen}
              className={row.encounterId === chosen ? 'chosen' : ''}
              onClick={() => onPick(row.encounterId)}
            >
              <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
              <th scope="row">
                <b className="strong">{row.patientName}</b> <span className="mut small">{row.stayNumber}</span>
              </th>
              <td className="num">{row.days}</td>
              <td className="num">{row.difference.isZero() ? '—' : formatMoney(row.difference)}</td>
              <td className={`num ${row.due.isZero() ? '' : 'strong ink-rejected'}`}>{row.due.isZero() ? '—' : formatMoney(row.due)}</td>
              <td className="num">{row.back.isZero() ? '—' : formatMoney(row.back)}</td>
              <td>
                <Tag tone={TONES[row.action]}>{t(`action.${row.action}`)}</Tag>
              </td>
              <td>
                {t(`office.${row.office}`)}
                {row.owner !== null && <span className="mut small"> {row.owner}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
