import { Checkbox, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AccountChoice, AccountStandingView } from '../../shared/contract/account-schemas.ts';
import type { Money } from '../../shared/money/money.ts';
import { formatMoney, readableFacts } from '../ui/format.ts';

interface AccountChoiceProps {
  readonly accounts: readonly AccountStandingView[];
  /** Of the own account, only indicative; null: none. */
  readonly balance: Money | null;
  readonly choice: AccountChoice;
  readonly busy: boolean;
  /** In one row, where little room is. */
  readonly row?: boolean;
  readonly onChange: (choice: AccountChoice) => void;
}

const NO_FAMILY = { relative: null, ownerPlace: null, bound: false } as const;
const ASKED_FAMILY = { account: 'family', relative: 'spouse', ownerPlace: 'local', bound: false } as const;
const RELATIVE_NAMES = ['spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild'] as const;
const PLACES = ['local', 'in-province', 'cross-province'] as const;

/** Which account may pay: none, his own, or a relative's, with every reason against the chosen one. */
export function AccountChoiceFields({ accounts, balance, choice, busy, row = false, onChange }: AccountChoiceProps) {
  const { t } = useTranslation('visit');
  return (
    <>
      <Radio.Group
        {...(row ? { optionType: 'button' as const } : { className: 'stacked' })}
        name="account"
        aria-label={t('account.title')}
        value={choice.account}
        disabled={busy}
        onChange={(event) =>
          onChange(event.target.value === 'family' ? ASKED_FAMILY : { account: event.target.value as 'none' | 'own', ...NO_FAMILY })
        }
        options={accounts.map(({ account }) => ({ value: account, label: t(`account.${account}`) }))}
      />
      {choice.account === 'own' && balance !== null && (
        <p className="mut small">{t('account.balance', { amount: formatMoney(balance) })}</p>
      )}
      {choice.account === 'family' && <FamilyFields choice={choice} busy={busy} onChange={onChange} />}
      <AccountReasons accounts={accounts} choice={choice} />
    </>
  );
}

interface FamilyFieldsProps {
  readonly choice: AccountChoice;
  readonly busy: boolean;
  readonly onChange: (choice: AccountChoice) => void;
}

function FamilyFields({ choice, busy, onChange }: FamilyFieldsProps) {
  const { t } = useTranslation('visit');
  return (
    <div className="fields one">
      <p className="mut small">{t('account.familySay')}</p>
      <Select
        aria-label={t('account.relative')}
        value={choice.relative}
        disabled={busy}
        onChange={(relative) => onChange({ ...choice, relative })}
        options={RELATIVE_NAMES.map((value) => ({ value, label: `${t('account.relative')}${t(`relative.${value}`)}` }))}
      />
      <Select
        aria-label={t('account.ownerPlace')}
        value={choice.ownerPlace}
        disabled={busy}
        onChange={(ownerPlace) => onChange({ ...choice, ownerPlace })}
        options={PLACES.map((value) => ({ value, label: `${t('account.ownerPlace')}${t('common:colon')}${t(`place.${value}`)}` }))}
      />
      <Checkbox checked={choice.bound} disabled={busy} onChange={(event) => onChange({ ...choice, bound: event.target.checked })}>
        {t('account.bound')}
      </Checkbox>
    </div>
  );
}

/** Why the chosen account may not pay, each with its article. */
function AccountReasons({ accounts, choice }: Pick<AccountChoiceProps, 'accounts' | 'choice'>) {
  const { t } = useTranslation(['visit', 'words']);
  const chosen = accounts.find(({ account }) => account === choice.account);
  const refused = (chosen?.gates ?? []).filter(({ verdict }) => verdict === 'refused');
  if (refused.length === 0) return null;
  return (
    <ul className="account-reasons" aria-label={t('account.title')}>
      {refused.map(({ gate, rule, code, facts, reference }) => (
        <li key={gate} className="error-line" title={`${reference.title} ${reference.article}`}>
          {rule} {t([`words:gate.${code}`, 'words:gate.other'], readableFacts(facts))}
        </li>
      ))}
    </ul>
  );
}
