import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { formatMoney, fullTime, readableFacts } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type Sheet = Extract<PaperContent, { kind: 'explanation' }>;

/** 解释单: the centre's amounts beside what was expected, why they differ to the fen, and the articles the estimate stood on. */
export function Explanation({ content }: { readonly content: Sheet }) {
  const { t } = useTranslation('paper');
  return (
    <article className="paper" data-paper="explanation">
      <PaperHead content={content} title={t('explain.title')} />
      <PersonBlock content={content} />
      <p>{t('explain.intro', { number: content.settlementNumber, at: fullTime(content.settledAt) })}</p>
      <Figures content={content} />
      <Causes content={content} />
      <Steps content={content} />
      <p>{t('explain.official')}</p>
      <PaperFoot content={content} />
    </article>
  );
}

function Figures({ content }: { readonly content: Sheet }) {
  const { t } = useTranslation('paper');
  return (
    <table>
      <thead>
        <tr>
          <th>{t('settled.item')}</th>
          <td>{t('explain.estimate')}</td>
          <td>{t('explain.final')}</td>
          <td>{t('explain.difference')}</td>
        </tr>
      </thead>
      <tbody>
        {content.rows.map(({ figure, estimate, final, difference }) => (
          <tr key={figure} className={figure === 'burden' || figure === 'total' ? 'strong' : ''}>
            <th>{t(`figure.${figure}`)}</th>
            <td>{estimate === null ? '—' : formatMoney(estimate)}</td>
            <td>{formatMoney(final)}</td>
            <td>{difference === null || difference.isZero() ? '—' : formatMoney(difference)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Causes({ content }: { readonly content: Sheet }) {
  const { t } = useTranslation(['paper', 'discharge']);
  if (content.causes.length === 0) return <p>{t('explain.same')}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th>{t('explain.cause')}</th>
          <td>{t('explain.ownShare')}</td>
        </tr>
      </thead>
      <tbody>
        {content.causes.map(({ cause, amount, facts }, index) => (
          <tr key={`${String(index)} ${cause}`}>
            <th>
              {t([`discharge:cause.${cause}`, 'discharge:cause.unexplained'], readableFacts(facts))}
              {facts['formula'] !== undefined && <small> {facts['formula']}</small>}
            </th>
            <td>{formatMoney(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Steps({ content }: { readonly content: Sheet }) {
  const { t } = useTranslation(['paper', 'words']);
  if (content.steps.length === 0) return <p>{t('explain.noSteps')}</p>;
  return (
    <table className="charges">
      <thead>
        <tr>
          <th>{t('explain.layer')}</th>
          <th>{t('explain.formula')}</th>
          <th>{t('explain.article')}</th>
          <td>{t('explain.estimate')}</td>
        </tr>
      </thead>
      <tbody>
        {content.steps.map(({ layer, payer, formula, article, amount }, index) => (
          <tr key={`${String(index)} ${layer}`}>
            <th>
              {t(`words:layer.${layer}`, layer)}·{t(`words:payer.${payer}`, payer)}
            </th>
            <th>{formula}</th>
            <th>{article}</th>
            <td>{formatMoney(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
