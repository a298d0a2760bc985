import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnteredPerson } from '../../../shared/contract/person-contract.ts';
import { readIdentityNumber } from '../../../shared/identity/identity-number.ts';
import { useCard } from '../../frame/card-reading.tsx';
import { ErrorLine } from '../../ui/error-notice.tsx';
import { ChoiceField, TextField } from '../../ui/field.tsx';
import { nextField } from '../../ui/next-field.ts';
import { PanelSubmit } from '../../ui/panel-submit.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import { dayIn, EMPTY_ENTRY, type Entry, enteredPerson } from './entry.ts';

/** 无卡录入: somebody without card and code. The number is checked while it is typed; only a document in the clerk's hand verifies him. */
export function EntryPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('admission');
  const card = useCard();
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
          <TextField label={t('identity.name')} required most={50} value={entry.name} onChange={(name) => set({ name })} />
          <ChoiceField
            name="cert-type"
            label={t('entry.certType')}
            required
            value={entry.certType}
            onChange={(certType) => set({ certType })}
            options={[
              { value: 'id-card', label: t('entry.idCard') },
              { value: 'other', label: t('entry.otherDocument') },
            ]}
          />
          <TextField
            label={t('identity.cert')}
            required
            most={30}
            bad={entry.certNumber.length >= 18 && entry.certType === 'id-card' && readIdentityNumber(entry.certNumber) === undefined}
            value={entry.certNumber}
            onChange={(text) => set({ certNumber: text.toUpperCase().replace(/\s/g, '') })}
          />
          <NumberSays entry={entry} />
          {entry.certType === 'other' && <OtherFacts entry={entry} set={set} />}
          <ChoiceField
            name="document-seen"
            label={t('entry.seen')}
            required
            value={entry.documentSeen}
            onChange={(documentSeen) => set({ documentSeen })}
            options={[
              { value: true, label: t('entry.seenYes') },
              { value: false, label: t('entry.seenNo') },
            ]}
          />
        </fieldset>
        {entry.documentSeen === false && (
          <p className="note offline">
            <Sign tone="offline">{t('entry.toVerify')}</Sign>
          </p>
        )}
        {error !== null && <ErrorLine error={error} />}
        <PanelSubmit disabled={person === null || card.reading !== null}>
          {t(entry.documentSeen === false ? 'entry.goUnverified' : 'entry.go')}
        </PanelSubmit>
      </form>
    </SidePanel>
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
      <ChoiceField
        name="sex"
        label={t('entry.sex')}
        value={entry.sex}
        onChange={(sex) => set({ sex })}
        options={(['male', 'female', 'unknown'] as const).map((sex) => ({ value: sex, label: t(`words:sex.${sex}`) }))}
      />
      <TextField
        label={t('identity.birth')}
        placeholder="YYYY-MM-DD"
        most={10}
        bad={entry.birthOn !== '' && dayIn(entry.birthOn) === null}
        value={entry.birthOn}
        onChange={(birthOn) => set({ birthOn })}
      />
    </>
  );
}
