import { useQuery } from '@tanstack/react-query';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../commands/use-command.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { openStay, StaysTable } from '../../frame/stays-table.tsx';
import { staysQuery } from '../../ipc/desk-queries.ts';
import { go } from '../../routes.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PeoplePanel, peopleQuery } from './people-panel.tsx';

/** As many as the core lists at once. */
const LISTED_MOST = 200;

const RESTS_MS = 200;

/** What was typed when nothing was typed for a moment. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), RESTS_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** 查病人: any stay of this desk, settled ones too, and anybody it knows, with or without a stay. */
export function StaysPage() {
  const { t } = useTranslation('stays');
  const card = useCard();
  const [search, setSearch] = useState('');
  const field = useRef<InputRef>(null);
  const stays = useQuery(staysQuery(false, search.trim()));
  const strips = stays.data?.strips ?? [];
  // People are looked for when the typing rests: a scanner's burst through the field must cost no second list at every letter.
  const rested = useRested(search.trim());
  const people = useQuery(peopleQuery(rested));
  useCommand('patient.find', () => field.current?.focus({ cursor: 'all' }));
  useEffect(() => field.current?.focus(), []);

  return (
    <DeskPage
      title={t('titleFind')}
      under={t('underFind')}
      strip={<EmptyStrip />}
      actions={
        <ActionButton command="refresh" run={() => void stays.refetch()}>
          {t('refresh')}
        </ActionButton>
      }
      why={{ head: t('why'), text: t('whySay') }}
      primary={
        <MoneyButton command="card.read" moves={false} run={card.read} disabled={card.reading !== null}>
          {t('readCard')}
        </MoneyButton>
      }
    >
      <Panel
        title={t('list')}
        note={t(strips.length < LISTED_MOST ? 'count' : 'countMost', { count: strips.length })}
        aside={<KeyCap command="patient.find" />}
        grow
      >
        <div className="search">
          <Input
            ref={field}
            aria-label={t('search')}
            placeholder={t('searchSay')}
            maxLength={50}
            allowClear
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              const [first] = strips;
              if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('[data-stay]')?.focus();
              if (event.key !== 'Enter' || search === '') return;
              const [person] = rested === search.trim() ? (people.data?.people ?? []) : [];
              if (first !== undefined) openStay(first);
              else if (person !== undefined) go({ page: 'patients-person', patientId: person.patientId });
            }}
          />
        </div>
        {stays.isPending && <Loading label={t('loading')} />}
        {stays.isError && <ErrorNotice error={stays.error} onRetry={() => void stays.refetch()} />}
        {stays.isSuccess && strips.length === 0 && !((people.data?.people.length ?? 0) > 0) && (
          <Block icon="minus" title={t(search === '' ? 'none' : 'notFound')}>
            {t(search === '' ? 'noneSay' : 'notFoundSay')}
          </Block>
        )}
        {strips.length > 0 && <StaysTable strips={strips} label={t('list')} />}
      </Panel>
      <PeoplePanel search={rested} />
    </DeskPage>
  );
}
