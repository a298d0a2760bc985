import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deskFactsQuery } from '../ipc/desk-queries.ts';
import { QrCode } from '../ui/qr-code.tsx';
import { SidePanel } from '../ui/side-panel.tsx';

interface FilingHelpProps {
  /** Where he is insured, by name. */
  readonly place: string;
  readonly onClose: () => void;
}

/** 协助备案: what the family does on the phone, in the order of the screens there, with what they must choose. */
export function FilingHelp({ place, onClose }: FilingHelpProps) {
  const { t } = useTranslation('admission');
  const { data: facts } = useQuery(deskFactsQuery);
  const url = facts?.filingUrl ?? null;
  return (
    <SidePanel title={t('filingHelp.title')} onClose={onClose}>
      <div className="filing-help">
        <FilingSteps place={place} />
        {url === null ? <p className="mut">{t('filingHelp.noUrl')}</p> : <QrCode text={url} label={t('filingHelp.qr')} />}
        <p className="mut small">{t('filingHelp.until')}</p>
      </div>
    </SidePanel>
  );
}

/** The steps alone, to be read out on the telephone as well. */
export function FilingSteps({ place }: { readonly place: string }) {
  const { t } = useTranslation('admission');
  const { data: facts } = useQuery(deskFactsQuery);
  return (
    <ol>
      {(['open', 'who', 'where', 'category', 'done'] as const).map((step) => (
        <li key={step}>{t(`filingHelp.step.${step}`, { place, hospital: facts?.hospitalName ?? '' })}</li>
      ))}
    </ol>
  );
}
