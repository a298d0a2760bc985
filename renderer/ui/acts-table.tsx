import { useTranslation } from 'react-i18next';
import type { ActView } from '../../shared/contract/encounter-contract.ts';
import { dayAndTime } from './format.ts';
import { Tag, type Tone } from './tag.tsx';

const TONES: Readonly<Record<ActView['state'], Tone>> = {
  waiting: 'queued',
  unknown: 'unknown',
  acknowledged: 'ok',
  rejected: 'rejected',
  withdrawn: 'neutral',
};

/** The other side's last words, unchanged. */
export const lastWords = (act: ActView): string | null => act.attempts.at(-1)?.answers.at(-1)?.words ?? null;

/** What is to be done at the other sides, in order, each with where it stands. */
export function ActsTable({ acts, label }: { readonly acts: readonly ActView[]; readonly label: string }) {
  const { t } = useTranslation('words');
  return (
    <table aria-label={label} className="acts">
      <tbody>
        {acts.map((act) => (
          <tr key={act.actId} data-act={act.kind} data-state={act.state}>
            <th scope="row">
              {t(`act.${act.kind}`)}
              <div className="mut small">{t('actAt', { line: t(`actLine.${act.line}`), at: dayAndTime(act.createdAt) })}</div>
              {act.state === 'rejected' && lastWords(act) !== null && <q className="words">{lastWords(act)}</q>}
            </th>
            <td>
              {act.attempts.some(({ answers }) => answers.length > 0) && <History act={act} />}
              <Tag tone={TONES[act.state]}>{t(`actState.${act.state}`)}</Tag>
              {act.attempts.length > 1 && <div className="small mut">{t('actTries', { tries: act.attempts.length })}</div>}
              {act.state === 'waiting' && act.deadlineAt !== null && (
                <div className="small ink-offline">{t('actBefore', { at: dayAndTime(act.deadlineAt) })}</div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Every try with its message and everything that was seen of it, in the other side's own words. Closed until somebody wants to know. */
function History({ act }: { readonly act: ActView }) {
  const { t } = useTranslation('words');
  return (
    <details className="history">
      <summary>{t('history')}</summary>
      <ol>
        {act.attempts.map(({ messageId, sentAt, answers }) => (
          <li key={messageId}>
            <span className="mut small">{t('sent', { at: dayAndTime(sentAt), number: messageId })}</span>
            {answers.map(({ outcome, seenAt, words }) => (
              <div key={`${outcome} ${seenAt}`} className="small">
                {dayAndTime(seenAt)} {t(`outcome.${outcome}`)}
                {words !== null && words !== '' && <q className="words">{words}</q>}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </details>
  );
}
