import { useTranslation } from 'react-i18next';
import type { ReconciliationView } from '../../../shared/contract/reconciliation-contract.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';

/** 险种 × 清算类别 × 经办机构: our sums, and whether the centre has the same. */
export function GroupsTable({ view }: { readonly view: ReconciliationView }) {
  const { t } = useTranslation('reconciliation');
  const { own } = view;
  return (
    <div className="scroll">
      <table aria-label={t('groups')} className="groups">
        <thead>
          <tr>
            <th>{t('column.group')}</th>
            <th className="num">{t('column.count')}</th>
            <th className="num">{t('column.total')}</th>
            <th className="num">{t('column.fund')}</th>
            <th className="num">{t('column.account')}</th>
            <th>{t('column.centre')}</th>
          </tr>
        </thead>
        <tbody>
          {view.groups.map((group) => (
            <GroupRows key={`${group.schemeCode} ${group.clearingType} ${group.agencyCode}`} group={group} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('own')}</th>
            <td className="num">{own.count}</td>
            <td className="num">{formatMoney(own.total)}</td>
            <td className="num">{formatMoney(own.fund)}</td>
            <td className="num">{formatMoney(own.account)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** The centre's own words take a line of their own: they are long. */
function GroupRows({ group }: { readonly group: ReconciliationView['groups'][number] }) {
  const { t } = useTranslation('reconciliation');
  return (
    <>
      <tr data-equal={group.equal}>
        <th scope="row" title={group.named === null ? undefined : t('namedBy', { at: dayAndTime(group.named.asOf) })}>
          {group.named?.scheme ?? t([`scheme.${group.schemeCode}`, 'scheme.other'], { code: group.schemeCode })}
          <div className="mut small">
            {group.named?.clearing ?? t([`clearing.${group.clearingType}`, 'clearing.other'], { code: group.clearingType })}·
            {group.agencyCode}
          </div>
        </th>
        <td className="num">{group.count}</td>
        <td className="num">{formatMoney(group.total)}</td>
        <td className="num">{formatMoney(group.fund)}</td>
        <td className="num">{formatMoney(group.account)}</td>
        <td>
          <Tag tone={group.equal ? 'ok' : 'rejected'}>{t(group.equal ? 'equal' : 'unequal')}</Tag>
        </td>
      </tr>
      {!group.equal && group.words !== '' && (
        <tr>
          <td colSpan={6}>
            <q className="words">{group.words}</q>
          </td>
        </tr>
      )}
    </>
  );
}
