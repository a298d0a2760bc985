import { useTranslation } from 'react-i18next';
import { readIdentityNumber } from '../../../shared/identity/identity-number.ts';
import { RELATIONS } from '../../../shared/model/credential.ts';
import { PickField, TextField } from '../../ui/field.tsx';
import { phoneText } from '../../ui/phone.ts';
import type { AdmissionForm, AgentFields as Fields } from './admission-form.ts';

/** Who acts for the patient: an agent he sent, or the guardian of somebody who cannot act. His document is looked at, never kept. */
export function AgentFields({ form }: { readonly form: AdmissionForm }) {
  const { t } = useTranslation('admission');
  const { agent } = form.fields;
  const set = (change: Partial<Fields>) => form.set({ agent: { ...agent, ...change } });
  const badNumber = agent.certNumber.length >= 18 && readIdentityNumber(agent.certNumber) === undefined;
  return (
    <>
      <TextField label={t('agent.name')} required most={50} value={agent.name} onChange={(name) => set({ name })} />
      <PickField
        label={t('agent.relation')}
        required
        value={agent.relation}
        onChange={(relation) => set({ relation: relation as Fields['relation'] })}
        options={RELATIONS.map((relation) => ({ value: relation, label: t(`relation.${relation}`) }))}
      />
      <TextField
        label={t('agent.cert')}
        required
        wide
        most={30}
        bad={badNumber}
        value={agent.certNumber}
        onChange={(text) => set({ certNumber: text.toUpperCase().replace(/\s/g, '') })}
      />
      <TextField
        label={t('agent.phone')}
        required
        most={21}
        inputMode="tel"
        value={agent.phone}
        onChange={(text) => set({ phone: phoneText(text) })}
      />
      {badNumber && <p className="error-line wide">{t('entry.badNumber')}</p>}
    </>
  );
}
