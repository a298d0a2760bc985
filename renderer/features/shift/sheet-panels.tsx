import { useTranslation } from 'react-i18next';
import type { ShiftSheet } from '../../../shared/contract/books-schemas.ts';
import { DepositLines } from '../../ui/deposit-lines.tsx';
import { MeansTable } from '../../ui/means-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SettlementLines } from '../../ui/settlement-lines.tsx';

/** 预交金, 结算 and what came by which means: the three parts of a shift's page. */
export function SheetPanels({ sheet }: { readonly sheet: ShiftSheet }) {
  const { t } = useTranslation('books');
  const { deposits, settlements } = sheet;
  const { first, last, count } = deposits.receipts;
  return (
    <>
      <Panel
        title={t('deposits.title')}
        note={count === 0 ? t('deposits.noReceipt') : t('deposits.receipts', { count, first: first ?? '', last: last ?? '' })}
      >
        <DepositLines sheet={deposits} />
      </Panel>
      <Panel
        title={t('settlements.title')}
        note={t('settlements.count', { count: settlements.settlements, recalls: settlements.recalls })}
        grow
      >
        <div className="scroll">
          <SettlementLines sheet={settlements} />
        </div>
      </Panel>
      <Panel title={t('means.title')}>
        <MeansTable rows={sheet.means} />
      </Panel>
    </>
  );
}
