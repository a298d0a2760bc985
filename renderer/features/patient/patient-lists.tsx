import { useTranslation } from 'react-i18next';
import type { PatientFile } from '../../../shared/contract/patient-contract.ts';
import { dayAndTime, fullTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

/** Stays that were another person's before, or became one's. */
export function MergesList({ merges }: Pick<PatientFile, 'merges'>) {
  const { t } = useTranslation(['patient', 'admission']);
  if (merges.length === 0) return null;
  return (
    <Panel title={t('merges')}>
      <ul className="body merges">
        {merges.map(({ kind, stayNumber, from, to, reason, at }) => (
          <li key={at + kind}>
            {dayAndTime(at)} {stayNumber} {t(`admission:late.${kind}`, { from, to })} <span className="mut">{reason}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What was made of paper for him, newest first. */
export function PapersList({ papers }: Pick<PatientFile, 'papers'>) {
  const { t } = useTranslation(['patient', 'prints']);
  if (papers.length === 0) return null;
  return (
    <Panel title={t('papers')} note={t('papersCount', { count: papers.length })}>
      <div className="scroll papers">
        <table aria-label={t('papers')}>
          <tbody>
            {papers.map(({ stayNumber, kind, file, madeAt }) => (
              <tr key={file}>
                <td>{fullTime(madeAt)}</td>
                <th scope="row">{t(`prints:kind.${kind}`)}</th>
                <td className="mut">{stayNumber}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
