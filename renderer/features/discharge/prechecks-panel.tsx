import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { readableFacts } from '../../ui/format.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';

type Precheck = SettlementView['prechecks'][number];

const LOOK: Readonly<Record<Precheck['standing'], readonly [IconName, string]>> = {
  ok: ['ok', 'ink-ok'],
  waiting: ['clock', 'ink-queued'],
  offline: ['cut', 'ink-offline'],
  doubt: ['no', 'ink-offline'],
  blocked: ['no', 'ink-rejected'],
};

/** What must stand before a settlement, each with who or what it waits for. */
export function PrechecksPanel({ prechecks }: { readonly prechecks: readonly Precheck[] }) {
  const { t } = useTranslation('discharge');
  const passed = prechecks.filter(({ standing }) => standing === 'ok').length;
  return (
    <Panel title={t('checks.title')} note={t('checks.note', { passed, count: prechecks.length })}>
      <table className="prechecks" aria-label={t('checks.title')}>
        <tbody>
          {prechecks.map(({ check, standing, facts }) => {
            const [icon, ink] = LOOK[standing];
            return (
              <tr key={check} data-check={check} data-standing={standing}>
                <td className={ink}>
                  <Icon name={icon} />
                </td>
                <th scope="row" className={standing === 'ok' ? '' : ink}>
                  {t(`checks.${check}.name`)}
                  <i>{t([`checks.${check}.${standing}`, `checks.${standing}`], readableFacts(facts))}</i>
                </th>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
