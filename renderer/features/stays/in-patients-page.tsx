import { useMutation, useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  IN_PATIENT_FILTERS,
  type InPatient,
  type InPatientFilter,
  inPatientContract,
} from '../../../shared/contract/in-patient-contract.ts';
import { useCommand, useDigits } from '../../commands/use-command.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { openStay } from '../../frame/stays-table.tsx';
import { call } from '../../ipc/client.ts';
import { go } from '../../routes.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { InPatientsTable } from './in-patients-table.tsx';
import { RemindersPanel } from './reminders-panel.tsx';
import { inPatientWords } from './in-patient-words.ts';

/** Where the most urgent thing of a stay is done. */
function goToUrgent({ strip, urgency }: InPatient): void {
  const { encounterId } = strip;
  if (urgency === 'short') go({ page: 'payment-stay', encounterId });
  else if ((urgency === 'refused' || urgency === 'unknown' || urgency === 'late') && strip.registration !== 'acknowledged')
    go({ page: 'admission-stay', encounterId });
  else openStay(strip);
}

/** 在院病人: who is here, what is stuck with him, most urgent first. */
export function InPatientsPage() {
  const { t } = useTranslation(['stays', 'words']);
  const [filter, setFilter] = useState<InPatientFilter | null>(null);
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [reminding, setReminding] = useState(false);
  const asked = { filter, search: search.trim() };
  const list = useQuery({
    queryKey: ['in-patients', asked.filter, asked.search],
    queryFn: () => call(inPatientContract.list, asked),
    placeholderData: (previous) => previous, // the list does not blink while a letter is typed
  });
  const save = useMutation({ mutationFn: () => call(inPatientContract.export, { ...asked, words: inPatientWords(t) }) });
  const rows = list.data?.rows ?? [];
  const chosen = rows.find(({ strip }) => strip.encounterId === picked) ?? rows[0];
  const urgent = rows.find(({ urgency }) => urgency !== 'none');
  // The same digit once more shows everybody again.
  const pick = (next: InPatientFilter) => setFilter((before) => (before === next ? null : next));
  useDigits(IN_PATIENT_FILTERS.length, (index) => {
    const next = IN_PATIENT_FILTERS[index];
    if (next !== undefined) pick(next);
  });
  useCommand(
    'payment.open',
    () => chosen !== undefined && go({ page: 'payment-stay', encounterId: chosen.strip.encounterId }),
    chosen !== undefined,
  );

  return (
    <DeskPage
      title={t('title')}
      under={t('under')}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void list.refetch()}>
            {t('refresh')}
          </ActionButton>
          <ActionButton command="print" run={() => setReminding(true)}>
            {t('reminders.open')}
          </ActionButton>
          <ActionButton command="export" run={() => save.mutate()} disabled={save.isPending || rows.length === 0}>
            {t('export')}
          </ActionButton>
        </>
      }
      why={
        urgent === undefined
          ? { head: t('calm'), text: t('calmSay') }
          : { head: urgent.strip.patient.name, text: t(`urgency.${urgent.urgency}`) }
      }
      primary={
        <MoneyButton command="commit" moves={false} run={() => urgent !== undefined && goToUrgent(urgent)} disabled={urgent === undefined}>
          {t('mostUrgent')}
        </MoneyButton>
      }
    >
      {reminding && <RemindersPanel onClose={() => setReminding(false)} />}
      {save.isError && <ErrorLine error={save.error} />}
      {save.isSuccess && (
        <p className="made">
          <Sign tone="ok">{t('exported', { file: save.data.file })}</Sign>
        </p>
      )}
      <Panel
        title={t('list')}
        note={t(rows.length < (list.data?.total ?? 0) ? 'countOf' : 'count', { count: rows.length, total: list.data?.total ?? 0 })}
        grow
      >
        <div className="search filters">
          <Input
            aria-label={t('search')}
            placeholder={t('searchSay')}
            maxLength={50}
            allowClear
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              const [first] = rows;
              if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('[data-stay]')?.focus();
              if (event.key === 'Enter' && first !== undefined && search !== '') openStay(first.strip);
            }}
          />
          <fieldset className="filter-row" aria-label={t('filter.label')}>
            {IN_PATIENT_FILTERS.map((value, index) => (
              <button key={value} type="button" aria-pressed={filter === value} onClick={() => pick(value)}>
                <span className="digit">{index + 1}</span> {t(`filter.${value}`)}
              </button>
            ))}
          </fieldset>
        </div>
        {list.isPending && <Loading label={t('loading')} />}
        {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && (
          <Block icon="ok" tone="ok" title={t(filter === null ? (search === '' ? 'none' : 'notFound') : 'noneSuch')}>
            {t(filter === null ? (search === '' ? 'noneSay' : 'notFoundSay') : 'noneSuchSay')}
          </Block>
        )}
        {rows.length > 0 && <InPatientsTable rows={rows} chosen={chosen?.strip.encounterId ?? null} onChoose={setPicked} />}
      </Panel>
    </DeskPage>
  );
}
