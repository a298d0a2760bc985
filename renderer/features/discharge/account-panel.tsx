import { useTranslation } from 'react-i18next';
import { type SettlementView, settlementContract } from '../../../shared/contract/settlement-contract.ts';
import { AccountChoiceFields } from '../../frame/account-choice.tsx';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Whose account pays of his share; one that may not pay closes the ways out and says why. */
export function AccountPanel({ view }: { readonly view: SettlementView }) {
  const { t } = useTranslation('discharge');
  const act = useActKey();
  const choose = useKeyed(settlementContract.chooseAccount, act.renew);
  const { account } = view;
  if (account === null || account.accounts.length < 2) return null;
  return (
    <Panel title={t('account.title')}>
      <div className="body one-column">
        {choose.isError && <ErrorLine error={choose.error} />}
        <AccountChoiceFields
          accounts={account.accounts}
          balance={account.balance}
          choice={account.choice}
          row
          busy={account.fixed || choose.isPending}
          onChange={(choice) => choose.mutate({ encounterId: view.strip.encounterId, choice, key: act.key })}
        />
      </div>
    </Panel>
  );
}
