import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { booksContract } from '../../../shared/contract/books-contract.ts';
import { type CalendarDate, plusDays } from '../../../shared/time/calendar-date.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { call } from '../../ipc/client.ts';
import { deskFactsQuery } from '../../ipc/desk-queries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useDigits } from '../../commands/use-command.ts';
import { ArrearsTable, CareLines, DepositTable, RemindersTable, SettlementTable } from './book-tables.tsx';
import { workbookWords } from './workbook-words.ts';

const TABS = ['settlements', 'deposits', 'care', 'arrears', 'reminders', 'outpatients'] as const;
type Tab = (typeof TABS)[number];

/** 日报: the sheets of one day of the books, and the same as a workbook. */
export function BooksPage() {
  const { t } = useTranslation(['books', 'words']);
  const { data: facts } = useQuery(deskFactsQuery);
  const [chosen, setDay] = useState<CalendarDate | null>(null);
  const [tab, setTab] = useState<Tab>('settlements');
  const day = chosen ?? facts?.today ?? null;
  const book = useQuery({
    queryKey: ['books', 'day', day],
    queryFn: () => call(booksContract.day, { day: day ?? ('' as CalendarDate) }),
    enabled: day !== null,
    placeholderData: (previous) => previous,
  });
  const save = useMutation({ mutationFn: (of: CalendarDate) => call(booksContract.export, { day: of, words: workbookWords(t) }) });
  useDigits(TABS.length, (index) => setTab(TABS[index] ?? 'settlements'));
  const open = book.data?.openShifts ?? 0;
  return (
    <DeskPage
      title={t('title')}
      under={day !== null && t('under', { day })}
      strip={<EmptyStrip />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void book.refetch()}>
            {t('refresh')}
          </ActionButton>
          <ActionButton command="export" disabled={day === null || save.isPending} run={() => day !== null && save.mutate(day)}>
            {t('export')}
          </ActionButton>
        </>
      }
      why={
        save.data !== undefined
          ? { head: t('export'), text: t('exported', { file: save.data.file }) }
          : open > 0
            ? { head: t('why.open', { count: open }), text: t('why.openSay') }
            : { head: t('why.closed'), text: t('why.closedSay') }
      }
    >
      {save.isError && <ErrorLine error={save.error} />}
      <div className="books-tabs">
        <Radio.Group
          name="sheet"
          optionType="button"
          aria-label={t('tab.label')}
          value={tab}
          onChange={(event) => setTab(event.target.value as Tab)}
          options={TABS.map((value, index) => ({ value, label: `${index + 1} ${t(`tab.${value}`)}` }))}
        />
        {day !== null && (
          <span className="day">
            <Button onClick={() => setDay(plusDays(day, -1))}>{t('before')}</Button>
            <b>{day}</b>
            <Button onClick={() => setDay(plusDays(day, 1))}>{t('after')}</Button>
          </span>
        )}
      </div>
      {book.isPending && <Loading label={t('loading')} />}
      {book.isError && <ErrorNotice error={book.error} onRetry={() => void book.refetch()} />}
      {book.data !== undefined && !book.isError && (
        <Panel title={t(`tab.${tab}`)} note={book.data.day} grow>
          <div className="scroll">
            {tab === 'settlements' && <SettlementTable book={book.data} />}
            {tab === 'outpatients' && <SettlementTable book={book.data} of="outpatients" />}
            {tab === 'deposits' && <DepositTable book={book.data} />}
            {tab === 'care' && <CareLines book={book.data} />}
            {tab === 'arrears' && <ArrearsTable book={book.data} />}
            {tab === 'reminders' && <RemindersTable />}
          </div>
        </Panel>
      )}
    </DeskPage>
  );
}
