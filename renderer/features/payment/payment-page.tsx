import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PaymentView, paymentContract } from '../../../shared/contract/payment-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EncounterStrip } from '../../frame/encounter-strip.tsx';
import { InvoicePanel } from '../../frame/invoice-panel.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import type { Say } from '../../i18n/say.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { readAmount } from '../../ui/amount.ts';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { BackPanel } from './back-panel.tsx';
import { DuePanel } from './due-panel.tsx';
import {
  amountOf,
  type BackFields,
  missingToGiveBack,
  missingToPay,
  type PayFields,
  usePayForms,
  wantsApproval,
  wantsTaker,
} from './pay-form.ts';
import { PayPanel } from './pay-panel.tsx';
import { paymentQuery } from './payment-queries.ts';
import { RequestsPanel } from './requests-panel.tsx';
import { SharePanel } from './share-panel.tsx';
import { TendersPanel } from './tenders-panel.tsx';

/** Money of one stay: deposits before the settlement, the share after it, and what goes back. Computes nothing. */
export function PaymentPage({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('payment');
  const payment = useQuery(paymentQuery(encounterId));
  const forms = usePayForms();
  const act = useActKey();
  const take = useKeyed(paymentContract.take, act.renew);
  const giveBack = useKeyed(paymentContract.giveBack, act.renew);
  const findOut = useKeyed(paymentContract.findOut, () => undefined);
  const view = payment.data;
  const printKey = useActKey();
  const paper = useKeyed(paperContract.printTill, printKey.renew);
  const receipt = view?.tenders.findLast(({ receiptNumber }) => receiptNumber !== null)?.receiptNumber ?? undefined;
  const unknown = view?.walletOrders.some(({ state }) => state === 'unknown') ?? false;
  const busy = take.isPending || giveBack.isPending || findOut.isPending;
  const failed = [take, giveBack, findOut, paper].find(({ isError }) => isError)?.error ?? null;

  const runTake = (fields: PayFields) => {
    const amount = view === undefined ? undefined : amountOf(view, fields);
    if (amount === undefined) return;
    const received = fields.way === 'cash' ? (readAmount(fields.received) ?? null) : null;
    const { way, reference, code, payer, relation, reason } = fields;
    take.mutate(
      { encounterId, way, amount, received, reference, code: way === 'wallet' ? code : '', payer, relation, reason, key: act.key },
      { onSuccess: forms.clearPay },
    );
  };
  const runBack = (fields: BackFields) => {
    const amount = readAmount(fields.amount);
    if (amount === undefined) return;
    const { tender, byTransfer, receipt, reason, reference, payeeName, account, bank, agentCert, takerName, takerCert } = fields;
    const approval = view !== undefined && wantsApproval(view, fields) ? fields.approval : null;
    const taker = wantsTaker(fields) ? { name: takerName.trim(), cert: takerCert.trim() } : null;
    const payee = byTransfer ? { name: payeeName, account, bank, agentCert } : null;
    giveBack.mutate(
      { encounterId, postingId: tender.postingId, amount, byTransfer, receipt, reason, reference, payee, taker, approval, key: act.key },
      { onSuccess: forms.endBack },
    );
  };
  const lostReceipt = forms.back?.receipt === 'lost' ? forms.back.tender.receiptNumber : null;
  const visit = view?.strip.careKind === 'outpatient';
  const leave = () => {
    if (forms.back !== null) forms.endBack();
    else go(visit ? { page: 'visit-open', encounterId } : { page: 'payment' });
  };

  return (
    <DeskPage
      title={t(view?.mode === 'settled' ? 'titleSettled' : 'title')}
      under={
        paper.data?.kind === 'lost-receipt'
          ? t('printedLost', { file: paper.data.file })
          : paper.isSuccess && receipt !== undefined
            ? t('printed', { number: receipt })
            : view !== undefined && t('under', { number: view.nextReceipt })
      }
      strip={view === undefined ? <EmptyStrip /> : <EncounterStrip strip={view.strip} />}
      actions={
        <>
          {!unknown && (
            <ActionButton command="refresh" run={() => void payment.refetch()}>
              {t('refresh')}
            </ActionButton>
          )}
          {receipt !== undefined && (
            <ActionButton
              command="print"
              disabled={paper.isPending}
              run={() => paper.mutate({ kind: 'deposit-receipt', subject: receipt, key: printKey.key })}
            >
              {t('print')}
            </ActionButton>
          )}
          {lostReceipt !== null && (
            <ActionButton
              command="receipt.lost"
              disabled={paper.isPending}
              run={() => paper.mutate({ kind: 'lost-receipt', subject: lostReceipt, key: printKey.key })}
            >
              {t('printLost')}
            </ActionButton>
          )}
          {(visit || view?.strip.state !== 'registered') && (
            <ActionButton
              command={visit ? 'nav.visit' : 'nav.discharge'}
              run={() => go(visit ? { page: 'visit-open', encounterId } : { page: 'discharge-stay', encounterId })}
            >
              {t(visit ? 'toVisit' : 'toDischarge')}
            </ActionButton>
          )}
          <ActionButton command="back" run={leave}>
            {t(forms.back === null ? 'back' : 'cancelBack')}
          </ActionButton>
        </>
      }
      why={view === undefined ? undefined : whyOf(view, unknown, forms.pay, forms.back, t)}
      primary={
        view !== undefined &&
        (unknown ? (
          <MoneyButton
            key="find"
            command="refresh"
            tone="unknown"
            moves={false}
            disabled={busy}
            run={() => findOut.mutate({ encounterId })}
          >
            {t('findOut')}
          </MoneyButton>
        ) : forms.back !== null ? (
          <MoneyButton
            key="back"
            command="commit"
            needs="money:move"
            disabled={busy || missingToGiveBack(view, forms.back).length > 0}
            run={() => forms.back !== null && runBack(forms.back)}
          >
            {t(forms.back.byTransfer ? 'askTransfer' : 'giveBack')}
          </MoneyButton>
        ) : (
          <MoneyButton
            key="take"
            command="commit"
            needs="money:move"
            disabled={busy || !mayTake(view) || missingToPay(view, forms.pay).length > 0}
            run={() => runTake(forms.pay)}
          >
            {t(view.mode === 'settled' ? 'take' : 'takeDeposit')}
          </MoneyButton>
        ))
      }
    >
      {failed !== null && <ErrorLine error={failed} />}
      {payment.isPending && <Loading label={t('loading')} />}
      {payment.isError && <ErrorNotice error={payment.error} onRetry={() => void payment.refetch()} />}
      {view !== undefined && !payment.isError && (
        <div className="columns payment">
          <div className="column">
            <DuePanel view={view} />
            <InvoicePanel encounterId={encounterId} />
            <SharePanel view={view} />
            <RequestsPanel view={view} />
          </div>
          <div className="column">
            {forms.back !== null ? (
              <BackPanel key={forms.back.tender.postingId} view={view} fields={forms.back} onFields={forms.setBack} />
            ) : mayTake(view) ? (
              <PayPanel view={view} fields={forms.pay} onFields={forms.setPay} />
            ) : (
              <Nothing view={view} />
            )}
          </div>
          <div className="column">
            <TendersPanel view={view} onBack={forms.beginBack} busy={busy} />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

const mayTake = ({ mode, due }: PaymentView): boolean => mode === 'deposit' || (mode === 'settled' && !due.isZero());

function Nothing({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation('payment');
  const unsettledVisit = view.mode === 'closed' && view.strip.careKind === 'outpatient';
  const otherwise = unsettledVisit ? 'visit' : view.mode;
  const name = view.refundable.isZero() ? (view.mode === 'settled' ? 'even' : otherwise) : 'refundable';
  return (
    <Block icon={name === 'locked' ? 'lock' : 'ok'} tone={name === 'locked' ? 'unknown' : 'ok'} title={t(`nothing.${name}`)}>
      {t(`nothing.${name}Say`)}
    </Block>
  );
}

function whyOf(view: PaymentView, unknown: boolean, pay: PayFields, back: BackFields | null, t: Say) {
  if (unknown) return { head: t('why.unknown'), text: t('why.unknownSay') };
  if (view.mode === 'locked') return { head: t('why.locked'), text: t('why.lockedSay') };
  if (back !== null) {
    const missing = missingToGiveBack(view, back);
    if (missing.length > 0) return { head: t('why.missing'), text: missing.map((item) => t(`missing.${item}`)).join(t('common:list')) };
    return { head: t('why.back', { amount: back.amount }), text: t(back.byTransfer ? 'why.backTransfer' : 'why.backSame') };
  }
  if (!mayTake(view)) return { head: t('why.nothing'), text: t('why.nothingSay') };
  const missing = missingToPay(view, pay);
  if (missing.length > 0) return { head: t('why.missing'), text: missing.map((item) => t(`missing.${item}`)).join(t('common:list')) };
  const amount = amountOf(view, pay);
  return { head: t('why.take', { amount: amount === undefined ? '' : formatMoney(amount) }), text: t('why.takeSay') };
}
