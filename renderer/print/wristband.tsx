import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { fullTime } from '../ui/format.ts';
import { QrCode } from '../ui/qr-code.tsx';

type Band = Extract<PaperContent, { kind: 'wristband' }>;

/** 腕带贴: what a nurse compares, and the code. No number of a document, no diagnosis. */
export function Wristband({ content }: { readonly content: Band }) {
  const { t } = useTranslation(['paper', 'words']);
  const { patient, stayNumber, department, bed, admittedAt } = content.strip;
  return (
    <article className="band" data-paper="wristband">
      <QrCode text={content.stayCode} label={t('stayCode')} />
      <div>
        <b>{patient.name}</b>
        <span>{t('words:person', { sex: t(`words:sex.${patient.sex}`), age: patient.age ?? '—' })}</span>
        <span>{stayNumber}</span>
        <span>
          {department} {bed}
        </span>
        <small>{t('band.admitted', { at: fullTime(admittedAt) })}</small>
      </div>
    </article>
  );
}
