import { useMutation, useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visitContract } from '../../../shared/contract/visit-contract.ts';
import { calendarDateSchema } from '../../../shared/time/calendar-date.ts';
import { useDigits } from '../../commands/use-command.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import { call } from '../../ipc/client.ts';
import { deskFactsQuery } from '../../ipc/desk-queries.ts';
import { go } from '../../routes.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Block } from '../../ui/block.tsx';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { nextField } from '../../ui/next-field.ts';
import { Panel } from '../../ui/panel.tsx';

const NAMES = ['from', 'until', 'search', 'reason'] as const;
type Fields = Readonly<Record<(typeof NAMES)[number], string>>;

/** Visits of days past. It is asked only with a reason, which is kept with who asked and for what. */
export function VisitRecordsPage() {
  const { t } = useTranslation('visit');
  const id = useId();
  const { data: facts } = useQuery(deskFactsQuery);
  const today = facts?.today ?? '';
  const [typed, setTyped] = useState<Partial<Fields>>({});
  const fields: Fields = { from: today, until: today, search: '', reason: '', ...typed };
  const [from, until] = [calendarDateSchema.safeParse(fields.from), calendarDateSchema.safeParse(fields.until)];
  const ready = from.success && until.success && fields.reason.trim().length >= 2;
  const ask = useMutation({
    mutationFn: () =>
      from.success && until.success
        ? call(visitContract.records, { from: from.data, until: until.data, search: fields.search, reason: fields.reason })
        : Promise.resolve({ records: [] }),
  });
  const records = ask.data?.records ?? [];
  useDigits(Math.min(records.length, 9), (index) => {
    const record = records[index];
    if (record !== undefined) go({ page: 'visit-open', encounterId: record.encounterId });
  });
  return (
    <DeskPage
      title={t('records.title')}
      under={t('records.under')}
      strip={<EmptyStrip />}
      actions={
        <ActionButton command="back" run={() => go({ page: 'visit' })}>
          {t('back')}
        </ActionButton>
      }
      why={{ head: t('records.why'), text: t('records.whySay') }}
      primary={
        <MoneyButton command="quote" moves={false} disabled={!ready || ask.isPending} run={() => ask.mutate()}>
          {t('records.go')}
        </MoneyButton>
      }
    >
      {ask.isError && <ErrorLine error={ask.error} />}
      <fieldset className="fields record-fields" onKeyDown={nextField}>
        {NAMES.map((name) => (
          <Field key={name} id={`${id}-${name}`} label={t(`records.${name}`)} required={name === 'reason'}>
            <Input
              id={`${id}-${name}`}
              aria-label={t(`records.${name}`)}
              maxLength={200}
              autoComplete="off"
              status={(name === 'from' && !from.success) || (name === 'until' && !until.success) ? 'error' : ''}
              value={fields[name]}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            />
          </Field>
        ))}
      </fieldset>
      <Panel title={t('records.result')} note={t('records.count', { count: records.length })} grow>
        {records.length === 0 && <Block icon="minus" title={t(ask.isSuccess ? 'records.none' : 'records.notAsked')} />}
        {records.length > 0 && (
          <div className="scroll">
            <table aria-label={t('records.title')}>
              <thead>
                <tr>
                  {(['key', 'name', 'number', 'stage', 'at'] as const).map((column) => (
                    <th key={column}>{t(`records.column.${column}`)}</th>
                  ))}
                  {(['total', 'fund', 'paid'] as const).map((column) => (
                    <th key={column} className="num">
                      {t(`records.column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {records.map((record, index) => (
                  <tr
                    key={record.encounterId}
                    className="pickable"
                    onClick={() => go({ page: 'visit-open', encounterId: record.encounterId })}
                  >
                    <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
                    <th scope="row" className="strong">
                      <button type="button" className="link">
                        {record.patientName}
                      </button>
                    </th>
                    <td>{record.orderNumber}</td>
                    <td>{t(`stage.${record.stage}`)}</td>
                    <td>{dayAndTime(record.at)}</td>
                    <td className="num">{formatMoney(record.total)}</td>
                    <td className="num">{formatMoney(record.fund)}</td>
                    <td className="num strong">{formatMoney(record.paid)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </DeskPage>
  );
}
