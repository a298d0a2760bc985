import { Checkbox, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import { dayAndTime, formatMoney, readableFacts } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

type Choice = VisitView['choice'];

interface CoveragePanelProps {
  readonly view: VisitView;
  readonly busy: boolean;
  readonly onChoose: (coverageId: string, choice: Choice) => void;
}

const NO_FAMILY = { relative: null, ownerPlace: null, bound: false } as const;
const ASKED_FAMILY = { account: 'family', relative: 'spouse', ownerPlace: 'local', bound: false } as const;
const RELATIVE_NAMES = ['spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild'] as const;
const PLACES = ['local', 'in-province', 'cross-province'] as const;

/** Which insurance, what of the year is used, and which account may pay. */
export function CoveragePanel({ view, busy, onChoose }: CoveragePanelProps) {
  const { t } = useTranslation('visit');
  const { coverages, coverageId, coverageFixed, choice, deductibleBorne } = view;
  return (
    <Panel title={t('coverage.title')}>
      <div className="body one-column">
        <Radio.Group
          className="stacked"
          name="coverage"
          aria-label={t('coverage.insurance')}
          value={coverageId}
          disabled={busy || coverageFixed}
          onChange={(event) => onChoose(event.target.value as string, { account: 'none', ...NO_FAMILY })}
          options={coverages.map((each) => ({
            value: each.coverageId,
            label: each.active ? each.label : `${each.label}(${t('coverage.inactive')})`,
            disabled: !each.active,
          }))}
        />
        <p className="mut small">
          {deductibleBorne === null
            ? t('borneUnknown')
            : t('borne', { amount: formatMoney(deductibleBorne.amount), at: dayAndTime(deductibleBorne.asOf) })}
        </p>
        <Radio.Group
          className="stacked"
          name="account"
          aria-label={t('account.title')}
          value={choice.account}
          disabled={busy}
          onChange={(event) =>
            onChoose(
              coverageId,
              event.target.value === 'family' ? ASKED_FAMILY : { account: event.target.value as 'none' | 'own', ...NO_FAMILY },
            )
          }
          options={view.accounts.map(({ account }) => ({ value: account, label: t(`account.${account}`) }))}
        />
        {choice.account === 'own' && view.balance !== null && (
          <p className="mut small">{t('account.balance', { amount: formatMoney(view.balance) })}</p>
        )}
        {choice.account === 'family' && <FamilyFields choice={choice} busy={busy} onChange={(changed) => onChoose(coverageId, changed)} />}
        <AccountReasons view={view} />
      </div>
    </Panel>
  );
}

interface FamilyFieldsProps {
  readonly choice: Choice;
  readonly busy: boolean;
  readonly onChange: (choice: Choice) => void;
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
function AccountReasons({ view }: { readonly view: VisitView }) {
  const { t } = useTranslation(['visit', 'words']);
  const chosen = view.accounts.find(({ account }) => account === view.choice.account);
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
