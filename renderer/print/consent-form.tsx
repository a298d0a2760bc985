import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { PaperFoot, PaperHead } from './paper-parts.tsx';

type ConsentForm = Extract<PaperContent, { kind: 'consent-form' }>;

/** The separate consent as it is signed: before the admission, with a yes and a no to choose from. */
export function ConsentForm({ content }: { readonly content: ConsentForm }) {
  const { t } = useTranslation('paper');
  const facts = [
    ['person.name', content.patientName],
    ['person.cert', content.maskedCertNumber],
    ['consent.order', content.orderNumber],
    ['person.department', content.department],
  ] as const;
  return (
    <article className="paper" data-paper="consent-form">
      <PaperHead content={content} title={t('bankConsent')} />
      <dl className="person">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ol className="terms">
        {(['what', 'why', 'not', 'free', 'withdraw'] as const).map((term) => (
          <li key={term}>{t(`consent.${term}`)}</li>
        ))}
      </ol>
      <p className="promise">{t('consent.choose', { version: content.textVersion })}</p>
      <p className="sign">
        <span>{t('consent.sign.self')}</span>
        <span>{t('consent.sign.guardian')}</span>
        <span>{t('notice.date')}</span>
      </p>
      <PaperFoot content={content} />
    </article>
  );
}
