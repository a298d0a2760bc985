import { useTranslation } from 'react-i18next';
import { QrCode } from '../../ui/qr-code.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';

interface FilingHelpProps {
  readonly place: string;
  readonly hospitalName: string;
  /** Where the family files by phone; null: this hospital has set no address. */
  readonly url: string | null;
  readonly onClose: () => void;
}

/** 协助备案: what the family does on the phone, in the order of the screens there, with what they must choose. */
export function FilingHelp({ place, hospitalName, url, onClose }: FilingHelpProps) {
  const { t } = useTranslation('admission');
  return (
    <SidePanel title={t('filingHelp.title')} onClose={onClose}>
      <div className="filing-help">
        <ol>
          {(['open', 'who', 'where', 'category', 'done'] as const).map((step) => (
            <li key={step}>{t(`filingHelp.step.${step}`, { place, hospital: hospitalName })}</li>
          ))}
        </ol>
        {url === null ? <p className="mut">{t('filingHelp.noUrl')}</p> : <QrCode text={url} label={t('filingHelp.qr')} />}
        <p className="mut small">{t('filingHelp.until')}</p>
      </div>
    </SidePanel>
  );
}
