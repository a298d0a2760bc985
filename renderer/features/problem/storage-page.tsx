import { useTranslation } from 'react-i18next';

const STEPS = ['stop', 'paper', 'disk', 'call'] as const;

/** The core died again and again: most likely the disk. Nothing here asks the core. */
export function StoragePage() {
  const { t } = useTranslation('session');
  return (
    <div className="door-page">
      <main>
        <section className="card wide" role="alert" aria-label={t('storage.title')}>
          <h1 className="ink-rejected">{t('storage.title')}</h1>
          <p>{t('storage.say')}</p>
          <ol>
            {STEPS.map((step) => (
              <li key={step}>{t(`storage.step.${step}`)}</li>
            ))}
          </ol>
        </section>
      </main>
    </div>
  );
}
