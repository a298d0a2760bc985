import { Input, Radio } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdmissionForm, InjuryFields as Fields } from './admission-form.ts';

/** 外伤、涉及第三方: asked where the diagnosis forces it. The words name no fault. */
export function InjuryFields({ form, paysSelf }: { readonly form: AdmissionForm; readonly paysSelf: boolean }) {
  const { t } = useTranslation('admission');
  const id = useId();
  const { injury } = form.fields;
  const set = (change: Partial<Fields>) => form.set({ injury: { ...injury, ...change } });
  return (
    <>
      <div className="wide">
        <span className="label required">*{t('injury.asked')}</span>
        <Radio.Group
          name="injured"
          optionType="button"
          aria-label={t('injury.asked')}
          value={injury.injured}
          onChange={(event) => set({ injured: event.target.value as boolean })}
          options={[
            { value: true, label: t('injury.yes') },
            { value: false, label: t('injury.no') },
          ]}
        />
      </div>
      {injury.injured === true && (
        <>
          <div className="wide">
            <span className="label required">*{t('injury.payer')}</span>
            <Radio.Group
              name="other-payer"
              optionType="button"
              aria-label={t('injury.payer')}
              value={injury.otherPayer}
              onChange={(event) => set({ otherPayer: event.target.value as Fields['otherPayer'] })}
              options={(['none', 'third-party', 'work-injury', 'public-health'] as const).map((payer) => ({
                value: payer,
                label: t(`injury.payers.${payer}`),
              }))}
            />
          </div>
          <div className="wide">
            <label className="required" htmlFor={`${id}-words`}>
              *{t('injury.words')}
            </label>
            <Input
              id={`${id}-words`}
              required
              maxLength={500}
              autoComplete="off"
              placeholder={t('injury.wordsSay')}
              value={injury.words}
              onChange={(event) => set({ words: event.target.value })}
            />
          </div>
          <div className="wide">
            <span className="label required">*{t('injury.promise')}</span>
            <label className="tick">
              <input type="checkbox" checked={injury.promised} onChange={(event) => set({ promised: event.target.checked })} />
              {t('injury.promised')}
            </label>
          </div>
          {injury.otherPayer !== null && injury.otherPayer !== 'none' && paysSelf && (
            <p className="ink-offline small wide">{t('injury.paysSelf')}</p>
          )}
        </>
      )}
    </>
  );
}
