import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { ChoiceField, TextField } from '../../ui/field.tsx';
import { clockTime } from '../../ui/format.ts';
import { nextField } from '../../ui/next-field.ts';
import { isPhone, phoneText } from '../../ui/phone.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sign } from '../../ui/tag.tsx';
import type { AdmissionForm } from './admission-form.ts';
import { InjuryFields } from './injury-fields.tsx';
import { AgentFields } from './agent-fields.tsx';

const LONG_NAME = 6;

/** Who he is, as the card says; who looked at him, and whom to call. */
export function IdentityPanel({ view, form }: { readonly view: AdmissionView; readonly form: AdmissionForm }) {
  const { t } = useTranslation(['admission', 'words']);
  const { patient } = view;
  const { fields, set } = form;
  const fieldset = useRef<HTMLFieldSetElement>(null);
  useEffect(() => fieldset.current?.querySelector('input')?.focus(), []);
  const badPhone = fields.contactPhone !== '' && !isPhone(fields.contactPhone);
  return (
    <Panel title={t('identity.title')} note={<RequiredNote />} aside={<Known view={view} />}>
      <div className="body">
        <Facts
          facts={[
            // A long name needs its row: person and card are compared letter by letter.
            { label: t('identity.name'), value: <b className="strong">{patient.name}</b>, wide: patient.name.length > LONG_NAME },
            { label: t('identity.birth'), value: patient.birthOn ?? '—' },
            { label: t('identity.cert'), value: patient.maskedCertNumber, wide: true },
          ]}
        />
        <fieldset ref={fieldset} className="fields" onKeyDown={nextField}>
          <ChoiceField
            name="identity-check"
            label={t('identity.check')}
            required
            wide
            value={fields.identityCheck}
            onChange={(identityCheck) => set({ identityCheck })}
            options={[
              { value: 'self-seen', label: t('identity.selfSeen') },
              { value: 'agent', label: t('identity.agent') },
              { value: 'guardian', label: t('identity.guardian') },
            ]}
          />
          {(fields.identityCheck === 'agent' || fields.identityCheck === 'guardian') && <AgentFields form={form} />}
          <TextField
            label={t('identity.contact')}
            required
            most={50}
            value={fields.contactName}
            onChange={(contactName) => set({ contactName })}
          />
          <TextField
            label={t('identity.phone')}
            required
            most={21}
            inputMode="tel"
            bad={badPhone}
            value={fields.contactPhone}
            onChange={(text) => set({ contactPhone: phoneText(text) })}
          />
          {view.asksInjury && <InjuryFields form={form} paysSelf={view.injuryPaysSelf} />}
          {badPhone && <p className="error-line wide">{t('identity.badPhone')}</p>}
        </fieldset>
      </div>
    </Panel>
  );
}

/** How the desk knows him; amber where nobody has seen a credential. */
function Known({ view }: { readonly view: AdmissionView }) {
  const { t } = useTranslation('admission');
  const { by, verified, at } = view.identity;
  return <Sign tone={verified ? 'ok' : 'offline'}>{t(`identity.by.${by}`, { at: at === null ? '' : clockTime(at) })}</Sign>;
}

function RequiredNote() {
  const { t } = useTranslation('admission');
  return (
    <>
      {t('identity.with')} <span className="blue">*{t('identity.blue')}</span> {t('identity.required')}
    </>
  );
}
