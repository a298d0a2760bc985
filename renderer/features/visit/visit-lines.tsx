import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import { formatMoney, readableFacts } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

type Line = VisitView['lines'][number];

/** The bill, line by line, each with every reason why it is not paid as usual. */
export function VisitLines({ view }: { readonly view: VisitView }) {
  const { t } = useTranslation('visit');
  return (
    <Panel title={t('lines.title')} note={t('lines.count', { count: view.lines.length, total: formatMoney(view.total) })}>
      <div className="scroll visit-lines">
        {view.lines.length === 0 && <p className="body mut">{t('lines.none')}</p>}
        {view.lines.length > 0 && (
          <table aria-label={t('lines.title')}>
            <thead>
              <tr>
                <th>{t('lines.name')}</th>
                <th>{t('lines.class')}</th>
                <th className="num">{t('lines.quantity')}</th>
                <th className="num">{t('lines.amount')}</th>
                <th className="num">{t('lines.selfPaid')}</th>
                <th>{t('lines.why')}</th>
              </tr>
            </thead>
            <tbody>
              {view.lines.map((line) => (
                <tr key={line.lineNumber} data-line={line.lineNumber}>
                  <th scope="row">{line.name}</th>
                  <td>{t(`lines.${line.itemClass ?? 'unknownClass'}`)}</td>
                  <td className="num">{Number(line.quantity)}</td>
                  <td className="num strong">{formatMoney(line.amount)}</td>
                  <td className="num">{line.selfPaid === null ? '—' : formatMoney(line.selfPaid)}</td>
                  <td>
                    <Reasons line={line} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Panel>
  );
}

function Reasons({ line }: { readonly line: Line }) {
  const { t } = useTranslation(['visit', 'words']);
  const reasons = [
    ...(line.returned.isZero() ? [] : [t('lines.returned', { amount: formatMoney(line.returned) })]),
    ...line.gates.map(({ rule, code, facts }) => `${rule ?? ''} ${t([`words:gate.${code}`, 'words:gate.other'], readableFacts(facts))}`),
    ...(line.words === '' ? [] : [t('lines.centreSays', { words: line.words })]),
  ];
  return <span className={line.gates.length > 0 ? 'ink-rejected' : ''}>{reasons.join(t('common:semicolon'))}</span>;
}
