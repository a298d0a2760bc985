import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Strip } from '../../shared/contract/common-schemas.ts';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { fullTime } from '../ui/format.ts';

export function PaperHead({ content, title }: { readonly content: PaperContent; readonly title: string }) {
  const { t } = useTranslation('paper');
  return (
    <header>
      <p className="hospital">{content.hospitalName}</p>
      <h1>{title}</h1>
      <p className="copy">{t(content.copy > 1 ? 'copyAgain' : 'copy', { copy: content.copy })}</p>
    </header>
  );
}

/** Who it is about. The number of the document stays masked; no diagnosis on paper that lies about. */
export function PersonBlock({ content, phone }: { readonly content: { readonly strip: Strip }; readonly phone?: string }) {
  const { t } = useTranslation(['paper', 'words']);
  const { patient, stayNumber, department, bed, coverageLabel, admittedAt, wardLeftAt } = content.strip;
  const facts: (readonly [string, ReactNode])[] = [
    ['name', patient.name],
    ['sexAge', t('words:person', { sex: t(`words:sex.${patient.sex}`), age: patient.age ?? '—' })],
    ['cert', patient.maskedCertNumber],
    ['stayNumber', stayNumber],
    ['department', `${department} ${bed}`],
    ['coverage', coverageLabel],
    ['admitted', fullTime(admittedAt)],
    ['left', wardLeftAt === null ? '—' : fullTime(wardLeftAt)],
  ];
  if (phone !== undefined) facts.push(['phone', phone]);
  return (
    <dl className="person">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`person.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function PaperFoot({ content }: { readonly content: PaperContent }) {
  const { t } = useTranslation('paper');
  return (
    <footer>
      <span>{t('foot.window', { window: content.windowNumber })}</span>
      <span>{t('foot.clerk', { clerk: content.clerkName })}</span>
      <span>{t('foot.made', { at: fullTime(content.madeAt) })}</span>
    </footer>
  );
}
