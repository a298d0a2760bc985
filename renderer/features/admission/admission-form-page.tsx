import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import type { Say } from '../../i18n/say.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage, type Step } from '../../frame/desk-page.tsx';
import { FilingHelp } from '../../frame/filing-help.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { type AdmissionSubject, admissionQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useActKey } from '../../ui/act-key.ts';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Sign } from '../../ui/tag.tsx';
import {
  agentOf,
  approvalOf,
  asksConsent,
  chosenDoor,
  injuryOf,
  missingOf,
  payerOf,
  signerOf,
  useAdmissionForm,
} from './admission-form.ts';
import { useAdmit, useConsent, useRecheck, useWithdrawConsent } from './admission-queries.ts';
import { AdmissionStrip } from './admission-strip.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { DoorPanel } from './door-panel.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { OrderPanel } from './order-panel.tsx';

/** Everything the clerk must see and ask before he admits; F9 saves it as one act. Computes nothing. */
export function AdmissionFormPage(subject: AdmissionSubject) {
  const { t } = useTranslation('admission');
  const card = useCard();
  const [coverageId, setCoverageId] = useState<string | null>(null);

  const [leaving, setLeaving] = useState(false);
  const [helping, setHelping] = useState(false);
  const [known, setKnown] = useState<{ readonly name: string; readonly phone: string } | null>(null);
  const form = useAdmissionForm(known, () => setLeaving(false));
  const opened = useQuery(admissionQuery(subject, coverageId, payerOf(form.fields)));
  const { name = '', phone = null } = opened.data?.patient ?? {};
  useEffect(() => setKnown(phone === null ? null : { name, phone }), [name, phone]);
  const consent = useConsent(subject);
  const withdraw = useWithdrawConsent(subject);
  const printing = useActKey();
  const consentForm = useKeyed(paperContract.printTill, printing.renew);
  const { key, renew } = useActKey();
  const admit = useAdmit(renew);
  const recheck = useRecheck(subject.patientId);
  const view = opened.data;

  const leave = () => {
    // What was typed is not thrown away by one key: the button asks, the second press goes.
    if (form.typed && !leaving) {
      setLeaving(true);
      return;
    }
    if (view !== undefined) card.putAside(subject.orderNumber, subject.patientId);
    card.forget();
    go({ page: 'admission' });
  };
  const missing = view === undefined ? ['view'] : missingOf(view, form.fields);
  const commit = () => {
    const { identityCheck, contactName, contactPhone } = form.fields;
    const door = view === undefined ? undefined : chosenDoor(view, form.fields);
    if (view?.chosenCoverageId == null || door === undefined || identityCheck === null) return;
    const { orderNumber, patientId } = subject;
    const chosen = { coverageId: view.chosenCoverageId, door: door.door, quoteHash: view.quoteHash };
    admit.mutate(
      {
        orderNumber,
        patientId,
        ...chosen,
        contactName: contactName.trim(),
        contactPhone,
        identityCheck: identityCheck === 'self-seen' ? 'self-seen' : 'agent',
        agent: agentOf(form.fields),
        injury: injuryOf(view, form.fields),
        approval: approvalOf(view, form.fields),
        elsewhereAsked: form.fields.elsewhereAsked,
        key,
      },
      { onSuccess: ({ encounterId }) => go({ page: 'admission-stay', encounterId }) },
    );
  };

  return (
    <DeskPage
      title={t('title')}
      under={
        view !== undefined && (
          <>
            {t('form.under', { number: view.order.orderNumber, at: dayAndTime(view.order.issuedAt) })}
            {card.checking === subject.patientId && (
              <b className="checking" role="status">
                {t('form.checking')}
              </b>
            )}
          </>
        )
      }
      strip={view === undefined ? <EmptyStrip /> : <AdmissionStrip view={view} door={chosenDoor(view, form.fields)} />}
      steps={steps(t, view, missing)}
      actions={
        <>
          <ActionButton command="refresh" run={() => recheck.mutate()} disabled={opened.isFetching || recheck.isPending}>
            {t('form.recheck')}
          </ActionButton>
          {view?.filing != null && !view.filing.direct && (
            <ActionButton command="filing.help" run={() => setHelping(true)}>
              {t('filingHelp.open')}
            </ActionButton>
          )}
          {view !== undefined && asksConsent(view) && view.consent === null && (
            <ActionButton
              command="consent.print"
              run={() =>
                consentForm.mutate({ kind: 'consent-form', subject: `${subject.orderNumber}|${subject.patientId}`, key: printing.key })
              }
              disabled={consentForm.isPending}
            >
              {t('consent.printForm')}
            </ActionButton>
          )}
          <ActionButton command="back" run={leave}>
            {t(leaving ? 'form.cancelTyped' : 'form.cancel')}
          </ActionButton>
        </>
      }
      why={view === undefined ? undefined : why(t, view, missing, chosenDoor(view, form.fields))}
      primary={
        <MoneyButton
          command="commit"
          needs="admission:commit"
          run={commit}
          disabled={missing.length > 0 || admit.isPending || admit.isSuccess || opened.isPlaceholderData}
        >
          {t('form.admit')}
        </MoneyButton>
      }
    >
      {helping && view !== undefined && (
        <FilingHelp
          place={view.coverages.find(({ coverageId: id }) => id === view.chosenCoverageId)?.insuredPlaceName ?? ''}
          onClose={() => setHelping(false)}
        />
      )}
      {card.error !== null && <ErrorLine error={card.error} />}
      {admit.isError && <ErrorLine error={admit.error} />}
      {consent.isError && <ErrorLine error={consent.error} />}
      {consentForm.isError && <ErrorLine error={consentForm.error} />}
      {consentForm.isSuccess && (
        <p className="made">
          <Sign tone="ok">{t('done.printed', { file: consentForm.data.file })}</Sign>
        </p>
      )}
      {withdraw.isError && <ErrorLine error={withdraw.error} />}
      {recheck.isError && <ErrorLine error={recheck.error} />}
      {opened.isPending && <Loading label={t('form.loading')} />}
      {opened.isError && <ErrorNotice error={opened.error} onRetry={() => void opened.refetch()} />}
      {view !== undefined && !opened.isError && (
        <div className="columns admission">
          <div className="column">
            <IdentityPanel view={view} form={form} />
            <OrderPanel order={view.order} />
          </div>
          <div className="column">
            <CoveragePanel view={view} form={form} onPick={setCoverageId} />
            <DoorPanel
              view={view}
              form={form}
              consenting={consent.isPending || withdraw.isPending}
              onWithdraw={() => withdraw.mutate()}
              onConsent={(given) => {
                const signer = signerOf(form.fields);
                if (signer !== null) consent.mutate({ given, ...signer });
              }}
            />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

function steps(t: Say, view: AdmissionView | undefined, missing: readonly string[]): Step[] {
  const covered = view !== undefined && !missing.includes('coverage');
  const ready = view !== undefined && missing.length === 0;
  return [
    { label: t('step.card'), state: 'done' },
    { label: t('step.coverage'), state: covered ? 'done' : 'now' },
    { label: t('step.door'), state: ready ? 'done' : covered ? 'now' : 'later' },
    { label: t('step.admit'), state: ready ? 'now' : 'later' },
  ];
}

const isSelfPay = (view: AdmissionView): boolean =>
  view.coverages.find(({ coverageId }) => coverageId === view.chosenCoverageId)?.selfPay === true;

function why(t: Say, view: AdmissionView, missing: readonly string[], door: ReturnType<typeof chosenDoor>) {
  if (missing.length > 0) return { head: t('form.missing'), text: missing.map((item) => t(`missing.${item}`)).join(t('common:list')) };
  const name = t(`words:door.${door?.door ?? 'deposit'}`);
  const due = door?.dueNow == null ? t('form.dueUnknown') : formatMoney(door.dueNow);
  const lock = door?.lock == null ? '' : formatMoney(door.lock);
  const key = lock === '' ? 'form.head' : door?.dueNow == null ? 'form.headLockOnly' : 'form.headLock';
  const head = t(key, { door: name, due, lock });
  const text = !view.identity.verified
    ? 'form.toVerify'
    : isSelfPay(view)
      ? 'form.selfPay'
      : view.centreReached
        ? 'form.online'
        : 'form.offline';
  return { head, text: t(text) };
}
