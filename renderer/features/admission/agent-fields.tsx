import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { readIdentityNumber } from '../../../shared/identity/identity-number.ts';
import { RELATIONS } from '../../../shared/model/credential.ts';
import { phoneText } from '../../ui/phone.ts';
import type { AdmissionForm, AgentFields as Fields } from './admission-form.ts';

/** Who acts for the patient: an agent he sent, or the guardian of somebody who cannot act. His document is looked at, never kept. */
export function AgentFields({ form }: { readonly form: AdmissionForm }) {
  const { t } = useTranslation('admission');
  const id = useId();
  const { agent } = form.fields;
  const set = (change: Partial<Fields>) => form.set({ agent: { ...agent, ...change } });
  const badNumber = agent.certNumber.length >= 18 && readIdentityNumber(agent.certNumber) === undefined;
  return (
    <>
      <div>
        <label className="required" htmlFor={`${id}-name`}>
          *{t('agent.name')}
        </label>
        <Input
          id={`${id}-name`}
          required
          maxLength={50}
          autoComplete="off"
          value={agent.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </div>
      <div>
        <label className="required" htmlFor={`${id}-relation`}>
          *{t('agent.relation')}
        </label>
        <Select
          id={`${id}-relation`}
          aria-label={t('agent.relation')}
          value={agent.relation}
          onChange={(relation: Fields['relation']) => set({ relation })}
          options={RELATIONS.map((relation) => ({ value: relation, label: t(`relation.${relation}`) }))}
        />
      </div>
      <div className="wide">
        <label className="required" htmlFor={`${id}-cert`}>
          *{t('agent.cert')}
        </label>
        <Input
          id={`${id}-cert`}
          required
          maxLength={30}
          autoComplete="off"
          status={badNumber ? 'error' : ''}
          value={agent.certNumber}
          onChange={(event) => set({ certNumber: event.target.value.toUpperCase().replace(/\s/g, '') })}
        />
      </div>
      <div>
        <label className="required" htmlFor={`${id}-phone`}>
          *{t('agent.phone')}
        </label>
        <Input
          id={`${id}-phone`}
          required
          maxLength={21}
          inputMode="tel"
          autoComplete="off"
          value={agent.phone}
          onChange={(event) => set({ phone: phoneText(event.target.value) })}
        />
      </div>
      {badNumber && <p className="error-line wide">{t('entry.badNumber')}</p>}
    </>
  );
}
