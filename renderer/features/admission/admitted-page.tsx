import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Strip } from '../../../shared/contract/common-schemas.ts';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import { worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage, type Step } from '../../frame/desk-page.tsx';
import { EncounterStrip } from '../../frame/encounter-strip.tsx';
import { FilingHelp } from '../../frame/filing-help.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import type { Say } from '../../i18n/say.ts';
import { call } from '../../ipc/client.ts';
import { encounterQuery } from '../../ipc/desk-queries.ts';
import { go } from '../../routes.ts';
import { formatMoney } from '../../ui/format.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ActsTable, lastWords } from '../../ui/acts-table.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { useActKey } from '../../ui/act-key.ts';
import { CancelPanel, CoverageChangePanel } from './cancel-panel.tsx';
import { ChangePanel } from './change-panel.tsx';
import { useChangeActs, useStayChanges } from './change-queries.ts';
import { ChangesList } from './changes-list.tsx';
import { DayCarePanel } from './day-care-panel.tsx';
import { InjuryPanel } from './injury-panel.tsx';
import { InsurancePanel, useInsuranceActs, useStayInsurance } from './insurance-panel.tsx';
import { InterimPanel } from './interim-panel.tsx';
import { PriorCarePanel } from './prior-care-panel.tsx';
import { StayIdentityPanel } from './stay-identity-panel.tsx';
import { usePaper, useStayActs, useStayIdentity } from './stay-queries.ts';

/** The same screen after F9: what is saved here, what the centre and the bank have said so far. */
export function AdmittedPage({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('admission');
  const card = useCard();
  const queryClient = useQueryClient();
  const stay = useQuery(encounterQuery(encounterId));
  const findOut = useMutation({
    mutationFn: () => call(worklistContract.findOut, { encounterId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['encounter', encounterId] }),
  });
  const identity = useStayIdentity(encounterId);
  const registering = useActKey();
  const acts = useStayActs(encounterId, registering.renew);
  const changes = useStayChanges(encounterId);
  const changing = useChangeActs(encounterId);
  const [panel, setPanel] = useState<'change' | 'coverage' | 'cancel' | null>(null);
  const closePanel = () => setPanel(null);
  const insurance = useStayInsurance(encounterId);
  const insured = useInsuranceActs(encounterId);
  const [helping, setHelping] = useState(false);
  const refused = insurance.data?.insurance?.refused ?? null;
  const printing = useActKey();
  const paper = usePaper(encounterId, printing.renew);
  const [coverageId, setCoverageId] = useState<string | null>(null);
  const mayRegister = identity.data?.blocked === null;
  const usable = identity.data?.coverages.filter(({ active, selfPay }) => active && !selfPay) ?? [];
  // The only one there is needs no choice.
  const chosen = coverageId ?? (usable.length === 1 ? (usable[0]?.coverageId ?? null) : null);
  const unknown = stay.data?.acts.some(({ state }) => state === 'unknown') ?? false;
  const registration = stay.data?.strip.registration;

  return (
    <DeskPage
      title={t('title')}
      under={stay.data !== undefined && t('done.under', { number: stay.data.strip.stayNumber })}
      strip={stay.data === undefined ? <EmptyStrip /> : <EncounterStrip strip={stay.data.strip} />}
      steps={steps(t)}
      actions={
        <>
          <ActionButton
            command="print"
            needs="paper:print"
            run={() => paper.mutate({ kind: 'admission-notice', key: printing.key })}
            disabled={paper.isPending}
          >
            {t('done.printNotice')}
          </ActionButton>
          <ActionButton
            command="wristband"
            needs="paper:print"
            run={() => paper.mutate({ kind: 'wristband', key: printing.key })}
            disabled={paper.isPending}
          >
            {t('done.printBand')}
          </ActionButton>
          {stay.data?.strip.door === 'credit' && (
            <ActionButton
              command="consent.print"
              run={() => paper.mutate({ kind: 'bank-consent', key: printing.key })}
              disabled={paper.isPending}
            >
              {t('done.printConsent')}
            </ActionButton>
          )}
          {stay.data?.strip.door === 'credit' && (
            <ActionButton command="nav.credit" run={() => go({ page: 'credit-stay', encounterId })}>
              {t('done.credit')}
            </ActionButton>
          )}
          {changes.data?.open === true && (
            <ActionButton command="stay.change" needs="admission:commit" run={() => setPanel('change')}>
              {t('change.open')}
            </ActionButton>
          )}
          {(changes.data?.coverages.length ?? 0) > 0 && (
            <ActionButton command="stay.coverage" needs="admission:commit" run={() => setPanel('coverage')}>
              {t('change.coverageOpen')}
            </ActionButton>
          )}
          {changes.data?.open === true && (
            <ActionButton command="recall" needs="admission:commit" run={() => setPanel('cancel')}>
              {t('cancel.open')}
            </ActionButton>
          )}
          <ActionButton command="back" run={() => go({ page: 'admission' })}>
            {t('done.toOrders')}
          </ActionButton>
        </>
      }
      why={
        registration === undefined
          ? undefined
          : {
              head: t(`done.${registration}.title`),
              text: t(unknown ? 'done.whyUnknown' : refused === null ? 'done.why' : 'insured.sendAgainSay'),
            }
      }
      primary={
        unknown ? (
          <MoneyButton command="refresh" moves={false} tone="unknown" run={() => findOut.mutate()} disabled={findOut.isPending}>
            {t('done.findOut')}
          </MoneyButton>
        ) : refused !== null ? (
          <MoneyButton
            key="again"
            command="commit"
            moves={false}
            run={() => insured.sendAgain.mutate(refused.actId)}
            disabled={insured.sendAgain.isPending}
          >
            {t('insured.sendAgain')}
          </MoneyButton>
        ) : mayRegister ? (
          <MoneyButton
            command="commit"
            run={() => chosen !== null && acts.register.mutate({ coverageId: chosen, key: registering.key })}
            disabled={chosen === null || acts.register.isPending}
          >
            {t('late.register')}
          </MoneyButton>
        ) : stay.data?.strip.door === 'credit' && stay.data.strip.creditState === 'refused' ? (
          <MoneyButton key="credit" command="nav.credit" moves={false} run={() => go({ page: 'credit-stay', encounterId })}>
            {t('done.creditRefused')}
          </MoneyButton>
        ) : stay.data !== undefined && stay.data.strip.state === 'cancelled' && !stay.data.strip.depositBalance.isZero() ? (
          <MoneyButton key="back" command="payment.open" moves={false} run={() => go({ page: 'payment-stay', encounterId })}>
            {t('cancel.depositBack')}
          </MoneyButton>
        ) : stay.data?.depositDue?.isZero() === false && stay.data.strip.state !== 'cancelled' ? (
          <MoneyButton key="beyond" command="payment.open" moves={false} run={() => go({ page: 'payment-stay', encounterId })}>
            {t('done.depositBeyond', { amount: formatMoney(stay.data.depositDue) })}
          </MoneyButton>
        ) : stay.data?.strip.door === 'deposit' && stay.data.strip.state !== 'cancelled' && stay.data.strip.depositBalance.isZero() ? (
          <MoneyButton key="deposit" command="payment.open" moves={false} run={() => go({ page: 'payment-stay', encounterId })}>
            {t('done.deposit')}
          </MoneyButton>
        ) : (
          <MoneyButton command="card.read" moves={false} run={card.read} disabled={card.reading !== null}>
            {t('done.next')}
          </MoneyButton>
        )
      }
    >
      {findOut.isError && <ErrorLine error={findOut.error} />}
      {insured.failed !== null && <ErrorLine error={insured.failed} />}
      {helping && insurance.data?.insurance != null && (
        <FilingHelp place={insurance.data.insurance.coverage.insuredPlaceName} onClose={() => setHelping(false)} />
      )}
      {paper.isError && <ErrorLine error={paper.error} />}
      {paper.isSuccess && (
        <p className="made">
          <Sign tone="ok">{t('done.printed', { file: paper.data.file })}</Sign>
        </p>
      )}
      {stay.isPending && <Loading label={t('form.loading')} />}
      {stay.isError && <ErrorNotice error={stay.error} onRetry={() => void stay.refetch()} />}
      {changes.data !== undefined && panel === 'change' && <ChangePanel changes={changes.data} acts={changing} onClose={closePanel} />}
      {changes.data !== undefined && panel === 'coverage' && (
        <CoverageChangePanel changes={changes.data} acts={changing} onClose={closePanel} />
      )}
      {changes.data !== undefined && panel === 'cancel' && <CancelPanel changes={changes.data} acts={changing} onClose={closePanel} />}
      {stay.data !== undefined && (
        <div className="columns admitted">
          <div className="column">
            <Panel title={t('done.title')} grow={refused === null}>
              <Outcome strip={stay.data.strip} acts={stay.data.acts} />
            </Panel>
            <DayCarePanel encounterId={encounterId} />
            <InterimPanel encounterId={encounterId} />
            <PriorCarePanel encounterId={encounterId} />
            {insurance.data?.insurance != null && (
              <InsurancePanel insurance={insurance.data.insurance} reached={insured.recheck.data?.centreReached ?? true}>
                {!unknown && (
                  <ActionButton command="refresh" run={() => insured.recheck.mutate()} disabled={insured.recheck.isPending}>
                    {t('insured.recheck')}
                  </ActionButton>
                )}
                {insurance.data.insurance.filing?.direct === false && (
                  <ActionButton command="filing.help" run={() => setHelping(true)}>
                    {t('filingHelp.open')}
                  </ActionButton>
                )}
              </InsurancePanel>
            )}
            {identity.data?.injury != null && <InjuryPanel encounterId={encounterId} injury={identity.data.injury} />}
            {identity.data !== undefined && identity.data.blocked !== 'registered' && identity.data.blocked !== 'closed' && (
              <StayIdentityPanel identity={identity.data} acts={acts} chosen={chosen} onChoose={setCoverageId} />
            )}
            {changes.data !== undefined && changes.data.history.length > 0 && <ChangesList history={changes.data.history} />}
          </div>
          <Panel title={t('done.acts')} note={t('done.actsNote')} grow>
            {stay.data.acts.length === 0 ? (
              <p className="body mut">{t('done.noActs')}</p>
            ) : (
              <div className="scroll">
                <ActsTable acts={stay.data.acts} label={t('done.acts')} />
              </div>
            )}
          </Panel>
        </div>
      )}
    </DeskPage>
  );
}

const LOOKS: Readonly<Record<Strip['registration'], readonly [IconName, 'plain' | 'ok' | 'unknown' | 'rejected']>> = {
  none: ['minus', 'plain'],
  waiting: ['clock', 'plain'],
  acknowledged: ['ok', 'ok'],
  unknown: ['lock', 'unknown'],
  rejected: ['no', 'rejected'],
  reversed: ['no', 'plain'],
};

function Outcome({ strip, acts }: { readonly strip: Strip; readonly acts: readonly ActView[] }) {
  const { t } = useTranslation(['admission', 'words']);
  const [icon, tone] = LOOKS[strip.registration];
  const refused = acts.find(({ kind, state }) => kind === 'admission' && state === 'rejected');
  const words = refused === undefined ? null : lastWords(refused);
  return (
    <Block icon={icon} tone={tone} title={t(`done.${strip.registration}.title`)}>
      {words !== null && <q>{words}</q>}
      <p>{t(`done.${strip.registration}.say`)}</p>
      {strip.state === 'cancelled' && <p className="strong">{t('cancel.done')}</p>}
      {strip.door === 'credit' && <p className="strong">{t(`done.lock.${strip.creditState}`)}</p>}
    </Block>
  );
}

function steps(t: Say): Step[] {
  return [
    { label: t('step.card'), state: 'done' },
    { label: t('step.coverage'), state: 'done' },
    { label: t('step.door'), state: 'done' },
    { label: t('step.admit'), state: 'done' },
  ];
}
