import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { fullTime } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Consent = Extract<PaperContent, { kind: 'bank-consent' }>;

/** The separate consent to give data to the bank: what is given, to whom, for what, and that a no costs nothing. */
export function BankConsent({ content }: { readonly content: Consent }) {
  const { t } = useTranslation('paper');
  return (
    <article className="paper" data-paper="bank-consent">
      <PaperHead content={content} title={t('bankConsent')} />
      <PersonBlock content={content} />
      <ol className="terms">
        {(['what', 'why', 'not', 'free', 'withdraw'] as const).map((term) => (
          <li key={term}>{t(`consent.${term}`)}</li>
        ))}
      </ol>
      <p className="promise">
        {t(`consent.given.${content.signedBy}`, {
          at: fullTime(content.givenAt),
          version: content.textVersion,
          name: content.signerName ?? '',
        })}
      </p>
      <p className="sign">
        <span>{t(`consent.sign.${content.signedBy}`)}</span>
        <span>{t('notice.date')}</span>
      </p>
      <PaperFoot content={content} />
    </article>
  );
}
