import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { formatMoney, fullTime } from '../ui/format.ts';
import { QrCode } from '../ui/qr-code.tsx';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Notice = Extract<PaperContent, { kind: 'admission-notice' }>;

/** 入院告知单: how he came in, what the insurance knows, and the code that opens his stay at every window. */
export function AdmissionNotice({ content }: { readonly content: Notice }) {
  const { t } = useTranslation(['paper', 'words']);
  const { strip, registerBy } = content;
  return (
    <article className="paper" data-paper="admission-notice">
      <PaperHead content={content} title={t('admissionNotice')} />
      <PersonBlock content={content} phone={content.contactPhone} />
      <table>
        <tbody>
          <tr>
            <th>{t('admission.door')}</th>
            <td>{t(`words:door.${strip.door}`)}</td>
          </tr>
          <tr>
            <th>{t('admission.registration')}</th>
            <td>
              {t(`words:registration.${strip.registration}`)}
              {registerBy !== null && strip.registration !== 'acknowledged' && t('admission.registerBy', { at: fullTime(registerBy) })}
            </td>
          </tr>
          {strip.door === 'credit' && (
            <tr>
              <th>{t('admission.lock')}</th>
              <td>
                {formatMoney(strip.creditLocked)} {t(`words:creditState.${strip.creditState}`)}
              </td>
            </tr>
          )}
          <tr>
            <th>{t('admission.deposit')}</th>
            <td>{formatMoney(strip.depositBalance)}</td>
          </tr>
        </tbody>
      </table>
      <div className="with-code">
        <ul>
          {(['ward', 'card', 'filing', 'pledge', 'code'] as const).map((line) => (
            <li key={line}>{t(`admission.tell.${line}`)}</li>
          ))}
        </ul>
        <QrCode text={content.stayCode} label={t('stayCode')} />
      </div>
      <PaperFoot content={content} />
    </article>
  );
}
