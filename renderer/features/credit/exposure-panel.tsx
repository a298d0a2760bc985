import { useTranslation } from 'react-i18next';
import type { CreditView } from '../../../shared/contract/credit-contract.ts';
import type { Money } from '../../../shared/money/money.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { Block } from '../../ui/block.tsx';
import { Field } from '../../ui/field.tsx';
import { formatMoney, formatRange } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';

interface ExposurePanelProps {
  readonly view: CreditView;
  /** null: as the program suggests. */
  readonly typed: string | null;
  readonly onTyped: (typed: string) => void;
  readonly onSend: () => void;
}

/** What the patient is expected to bear against what the lock holds, and what of it a raise may bring. */
export function ExposurePanel({ view, typed, onTyped }: ExposurePanelProps) {
  const { t } = useTranslation('credit');
  const { expected, exposure, held, excluded, raise } = view;
  const line = (name: string, text: string, tone: '' | 'wrong' | 'estimate' = '') => (
    <div key={name} className={tone}>
      <dt>{t(`exposure.${name}`)}</dt>
      <dd>{text}</dd>
    </div>
  );
  const some = (amount: Money | undefined): amount is Money => amount !== undefined && !amount.isZero();
  return (
    <Panel title={t('exposure.title')} note={t('exposure.note')} grow>
      <dl className="ledger-lines" aria-label={t('exposure.title')}>
        {line('expected', expected === null ? '—' : formatRange(expected), 'estimate')}
        {line('held', formatMoney(held))}
        {some(exposure?.short) && line('short', formatMoney(exposure.short), 'wrong')}
        {some(exposure?.beyondLimit) && line('beyondLimit', formatMoney(exposure.beyondLimit), 'wrong')}
        {some(view.drawn) && line('drawn', formatMoney(view.drawn))}
        {!view.uncleared.isZero() && line('uncleared', formatMoney(view.uncleared))}
        {some(excluded?.selfPaid) && line('selfPaid', formatMoney(excluded.selfPaid))}
        {some(excluded?.otherPayer) && line('otherPayer', formatMoney(excluded.otherPayer))}
      </dl>
      <div className="body">
        {exposure?.short.isZero() === true && <Sign tone="ok">{t('exposure.enough')}</Sign>}
        {exposure !== null && !exposure.short.isZero() && (
          <Block icon="warn" tone="offline" title={t('exposure.warning', { short: formatMoney(exposure.short) })}>
            {t('exposure.warningSay')}
          </Block>
        )}
        {raise.open && (
          <div className="fields one">
            <Field id="raise-amount" label={t('raise.amount')} required>
              <AmountField id="raise-amount" label={t('raise.amount')} value={typed ?? raise.suggested.toString()} onChange={onTyped} />
            </Field>
          </div>
        )}
        {!raise.open && exposure !== null && !exposure.short.isZero() && (
          <ul className="signs" aria-label={t('raise.closedTitle')}>
            {raise.closedBecause.map((because) => (
              <li key={because}>
                <Sign tone="rejected">{t(`raise.closed.${because}`)}</Sign>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
