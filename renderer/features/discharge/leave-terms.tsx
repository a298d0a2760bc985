import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatRange, weekdayOf } from '../../ui/format.ts';

/** What leaving before the settlement means, in the words the patient signs. */
export function LeaveTerms({ view }: { readonly view: SettlementView }) {
  const { t } = useTranslation(['discharge', 'frame']);
  const { settleBy, expectedOwnShare } = view;
  const day = settleBy === null ? '—' : t('leave.day', { day: settleBy, weekday: t(`frame:weekday.${weekdayOf(settleBy)}`) });
  const range = expectedOwnShare === null ? '—' : formatRange(expectedOwnShare);
  return (
    <>
      <Facts
        facts={[
          { label: t('leave.settleBy'), value: <b className="strong">{day}</b>, wide: true },
          { label: t('leave.prints'), value: t('leave.printsSay'), wide: true },
          { label: t('leave.printsNot'), value: <span className="mut">{t('leave.printsNotSay')}</span>, wide: true },
        ]}
      />
      <blockquote className="quote">
        <span className="mut small">{t('leave.words')}</span>
        <br />
        {t('leave.sentence', { range, day: settleBy ?? '—' })}
      </blockquote>
    </>
  );
}
