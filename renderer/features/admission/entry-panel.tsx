import { Button, Input, Radio } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnteredPerson } from '../../../shared/contract/person-contract.ts';
import { readIdentityNumber } from '../../../shared/identity/identity-number.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { nextField } from '../../ui/next-field.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { dayIn, EMPTY_ENTRY, type Entry, enteredPerson } from './entry.ts';

/** 无卡录入: somebody without card and code. The number is checked while it is typed; only a document in the clerk's hand verifies him. */
export function EntryPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('admission');
  const card = useCard();
  const id = useId();
  const [entry, setEntry] = useState<Entry>(EMPTY_ENTRY);
  const [error, setError] = useState<Error | null>(null);
  const fieldset = useRef<HTMLFieldSetElement>(null);
  useEffect(() => fieldset.current?.querySelector('input')?.focus(), []);
  const set = (change: Partial<Entry>) => setEntry((before) => ({ ...before, ...change }));
  const person = enteredPerson(entry);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person !== null) void send(person);
  };
  const send = async (whom: EnteredPerson) => {
    try {
      await card.enter(whom);
      onClose();
    } catch (failure) {
      setError(failure as Error);
    }
  };
  return (
    <SidePanel title={t('entry.title')} onClose={onClose}>
      <form className="entry" onSubmit={submit} aria-label={t('entry.title')}>
        <fieldset ref={fieldset} className="fields one" onKeyDown={nextField}>
          <Labelled id={`${id}-name`} label={t('identity.name')}>
            <Input
              id={`${id}-name`}
              required
              maxLength={50}
              autoComplete="off"
              value={entry.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          </Labelled>
          <div>
            <span className="label required">*{t('entry.certType')}</span>
            <Radio.Group
              name="cert-type"
              optionType="button"
              aria-label={t('entry.certType')}
              value={entry.certType}
              onChange={(event) => set({ certType: event.target.value as Entry['certType'] })}
              options={[
                { value: 'id-card', label: t('entry.idCard') },
                { value: 'other', label: t('entry.otherDocument') },
              ]}
            />
          </div>
          <Labelled id={`${id}-cert`} label={t('identity.cert')}>
            <Input
              id={`${id}-cert`}
              required
              maxLength={30}
              autoComplete="off"
              status={
                entry.certNumber.length >= 18 && entry.certType === 'id-card' && readIdentityNumber(entry.certNumber) === undefined
                  ? 'error'
                  : ''
              }
              value={entry.certNumber}
              onChange={(event) => set({ certNumber: event.target.value.toUpperCase().replace(/\s/g, '') })}
            />
          </Labelled>
          <NumberSays entry={entry} />
          {entry.certType === 'other' && <OtherFacts entry={entry} set={set} />}
          <div>
            <span className="label required">*{t('entry.seen')}</span>
            <Radio.Group
              name="document-seen"
              optionType="button"
              aria-label={t('entry.seen')}
              value={entry.documentSeen}
              onChange={(event) => set({ documentSeen: event.target.value as boolean })}
              options={[
                { value: true, label: t('entry.seenYes') },
                { value: false, label: t('entry.seenNo') },
              ]}
            />
          </div>
        </fieldset>
        {entry.documentSeen === false && (
          <p className="note offline">
            <Sign tone="offline">{t('entry.toVerify')}</Sign>
          </p>
        )}
        {error !== null && <ErrorLine error={error} />}
        <Button type="primary" size="large" htmlType="submit" disabled={person === null || card.reading !== null}>
          {t(entry.documentSeen === false ? 'entry.goUnverified' : 'entry.go')}
        </Button>
      </form>
    </SidePanel>
  );
}

function Labelled({ id, label, children }: { readonly id: string; readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <label className="required" htmlFor={id}>
        *{label}
      </label>
      {children}
    </div>
  );
}

/** What the number itself says, or that it is none. */
function NumberSays({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation(['admission', 'words']);
  if (entry.certType !== 'id-card' || entry.certNumber.length < 15) return null;
  const said = readIdentityNumber(entry.certNumber);
  if (said === undefined) return entry.certNumber.length < 18 ? null : <p className="error-line">{t('entry.badNumber')}</p>;
  return (
    <p>
      <Sign tone="ok">{t('entry.numberSays', { sex: t(`words:sex.${said.sex}`), birth: said.birthOn })}</Sign>
    </p>
  );
}

function OtherFacts({ entry, set }: { readonly entry: Entry; readonly set: (change: Partial<Entry>) => void }) {
  const { t } = useTranslation(['admission', 'words']);
  return (
    <>
      <div>
        <span className="label">{t('entry.sex')}</span>
        <Radio.Group
          name="sex"
          optionType="button"
          aria-label={t('entry.sex')}
          value={entry.sex}
          onChange={(event) => set({ sex: event.target.value as Entry['sex'] })}
          options={(['male', 'female', 'unknown'] as const).map((sex) => ({ value: sex, label: t(`words:sex.${sex}`) }))}
        />
      </div>
      <div>
        <span className="label">{t('identity.birth')}</span>
        <Input
          aria-label={t('identity.birth')}
          placeholder="YYYY-MM-DD"
          maxLength={10}
          autoComplete="off"
          value={entry.birthOn}
          status={entry.birthOn !== '' && dayIn(entry.birthOn) === null ? 'error' : ''}
          onChange={(event) => set({ birthOn: event.target.value })}
        />
      </div>
    </>
  );
}
