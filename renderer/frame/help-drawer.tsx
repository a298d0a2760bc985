import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand, useKeyMap } from '../commands/use-command.ts';
import { keyLabelOf } from '../commands/keys.ts';

/** All keys of this hospital, and the three rules everybody's fingers know. */
export function HelpDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('frame');
  useCommand('back', onClose);
  const keys = useKeyMap();
  return (
    <Drawer open title={t('help.title')} size={440} onClose={onClose} keyboard={false}>
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
    </Drawer>
  );
}
