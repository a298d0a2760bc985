import { useTranslation } from 'react-i18next';
import type { CreditView } from '../../../shared/contract/credit-contract.ts';
import type { Money } from '../../../shared/money/money.ts';
import { Block } from '../../ui/block.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { formatMoney, fullTime } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';

/** The bank's answer, mirrored: nothing here is an entry of ours, and why it said no is never asked. */
export function BankPanel({ view }: { readonly view: CreditView }) {
  const { t } = useTranslation('credit');
  const { standing, consent } = view;
  const money = (amount: Money | null) => (amount === null ? '—' : formatMoney(amount));
  const sign = (ok: boolean, yes: string, no: string) => <Sign tone={ok ? 'ok' : 'rejected'}>{t(ok ? yes : no)}</Sign>;
  const facts: Fact[] =
    standing === null
      ? []
      : [
          { label: t('bank.standing'), value: t(`bank.is.${standing.standing}`), wide: true },
          ...(standing.standing === 'not-eligible'
            ? []
            : [
                {
                  label: t('bank.opened'),
                  value:
                    standing.openedAt === null ? (
                      '—'
                    ) : (
                      <>
                        {fullTime(standing.openedAt)} {sign(standing.beforeAdmission === true, 'bank.before', 'bank.after')}
                      </>
                    ),
                  wide: true,
                },
                { label: t('bank.agreement'), value: sign(standing.agreementSigned, 'bank.signed', 'bank.unsigned'), wide: true },
                { label: t('bank.limit'), value: money(standing.limit) },
                { label: t('bank.locked'), value: money(standing.locked) },
                { label: t('bank.outstanding'), value: money(standing.outstanding) },
                { label: t('bank.available'), value: <b>{money(standing.available)}</b> },
              ]),
          { label: t('bank.asOf'), value: fullTime(standing.asOf), wide: true },
        ];
  return (
    <Panel title={t('bank.title')} note={t('bank.note')} grow>
      <div className="body">
        {consent === null ? (
          <p className="mut">{t('bank.noConsent')}</p>
        ) : (
          <p>{sign(consent.given, `bank.consent.${consent.signedBy}`, 'bank.consent.refused')}</p>
        )}
        {standing === null ? (
          <Block icon="minus" title={t('bank.none')}>
            {t('bank.noneSay')}
          </Block>
        ) : (
          <Facts facts={facts} />
        )}
        {standing?.standing === 'available' && <p className="mut small">{t('bank.sum')}</p>}
        <p className="mut small">{t('bank.repays')}</p>
      </div>
    </Panel>
  );
}
