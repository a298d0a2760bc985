import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { formatMoney, fullTime } from '../ui/format.ts';
import { ChargeLines } from './charge-lines.tsx';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Folder = Extract<PaperContent, { kind: 'manual-claim' }>;

/** 手工报销材料: the check list, the institution's proof and the list of charges, one sheet after the other. No fund column anywhere. */
export function ManualClaim({ content }: { readonly content: Folder }) {
  return (
    <>
      <CheckList content={content} />
      <Proof content={content} />
      <Charges content={content} />
    </>
  );
}

function CheckList({ content }: { readonly content: Folder }) {
  const { t } = useTranslation('paper');
  const items = [...content.documents.map((name) => t(`claim.document.${name}`)), ...content.more];
  return (
    <article className="paper" data-paper="manual-claim">
      <PaperHead content={content} title={t('claim.title')} />
      <PersonBlock content={content} phone={content.contactPhone} />
      <p>{t('claim.intro', { total: formatMoney(content.total), at: fullTime(content.paidAt) })}</p>
      <table>
        <thead>
          <tr>
            <th>{t('claim.documents')}</th>
            <td>{t('claim.handed')}</td>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item}>
              <th>{item}</th>
              <td>□</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('claim.reason', { reason: content.reason })}</p>
      <p className="promise">{t('claim.promise')}</p>
      <p className="sign">
        <span>{t('notice.sign')}</span>
        <span>{t('notice.date')}</span>
      </p>
      <PaperFoot content={content} />
    </article>
  );
}

function Proof({ content }: { readonly content: Folder }) {
  const { t } = useTranslation('paper');
  return (
    <article className="paper next-sheet">
      <PaperHead content={content} title={t('claim.proof')} />
      <PersonBlock content={content} />
      <p>
        {t('claim.proofText', {
          hospital: content.hospitalName,
          code: content.hospitalCode,
          number: content.strip.stayNumber,
          total: formatMoney(content.total),
        })}
      </p>
      <p className="sign">
        <span>{t('claim.seal')}</span>
        <span>{t('notice.date')}</span>
      </p>
      <PaperFoot content={content} />
    </article>
  );
}

function Charges({ content }: { readonly content: Folder }) {
  const { t } = useTranslation('paper');
  return (
    <article className="paper next-sheet">
      <PaperHead content={content} title={t('claim.charges')} />
      <p>{t('claim.chargesOf', { name: content.strip.patient.name, number: content.strip.stayNumber, count: content.lines.length })}</p>
      <ChargeLines lines={content.lines} total={content.total} />
      <PaperFoot content={content} />
    </article>
  );
}
