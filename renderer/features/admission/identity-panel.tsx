import { Input, Radio } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdmissionView } from '../../../shared/contract/admission-contract.ts';
import { Facts } from '../../ui/facts.tsx';
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
  const id = useId();
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
          <div className="wide">
            <span className="label required" id={`${id}-check`}>
              *{t('identity.check')}
            </span>
            <Radio.Group
              name="identity-check"
              optionType="button"
              aria-labelledby={`${id}-check`}
              aria-label={t('identity.check')}
              value={fields.identityCheck}
              onChange={(event) => set({ identityCheck: event.target.value as NonNullable<AdmissionForm['fields']['identityCheck']> })}
              options={[
                { value: 'self-seen', label: t('identity.selfSeen') },
                { value: 'agent', label: t('identity.agent') },
                { value: 'guardian', label: t('identity.guardian') },
              ]}
            />
          </div>
          {(fields.identityCheck === 'agent' || fields.identityCheck === 'guardian') && <AgentFields form={form} />}
          <div>
            <label className="required" htmlFor={`${id}-name`}>
              *{t('identity.contact')}
            </label>
            <Input
              id={`${id}-name`}
              aria-label={t('identity.contact')}
              required
              maxLength={50}
              autoComplete="off"
              value={fields.contactName}
              onChange={(event) => set({ contactName: event.target.value })}
            />
          </div>
          <div>
            <label className="required" htmlFor={`${id}-phone`}>
              *{t('identity.phone')}
            </label>
            <Input
              id={`${id}-phone`}
              aria-label={t('identity.phone')}
              required
              maxLength={21}
              inputMode="tel"
              autoComplete="off"
              status={badPhone ? 'error' : ''}
              value={fields.contactPhone}
              onChange={(event) => set({ contactPhone: phoneText(event.target.value) })}
            />
          </div>
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
