import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Say } from '../../i18n/say.ts';
import type { SettingField } from '../../../shared/contract/settings-contract.ts';

interface SettingRowProps {
  readonly field: SettingField;
  readonly text: string;
  readonly changed: boolean;
  readonly problem: string | undefined;
  readonly onChange: (text: string) => void;
}

/** One setting: its name, its path in the file, its value, and what holds while it is empty. */
export function SettingRow({ field, text, changed, problem, onChange }: SettingRowProps) {
  const { t } = useTranslation('settings');
  const id = useId();
  const name = t(`field.${field.path}`, field.path);
  return (
    <div className={`setting ${changed ? 'changed' : ''}`} data-setting={field.path}>
      <label htmlFor={id}>
        {name}
        <code>{field.path}</code>
      </label>
      <div>
        <Field id={id} name={name} field={field} text={text} bad={problem !== undefined} onChange={onChange} />
        {problem === undefined ? null : <p className="error-line">{t('wrong', { reason: t([`reason.${problem}`, 'reason.custom']) })}</p>}
      </div>
      <span className="mut small">{hint(field, t)}</span>
    </div>
  );
}

function hint({ secret, usual }: SettingField, t: Say): string {
  if (secret) return t('secret');
  if (usual === null) return t('required');
  return usual === '' ? t('usualNone') : t('usual', { usual: usual.replaceAll('\n', t('common:list')) });
}

interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly field: SettingField;
  readonly text: string;
  readonly bad: boolean;
  readonly onChange: (text: string) => void;
}

function Field({ id, name, field, text, bad, onChange }: FieldProps) {
  const { t } = useTranslation('settings');
  const status = bad ? 'error' : '';
  if (field.kind === 'choice' || field.kind === 'boolean') {
    const options = field.kind === 'boolean' ? ['true', 'false'] : field.options;
    return (
      <Select
        id={id}
        aria-label={name}
        status={status}
        allowClear={field.usual !== null}
        value={text === '' ? undefined : text}
        placeholder={field.usual ?? ''}
        onChange={(value: string | undefined) => onChange(value ?? '')}
        options={options.map((value) => ({ value, label: t(`option.${value}`, value) }))}
      />
    );
  }
  if (field.kind === 'lines' || field.kind === 'pairs')
    return (
      <Input.TextArea
        id={id}
        aria-label={name}
        status={status}
        rows={3}
        value={text}
        placeholder={t(field.kind === 'lines' ? 'perLine' : 'perPair')}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (field.secret)
    return (
      <Input.Password
        id={id}
        aria-label={name}
        status={status}
        autoComplete="new-password"
        visibilityToggle={false}
        placeholder={t('unchanged')}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Input id={id} aria-label={name} status={status} autoComplete="off" value={text} onChange={(event) => onChange(event.target.value)} />
  );
}
