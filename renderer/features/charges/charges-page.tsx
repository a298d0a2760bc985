import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chargeContract } from '../../../shared/contract/charge-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EncounterStrip } from '../../frame/encounter-strip.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { sessionQuery } from '../../ipc/desk-queries.ts';
import { useKeyed } from '../../ipc/use-keyed.ts';
import { go } from '../../routes.ts';
import { useActKey } from '../../ui/act-key.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block, Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { chargeLinesQuery, chargesQuery } from './charge-queries.ts';
import { ChargesTable } from './charges-table.tsx';

/** 费用清单: every line of a stay, and, where somebody else owes some of them, whose they are. */
export function ChargesPage({ encounterId }: { readonly encounterId: EncounterId }) {
  const { t } = useTranslation('charges');
  const [search, setSearch] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState('');
  const charges = useQuery(chargesQuery(encounterId));
  const [doubtful, setDoubtful] = useState(false);
  const found = useQuery(chargeLinesQuery(encounterId, { search: search.trim(), doubtful }, 0));
  const session = useQuery(sessionQuery);
  const act = useActKey();
  const printing = useActKey();
  const divide = useKeyed(chargeContract.divide, act.renew);
  const paper = useKeyed(paperContract.print, printing.renew);
  const view = charges.data;
  const division = view?.division ?? null;
  const mayDivide = division !== null && division.closedBecause === null && session.data?.clerk?.role === 'insurance-officer';
  const failed = [divide, paper].find(({ isError }) => isError)?.error ?? null;
  const tick = (lineNumber: string, on: boolean) =>
    setTicked((before) => new Set(on ? [...before, lineNumber] : [...before].filter((line) => line !== lineNumber)));
  const visit = view?.strip.careKind === 'outpatient';

  return (
    <DeskPage
      title={t('title')}
      under={view !== undefined && t('under', { count: view.count, unsent: view.unsent })}
      strip={view === undefined ? <EmptyStrip /> : <EncounterStrip strip={view.strip} />}
      actions={
        <>
          <ActionButton command="refresh" run={() => void charges.refetch().then(() => found.refetch())}>
            {t('refresh')}
          </ActionButton>
          <ActionButton
            command="print"
            disabled={paper.isPending || view?.count === 0}
            run={() => paper.mutate({ encounterId, kind: 'charge-list', key: printing.key })}
          >
            {t('print')}
          </ActionButton>
          <ActionButton
            command="back"
            run={() => go(visit ? { page: 'visit-open', encounterId } : { page: 'discharge-stay', encounterId })}
          >
            {t(visit ? 'toVisit' : 'toDischarge')}
          </ActionButton>
        </>
      }
      why={mayDivide ? { head: t('why.divide'), text: t('why.divideSay') } : { head: t('why.read'), text: t('why.readSay') }}
      primary={
        mayDivide ? (
          <MoneyButton
            command="commit"
            disabled={divide.isPending || words.trim().length < 2}
            run={() => divide.mutate({ encounterId, other: [...ticked], words: words.trim(), key: act.key })}
          >
            {t('divide')}
          </MoneyButton>
        ) : (
          <MoneyButton
            command="nav.discharge"
            moves={false}
            run={() => go(visit ? { page: 'visit-open', encounterId } : { page: 'discharge-stay', encounterId })}
          >
            {t(visit ? 'toVisit' : 'toDischarge')}
          </MoneyButton>
        )
      }
    >
      {failed !== null && <ErrorLine error={failed} />}
      {paper.isSuccess && <Sign tone="ok">{t('printed', { file: paper.data.file })}</Sign>}
      {charges.isPending && <Loading label={t('loading')} />}
      {charges.isError && <ErrorNotice error={charges.error} onRetry={() => void charges.refetch()} />}
      {view !== undefined && (
        <Panel
          title={t('list')}
          note={t('sums', { total: formatMoney(view.total), back: formatMoney(view.takenBack.amount), backCount: view.takenBack.count })}
          aside={
            division !== null && (
              <Sign tone={division.undivided === 0 ? 'ok' : 'offline'}>
                {division.undivided === 0
                  ? t('division.done', { other: formatMoney(division.other) })
                  : t('division.open', { count: division.undivided })}
              </Sign>
            )
          }
          grow
        >
          <div className="search">
            <Input
              aria-label={t('search')}
              placeholder={t('searchSay')}
              maxLength={50}
              allowClear
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            {view.doubtful > 0 && (
              <Checkbox checked={doubtful} onChange={(event) => setDoubtful(event.target.checked)}>
                {t('doubtful', { count: view.doubtful })}
              </Checkbox>
            )}
            {mayDivide && (
              <Input
                aria-label={t('words')}
                placeholder={t('wordsSay')}
                maxLength={200}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </div>
          {found.data?.count === 0 ? (
            <Block icon="minus" title={t(search === '' ? 'none' : 'notFound')}>
              {t(search === '' ? 'noneSay' : 'notFoundSay')}
            </Block>
          ) : (
            <ChargesTable
              encounterId={encounterId}
              search={search.trim()}
              doubtful={doubtful}
              count={found.data?.count ?? 0}
              ticked={mayDivide ? ticked : null}
              onTick={({ lineNumber }, on) => tick(lineNumber, on)}
            />
          )}
        </Panel>
      )}
    </DeskPage>
  );
}
