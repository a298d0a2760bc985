import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountChoice } from '../../../shared/contract/account-schemas.ts';
import { type SettlementView, settlementContract } from '../../../shared/contract/settlement-contract.ts';
import { AccountChoiceFields } from '../../frame/account-choice.tsx';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Whose account pays of his share. A family account is chosen once its relative is said; until then only what is missing is shown. */
export function AccountPanel({ view }: { readonly view: SettlementView }) {
  const { t } = useTranslation('discharge');
  const act = useActKey();
  const choose = useKeyed(settlementContract.chooseAccount, act.renew);
  const [tried, setTried] = useState<AccountChoice | null>(null);
  const { account } = view;
  if (account === null || account.accounts.length < 2) return null;
  const change = (choice: AccountChoice) => {
    setTried(choice);
    choose.mutate({ encounterId: view.strip.encounterId, choice, key: act.key }, { onSuccess: () => setTried(null) });
  };
  return (
    <Panel title={t('account.title')}>
      <div className="body one-column">
        {choose.isError && <ErrorLine error={choose.error} />}
        <AccountChoiceFields
          accounts={account.accounts}
          balance={account.balance}
          choice={tried ?? account.choice}
          busy={account.fixed || choose.isPending}
          onChange={change}
        />
      </div>
    </Panel>
  );
}
