import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingField, settingsContract } from '../../../shared/contract/settings-contract.ts';
import { DeskPage } from '../../frame/desk-page.tsx';
import { EmptyStrip } from '../../frame/patient-strip.tsx';
import type { Say } from '../../i18n/say.ts';
import { call } from '../../ipc/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loading } from '../../ui/block.tsx';
import { ErrorLine, ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyButton } from '../../ui/money-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { SettingRow } from './setting-row.tsx';

/** 设置: everything that differs by province, hospital or window, checked by the same rules as the file itself. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const view = useQuery({ queryKey: ['settings'], queryFn: () => call(settingsContract.read, {}), refetchOnMount: 'always' });
  const queryClient = useQueryClient();
  const [changes, setChanges] = useState<Readonly<Record<string, string>>>({});
  const [wanted, setWanted] = useState('');
  const save = useMutation({
    mutationFn: () => call(settingsContract.save, { changes }),
    onSuccess: ({ problems }) => {
      if (problems.length > 0) return;
      setChanges({});
      void queryClient.invalidateQueries({ queryKey: ['settings'] });
    },
  });
  const problems = save.data?.problems ?? [];
  const count = Object.keys(changes).length;
  const set = (field: SettingField, text: string) => {
    const { [field.path]: _before, ...others } = changes;
    setChanges(text === field.value && !field.secret ? others : { ...changes, [field.path]: text });
  };
  const fields = view.data?.fields ?? [];
  const shown = fields.filter((field) =>
    `${field.path} ${t(`field.${field.path}`, field.path)}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const sections = [...new Set(shown.map(({ section }) => section))];

  return (
    <DeskPage
      title={t('title')}
      under={view.data?.file}
      strip={<EmptyStrip />}
      actions={
        <ActionButton command="back" run={() => setChanges({})} disabled={count === 0}>
          {t('discard')}
        </ActionButton>
      }
      why={whyOf(t, count, problems.length, save.isSuccess)}
      primary={
        <MoneyButton command="commit" moves={false} run={() => save.mutate()} disabled={count === 0 || save.isPending}>
          {t('save')}
        </MoneyButton>
      }
    >
      {save.isError && <ErrorLine error={save.error} />}
      {problems.length > 0 && (
        <p className="error-line" role="alert">
          <b>{t('refused')}</b> {problems.map(({ path }) => t(`field.${path}`, path)).join(t('common:list'))}
        </p>
      )}
      <Panel title={t('title')} note={<SealingNote sealing={view.data?.sealing} />} grow>
        <div className="settings-search">
          <Input
            aria-label={t('search')}
            placeholder={t('search')}
            value={wanted}
            autoComplete="off"
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
        {view.isPending && <Loading label={t('loading')} />}
        {view.isError && <ErrorNotice error={view.error} onRetry={() => void view.refetch()} />}
        <div className="scroll settings">
          {sections.map((section) => (
            <section key={section} aria-label={t(`section.${section}`, section)}>
              <h3>{t(`section.${section}`, section)}</h3>
              {shown
                .filter((field) => field.section === section)
                .map((field) => (
                  <SettingRow
                    key={field.path}
                    field={field}
                    text={changes[field.path] ?? field.value}
                    changed={changes[field.path] !== undefined}
                    problem={problems.find(({ path }) => path === field.path || path.startsWith(`${field.path}.`))?.reason}
                    onChange={(text) => set(field, text)}
                  />
                ))}
            </section>
          ))}
        </div>
      </Panel>
    </DeskPage>
  );
}

function whyOf(t: Say, count: number, problems: number, saved: boolean) {
  if (problems > 0) return { head: t('whyRefused'), text: t('whyRefusedSay') };
  if (count > 0) return { head: t('whyChanged', { count }), text: t('whyChangedSay') };
  return saved ? { head: t('whySaved'), text: t('whySavedSay') } : { head: t('whyNothing'), text: t('whyNothingSay') };
}

function SealingNote({ sealing }: { readonly sealing: 'sealed' | 'plain' | undefined }) {
  const { t } = useTranslation('settings');
  if (sealing === undefined) return null;
  return <Sign tone={sealing === 'sealed' ? 'ok' : 'offline'}>{t(`sealing.${sealing}`)}</Sign>;
}
