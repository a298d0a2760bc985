import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Exit } from '../../../shared/model/stay.ts';
import { Facts } from '../../ui/facts.tsx';
import { weekdayOf } from '../../ui/format.ts';
import { exitFacts } from './exit-facts.ts';

/** What a way out means, in the words the patient signs. */
export function LeaveTerms({ view, exit }: { readonly view: SettlementView; readonly exit: Exit }) {
  const { t } = useTranslation(['discharge', 'frame']);
  const { settleBy } = view;
  const alone = exit === 'self-pay';
  const day = settleBy === null ? '—' : t('leave.day', { day: settleBy, weekday: t(`frame:weekday.${weekdayOf(settleBy)}`) });
  const until = { label: t('leave.settleBy'), value: <b className="strong">{day}</b>, wide: true };
  return (
    <>
      <Facts
        facts={[
          ...(alone ? [] : [until]),
          { label: t('leave.prints'), value: t(alone ? 'leave.printsSelfPay' : 'leave.printsSay'), wide: true },
          {
            label: t('leave.printsNot'),
            value: <span className="mut">{t(alone ? 'leave.printsNotSelfPay' : 'leave.printsNotSay')}</span>,
            wide: true,
          },
        ]}
      />
      <blockquote className="quote">
        <span className="mut small">{t('leave.words')}</span>
        <br />
        {t([`leave.sentence.${exit}`, 'leave.sentence.credit-leave'], { ...exitFacts(view, exit), day: settleBy ?? '—' })}
      </blockquote>
    </>
  );
}
