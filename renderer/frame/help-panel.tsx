import { useTranslation } from 'react-i18next';
import { useKeyMap } from '../commands/use-command.ts';
import { keyLabelOf } from '../commands/keys.ts';
import { SidePanel } from '../ui/side-panel.tsx';

/** All keys of this hospital, and the three rules everybody's fingers know. */
export function HelpPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('frame');
  const keys = useKeyMap();
  return (
    <SidePanel title={t('help.title')} onClose={onClose}>
      <table aria-label={t('help.title')}>
        <tbody>
          {Object.entries(keys).map(([command, key]) => (
            <tr key={command}>
              <th scope="row">{t(`command.${command}`, command)}</th>
              <td className="num">
                <kbd>{keyLabelOf(key)}</kbd>
              </td>
            </tr>
          ))}
          {(['enter', 'digits', 'arrows'] as const).map((rule) => (
            <tr key={rule}>
              <th scope="row">{t(`help.${rule}`)}</th>
              <td className="num">
                <kbd>{t(`help.${rule}Key`)}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SidePanel>
  );
}
