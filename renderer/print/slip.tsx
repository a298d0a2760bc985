import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { chineseAmount } from '../../shared/money/chinese-amount.ts';
import { formatMoney, fullTime } from '../ui/format.ts';
import { PaperFoot, PaperHead, PersonBlock } from './paper-parts.tsx';

type SlipContent = Extract<PaperContent, { readonly signs: readonly string[] }>;

/** A paper that says one thing: its number, its amounts, its facts, and who signs. */
export function Slip({ content }: { readonly content: SlipContent }) {
  const { t } = useTranslation(['paper', 'words']);
  const { kind, number, at, amounts, facts, signs } = content;
  const written = ({ name, value }: SlipContent['facts'][number]) => {
    if (name === 'means') return t(`words:means.${value}`);
    return name === 'act' ? t(`words:act.${value}`) : value;
  };
  const [only] = amounts;
  return (
    <article className="paper" data-paper={kind}>
      <PaperHead content={content} title={t(`slip.${kind}.title`)} />
      <PersonBlock content={content} />
      <table>
        <tbody>
          <tr>
            <th>{t(`slip.${kind}.number`)}</th>
            <td>{number}</td>
          </tr>
          <tr>
            <th>{t('slip.at')}</th>
            <td>{fullTime(at)}</td>
          </tr>
          {amounts.map(({ name, amount }) => (
            <tr key={name} className="strong">
              <th>{t(`slip.amount.${name}`)}</th>
              <td>{formatMoney(amount)}</td>
            </tr>
          ))}
          {amounts.length === 1 && only !== undefined && (
            <tr>
              <th>{t('slip.words')}</th>
              <td>{chineseAmount(only.amount)}</td>
            </tr>
          )}
          {facts.map((fact) => (
            <tr key={fact.name}>
              <th>{t(`slip.fact.${fact.name}`)}</th>
              <td>{written(fact)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t(`slip.${kind}.say`)}</p>
      {signs.length > 0 && (
        <p className="sign">
          {signs.map((who) => (
            <span key={who}>{t(`slip.sign.${who}`)}</span>
          ))}
        </p>
      )}
      <PaperFoot content={content} />
    </article>
  );
}
