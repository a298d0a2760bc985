import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { chinese } from './chinese.ts';

/** Without a region: a code with a hyphen is spelled anew at every sentence, which a whole page of them feels. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT_AS = 'language';

/** What this window was last set to; Chinese first. */
export const keptLanguage = (): Language => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh');

/** Every paper is Chinese: only the window has a second language. */
export async function startI18n(language: Language): Promise<i18n> {
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: chinese },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  if (language !== 'zh') await speak(instance, language);
  return instance;
}

/** Changes the language of this window; it is there again after a restart. */
export async function speak(instance: i18n, language: Language): Promise<void> {
  if (language === 'en' && !instance.hasResourceBundle('en', 'common')) {
    const { english } = await import('./english.ts');
    for (const [area, sentences] of Object.entries(english)) instance.addResourceBundle('en', area, sentences);
  }
  await instance.changeLanguage(language);
  localStorage.setItem(KEPT_AS, language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
