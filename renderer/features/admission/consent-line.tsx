import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { useCommand } from '../../commands/use-command.ts';
import { dayAndTime } from '../../ui/format.ts';
import { Sign } from '../../ui/tag.tsx';

interface ConsentLineProps {
  readonly consent: AdmissionView['consent'];
  /** Who would sign is said: before that nobody's word can be kept as his. */
  readonly signerKnown: boolean;
  readonly busy: boolean;
  readonly onAnswer: (given: boolean) => void;
  readonly onWithdraw: () => void;
}

/** The separate consent to give data to the bank. Before it the bank is asked nothing; refusing it costs nothing but this door. */
export function ConsentLine({ consent, signerKnown, busy, onAnswer, onWithdraw }: ConsentLineProps) {
  const { t } = useTranslation('admission');
  const open = consent === null && signerKnown && !busy;
  const { keyLabel } = useCommand('bank.consent', () => onAnswer(true), open);
  if (consent !== null) {
    return (
      <p className="consent">
        <Sign tone={consent.given ? 'ok' : 'neutral'}>
          {t(consent.given ? `consent.given.${consent.signedBy}` : 'consent.refused', { at: dayAndTime(consent.at) })}
        </Sign>
        {consent.given && (
          <Button size="small" disabled={busy} onClick={onWithdraw}>
            {t('consent.withdraw')}
          </Button>
        )}
      </p>
    );
  }
  return (
    <p className="consent">
      <Sign tone="offline">{t('consent.ask')}</Sign>
      {!signerKnown && <span className="mut small">{t('consent.whoFirst')}</span>}
      <Button size="small" disabled={!open} onClick={() => onAnswer(true)}>
        {t('consent.yes')} <kbd>{keyLabel}</kbd>
      </Button>
      <Button size="small" disabled={!open} onClick={() => onAnswer(false)}>
        {t('consent.no')}
      </Button>
    </p>
  );
}
