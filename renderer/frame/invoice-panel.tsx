import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { invoiceContract, type InvoiceView } from '../../shared/contract/invoice-contract.ts';
import { paperContract } from '../../shared/contract/paper-contract.ts';
import { worklistContract } from '../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../shared/identity/ids.ts';
import { call } from '../ipc/client.ts';
import { useKeyed } from '../ipc/use-keyed.ts';
import { useActKey } from '../ui/act-key.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { ErrorLine } from '../ui/error-notice.tsx';
import { dayAndTime, formatMoney } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Sign, Tag, type Tone } from '../ui/tag.tsx';

const TONES: Readonly<Record<InvoiceView['state'], Tone>> = {
  'not-here': 'neutral',
  'not-settled': 'neutral',
  'money-open': 'state',
  queued: 'queued',
  unknown: 'unknown',
  refused: 'rejected',
  issued: 'ok',
  'taking-back': 'queued',
  'taking-back-unknown': 'unknown',
  'taking-back-refused': 'rejected',
};

const invoiceQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['invoice', encounterId], queryFn: () => call(invoiceContract.view, { encounterId }) });

/** The stay's e-invoice wherever its money is shown: where it stands, how the patient takes it, and what a person may have to do. */
export function InvoicePanel({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('invoice');
  const { data: view } = useQuery(invoiceQuery(encounterId));
  const queryClient = useQueryClient();
  const act = useActKey();
  const printKey = useActKey();
  const ask = useKeyed(invoiceContract.askStanding, () => undefined);
  const again = useKeyed(worklistContract.sendAgain, () => undefined);
  const withArrears = useKeyed(invoiceContract.issueWithArrears, act.renew);
  const paper = useKeyed(paperContract.print, () => {
    printKey.renew();
    void queryClient.invalidateQueries({ queryKey: ['papers', encounterId] });
  });
  if (view === undefined || view.state === 'not-settled') return null;
  const { state, invoice, standing, red, words, refusedActId } = view;
  const failed = [ask, again, withArrears, paper].find(({ isError }) => isError)?.error ?? null;
  const busy = ask.isPending || again.isPending || withArrears.isPending || paper.isPending;
  const printable = state === 'issued' || state === 'queued' || state === 'unknown';

  return (
    <Panel title={t('title')} note={<Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag>} className="invoice">
      <div className="body">
        {failed !== null && <ErrorLine error={failed} />}
        {state !== 'issued' && <p>{t(`say.${state}`, { owed: formatMoney(view.owed) })}</p>}
        {words !== null && <q className="words">{words}</q>}
        {invoice !== null && <Numbers invoice={invoice} />}
        {state === 'issued' && <Standing standing={standing} />}
        {red.length > 0 && <p className="mut small">{red.map(({ number }) => t('red', { number })).join(t('common:comma'))}</p>}
        <div className="buttons">
          {printable && (
            <ActionButton
              command="invoice.print"
              disabled={busy}
              run={() => paper.mutate({ encounterId, kind: 'invoice-notice', key: printKey.key })}
            >
              {t('print')}
            </ActionButton>
          )}
          {state === 'issued' && (
            <ActionButton command="invoice.ask" disabled={busy} run={() => ask.mutate({ encounterId })}>
              {t('ask')}
            </ActionButton>
          )}
          {refusedActId !== null && (
            <ActionButton command="invoice.go" disabled={busy} run={() => again.mutate({ actId: refusedActId })}>
              {t('again')}
            </ActionButton>
          )}
          {state === 'money-open' && view.mayShowArrears && !view.owed.isZero() && (
            <ActionButton command="invoice.go" disabled={busy} run={() => withArrears.mutate({ encounterId, key: act.key })}>
              {t('withArrears')}
            </ActionButton>
          )}
        </div>
        {paper.isSuccess && <Sign tone="ok">{t('printed')}</Sign>}
      </div>
    </Panel>
  );
}

function Numbers({ invoice }: { readonly invoice: NonNullable<InvoiceView['invoice']> }) {
  const { t } = useTranslation('invoice');
  const rows = [
    ['pickUp', invoice.pickUpCode],
    ['number', `${invoice.code} ${invoice.number}`],
    ['checkCode', invoice.checkCode],
    ['amount', formatMoney(invoice.amount)],
    ['issuedAt', dayAndTime(invoice.issuedAt)],
  ] as const;
  return (
    <dl className="numbers">
      {rows.map(([name, value]) => (
        <div key={name} data-part={name}>
          <dt>{t(name)}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Standing({ standing }: { readonly standing: InvoiceView['standing'] }) {
  const { t } = useTranslation('invoice');
  if (standing === null) return <p className="mut small">{t('notAsked')}</p>;
  return (
    <p className="small">
      <Sign tone={standing.paperTaken ? 'offline' : 'ok'}>{t(standing.paperTaken ? 'paper.yes' : 'paper.no')}</Sign>{' '}
      <Sign tone={standing.booked ? 'offline' : 'ok'}>{t(standing.booked ? 'booked.yes' : 'booked.no')}</Sign>{' '}
      <span className="mut">{t('seen', { at: dayAndTime(standing.seenAt) })}</span>
    </p>
  );
}
