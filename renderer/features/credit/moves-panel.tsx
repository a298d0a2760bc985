import { useTranslation } from 'react-i18next';
import type { CreditView } from '../../../shared/contract/credit-contract.ts';
import { Block } from '../../ui/block.tsx';
import { dayAndTime, formatMoney, fullTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

const TONES: Readonly<Record<CreditView['moves'][number]['state'], Tone>> = {
  waiting: 'queued',
  unknown: 'unknown',
  done: 'ok',
  refused: 'rejected',
  withdrawn: 'neutral',
};

/** The lock's ledger: every order to the bank with what became of it; entries are never changed. */
export function MovesPanel({ view }: { readonly view: CreditView }) {
  const { t } = useTranslation(['credit', 'words']);
  const { moves, doorChanges } = view;
  return (
    <Panel title={t('moves.title')} note={t('moves.note')} grow>
      {moves.length === 0 ? (
        <Block icon="minus" title={t('moves.none')} />
      ) : (
        <div className="scroll">
          <table aria-label={t('moves.title')}>
            <thead>
              <tr>
                <th>{t('moves.at')}</th>
                <th>{t('moves.what')}</th>
                <th className="num">{t('moves.amount')}</th>
                <th>{t('moves.state')}</th>
              </tr>
            </thead>
            <tbody>
              {moves.map((move) => (
                <tr key={`${move.kind} ${move.at} ${move.bankNumber ?? ''}`} data-move={move.kind}>
                  <td className="mut">{dayAndTime(move.at)}</td>
                  <th scope="row">
                    {t(`moves.kind.${move.kind}`)} <span className="mut small">{move.bankNumber}</span>
                  </th>
                  <td className="num">{formatMoney(move.amount)}</td>
                  <td>
                    <Tag tone={TONES[move.state]}>{t(`moves.is.${move.state}`)}</Tag>
                    {move.cleared && <span className="mut small"> {t('moves.cleared')}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {doorChanges.map(({ from, to, reason, clerk, at }) => (
        <p key={at} className="body small">
          {t('moves.doorChange', { from: t(`words:door.${from}`), to: t(`words:door.${to}`), reason, clerk, at: fullTime(at) })}
        </p>
      ))}
    </Panel>
  );
}
