import { useTranslation } from 'react-i18next';
import { ChoiceField, TextField } from '../../ui/field.tsx';
import type { AdmissionForm, InjuryFields as Fields } from './admission-form.ts';

/** 外伤、涉及第三方: asked where the diagnosis forces it. The words name no fault. */
export function InjuryFields({ form, paysSelf }: { readonly form: AdmissionForm; readonly paysSelf: boolean }) {
  const { t } = useTranslation('admission');
  const { injury } = form.fields;
  const other = injury.otherPayer !== null && injury.otherPayer !== 'none';
  const set = (change: Partial<Fields>) => form.set({ injury: { ...injury, ...change } });
  return (
    <>
      <ChoiceField
        name="injured"
        label={t('injury.asked')}
        required
        wide
        value={injury.injured}
        onChange={(injured) => set({ injured })}
        options={[
          { value: true, label: t('injury.yes') },
          { value: false, label: t('injury.no') },
        ]}
      />
      {injury.injured === true && (
        <>
          <ChoiceField
            name="other-payer"
            label={t('injury.payer')}
            required
            wide
            value={injury.otherPayer}
            onChange={(otherPayer) => set({ otherPayer })}
            options={(['none', 'third-party', 'work-injury', 'public-health'] as const).map((payer) => ({
              value: payer,
              label: t(`injury.payers.${payer}`),
            }))}
          />
          {other && (
            <ChoiceField
              name="other-extent"
              label={t('injury.extent')}
              required
              wide
              value={injury.extent}
              onChange={(extent) => set({ extent })}
              options={(['all-lines', 'some-lines'] as const).map((extent) => ({ value: extent, label: t(`injury.extents.${extent}`) }))}
            />
          )}
          <TextField
            label={t('injury.words')}
            required
            wide
            most={500}
            placeholder={t('injury.wordsSay')}
            value={injury.words}
            onChange={(words) => set({ words })}
          />
          <div className="wide">
            <span className="label required">*{t('injury.promise')}</span>
            <label className="tick">
              <input type="checkbox" checked={injury.promised} onChange={(event) => set({ promised: event.target.checked })} />
              {t('injury.promised')}
            </label>
          </div>
          {other && injury.extent !== null && (
            <p className="ink-offline small wide">{t(paysSelf || injury.extent === 'all-lines' ? 'injury.paysSelf' : 'injury.byLines')}</p>
          )}
        </>
      )}
    </>
  );
}
