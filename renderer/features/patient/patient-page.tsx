import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { admissionContract } from '../../../shared/contract/admission-contract.ts';
import { type PatientFile, patientContract } from '../../../shared/contract/patient-contract.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip, PatientStrip } from '../../frame/patient-strip.tsx';
import { StaysTable } from '../../frame/stays-table.tsx';
import type { Say } from '../../i18n/say.ts';
import { call } from '../../ipc/client.ts';
import { go } from '../../routes.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { Facts } from '../../ui/facts.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { InsuredPanel } from './insured-panel.tsx';
import { MergesList, PapersList } from './patient-lists.tsx';

/** 病人信息: who he is, what he is entitled to, how old each fact is, and what was done with him here. */
export function PatientPage({ patientId }: { readonly patientId: PatientId }) {
  const { t } = useTranslation(['patient', 'words', 'admission']);
  const queryClient = useQueryClient();
  const file = useQuery({ queryKey: ['patient', patientId], queryFn: () => call(patientContract.view, { patientId }) });
  const recheck = useMutation({
    mutationFn: () => call(admissionContract.recheck, { patientId }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  // Asked for by a key each time, and forgotten with the page.
  const certificate = useMutation({ mutationFn: () => call(patientContract.certificate, { patientId }) });
  const view = file.data;
  const next = view === undefined ? null : nextOf(view);

  return (
    <DeskPage
      title={t('title')}
      under={t('under')}
      strip={view === undefined ? <EmptyStrip /> : <PersonStrip file={view} certNumber={certificate.data?.certNumber ?? null} />}
      actions={
        <>
          <ActionButton command="refresh" run={() => recheck.mutate()} disabled={recheck.isPending}>
            {t('recheck')}
          </ActionButton>
          <ActionButton command="certificate.show" needs="worklist:act" run={() => certificate.mutate()} disabled={certificate.isPending}>
            {t('certificate')}
          </ActionButton>
          <ActionButton command="back" run={() => history.back()}>
            {t('back')}
          </ActionButton>
        </>
      }
      why={next === null ? undefined : { head: t(`next.${next.kind}`), text: t(`nextSay.${next.kind}`) }}
      primary={
        next !== null && (
          <MoneyButton
            key={next.kind}
            command={next.kind === 'recheck' ? 'refresh' : 'commit'}
            moves={false}
            run={() => {
              if (next.kind === 'recheck') recheck.mutate();
              else if (next.kind === 'admit') go({ page: 'admission-order', orderNumber: next.orderNumber, patientId });
              else go({ page: 'discharge-stay', encounterId: next.encounterId });
            }}
            disabled={recheck.isPending}
          >
            {t(`next.${next.kind}`)}
          </MoneyButton>
        )
      }
    >
      {recheck.isError && <ErrorLine error={recheck.error} />}
      {certificate.isError && <ErrorLine error={certificate.error} />}
      {recheck.data?.centreReached === false && <p className="ink-offline">{t('notReached')}</p>}
      {file.isPending && <Loading label={t('loading')} />}
      {file.isError && <ErrorNotice error={file.error} onRetry={() => void file.refetch()} />}
      {view !== undefined && (
        <div className="columns patient">
          <div className="column">
            <Panel title={t('person')}>
              <Facts facts={personFacts(view, t)} />
            </Panel>
            {view.insured.map((insured) => (
              <InsuredPanel key={insured.coverage.coverageId} insured={insured} />
            ))}
            {view.insured.length === 0 && (
              <Panel title={t('insured')}>
                <p className="body mut">{t('noInsured')}</p>
              </Panel>
            )}
          </div>
          <div className="column">
            <Panel title={t('history')} note={t('historyCount', { count: view.history.length })} grow>
              {view.history.length === 0 ? (
                <p className="body mut">{t('noHistory')}</p>
              ) : (
                <StaysTable strips={view.history} label={t('history')} short />
              )}
            </Panel>
            <MergesList merges={view.merges} />
            <PapersList papers={view.papers} />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

type Next =
  | { readonly kind: 'admit'; readonly orderNumber: string }
  | { readonly kind: 'settle'; readonly encounterId: PatientFile['history'][number]['encounterId'] }
  | { readonly kind: 'recheck' };

/** An order that waits, then a stay that may be settled; else what is known is made new. */
function nextOf({ orders, history }: PatientFile): Next {
  const leaving = history.find(
    ({ careKind, state }) => careKind === 'inpatient' && (state === 'ward-discharged' || state === 'left-unsettled'),
  );
  if (leaving !== undefined) return { kind: 'settle', encounterId: leaving.encounterId };
  const inside = history.some(({ careKind, state }) => careKind === 'inpatient' && state !== 'settled' && state !== 'cancelled');
  const [orderNumber] = orders;
  return orderNumber !== undefined && !inside ? { kind: 'admit', orderNumber } : { kind: 'recheck' };
}

function PersonStrip({ file: { patient, insured, owed }, certNumber }: { readonly file: PatientFile; readonly certNumber: string | null }) {
  const { t } = useTranslation(['patient', 'words']);
  return (
    <PatientStrip
      name={patient.name}
      person={t('words:person', { sex: t(`words:sex.${patient.sex}`), age: patient.age ?? '—' })}
      facts={[
        [t('cert'), certNumber ?? patient.maskedCertNumber],
        [
          t('insured'),
          insured.length === 0 ? t('noInsuredShort') : insured.map(({ coverage }) => coverage.schemeName).join(t('common:list')),
        ],
      ]}
      tags={certNumber !== null && <Sign tone="offline">{t('certNoted')}</Sign>}
      sums={[{ label: t('owed'), value: formatMoney(owed), ...(owed.isZero() ? {} : { ink: 'rejected' as const }) }]}
    />
  );
}

function personFacts({ patient, identity, hardship, credit }: PatientFile, t: Say) {
  const asked = (age: { readonly source: string; readonly asOf: string }) =>
    t('age', { source: t(`words:source.${age.source}`), at: dayAndTime(age.asOf as never) });
  return [
    { label: t('birth'), value: patient.birthOn ?? '—' },
    { label: t('phone'), value: patient.phone ?? '—' },
    {
      label: t('identity'),
      value: (
        <Sign tone={identity.verified ? 'ok' : 'offline'}>
          {identity.by === null || identity.at === null
            ? t('identityNone')
            : t(`admission:identity.by.${identity.by}`, { at: dayAndTime(identity.at) })}
        </Sign>
      ),
      wide: true,
    },
    {
      label: t('hardship'),
      value:
        hardship === null
          ? t('neverAsked')
          : `${hardship.aid === 'none' ? t('noHardship') : t(`admission:aid.${hardship.aid}`)} · ${asked(hardship.age)}`,
      wide: true,
    },
    {
      label: t('credit'),
      value:
        credit === null
          ? t('creditNeverAsked')
          : `${t(`creditStanding.${credit.standing}`)}${
              credit.available === null ? '' : ` ${t('creditAvailable', { amount: formatMoney(credit.available) })}`
            } · ${asked({ source: 'bank', asOf: credit.asOf })}`,
      wide: true,
    },
  ];
}
