import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/case-contract.ts';
import type { CaseStep } from '../../../shared/model/case.ts';
import { useDigits } from '../../commands/use-command.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import type { Say } from '../../i18n/say.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CaseDetail } from './case-detail.tsx';
import { casesQuery, useCaseStep } from './case-queries.ts';
import { CasesTable } from './cases-table.tsx';

/** 差异与欠费: every settled stay that is not even or not as expected, with what is to be done and by whom. It goes to zero. */
export function CasesPage() {
  const { t } = useTranslation('cases');
  const cases = useQuery(casesQuery);
  const [picked, setPicked] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const act = useActKey();
  const step = useCaseStep(act.renew);
  const rows = cases.data?.cases ?? [];
  const chosen = rows.find(({ encounterId }) => encounterId === picked) ?? rows[0];
  useDigits(Math.min(rows.length, 9), (index) => setPicked(rows[index]?.encounterId ?? null));

  const take = (what: CaseStep) => {
    if (chosen === undefined) return;
    step.mutate({ encounterId: chosen.encounterId, step: what, words: words.trim(), key: act.key }, { onSuccess: () => setWords('') });
  };
  const written = words.trim().length >= 2;
  const explains = chosen?.action === 'explain' || chosen?.action === 'ask-insurance';

  return (
    <DeskPage
      title={t('title')}
      under={t('under')}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void cases.refetch()}>
            {t('refresh')}
          </ActionButton>
          <ActionButton command="case.claim" run={() => take('claimed')} disabled={chosen === undefined || step.isPending}>
            {t('do.claimed')}
          </ActionButton>
          <ActionButton command="case.called" run={() => take('called')} disabled={chosen === undefined || !written || step.isPending}>
            {t('do.called')}
          </ActionButton>
          <ActionButton
            command="case.finance"
            run={() => take('to-finance')}
            disabled={chosen === undefined || !written || step.isPending || chosen.office === 'finance'}
          >
            {t('do.to-finance')}
          </ActionButton>
        </>
      }
      why={whyOf(chosen, written, t)}
      primary={
        chosen !== undefined && (
          <MoneyButton
            key={chosen.action}
            command={explains ? 'commit' : 'payment.open'}
            moves={false}
            disabled={step.isPending || (explains && !written)}
            run={() => (explains ? take('explained') : go({ page: 'payment-stay', encounterId: chosen.encounterId }))}
          >
            {t(`action.${chosen.action}`)}
          </MoneyButton>
        )
      }
    >
      {step.error !== null && <ErrorLine error={step.error} />}
      {cases.isPending && <Loading label={t('loading')} />}
      {cases.isError && <ErrorNotice error={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.data !== undefined && (
        <div className="columns cases">
          <Panel
            title={t('list')}
            note={t('count', { count: rows.length, due: formatMoney(cases.data.due), back: formatMoney(cases.data.back) })}
            grow
          >
            {rows.length === 0 ? (
              <Block icon="ok" tone="ok" title={t('none')}>
                {t('noneSay')}
              </Block>
            ) : (
              <CasesTable rows={rows} chosen={chosen?.encounterId ?? null} onPick={setPicked} />
            )}
          </Panel>
          {chosen !== undefined && <CaseDetail of={chosen} words={words} onWords={setWords} />}
        </div>
      )}
    </DeskPage>
  );
}

function whyOf(chosen: CaseView | undefined, written: boolean, t: Say) {
  if (chosen === undefined) return { head: t('none'), text: t('noneSay') };
  const facts = { due: formatMoney(chosen.due), back: formatMoney(chosen.back), difference: formatMoney(chosen.difference) };
  const missing = !written && (chosen.action === 'explain' || chosen.action === 'ask-insurance');
  return { head: t(`why.${chosen.action}`, facts), text: t(missing ? 'why.words' : `whySay.${chosen.action}`) };
}
