import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { commands } from '../commands/command-registry.ts';
import { keyLabelOf } from '../commands/keys.ts';

const SHOWN_MS = 3_000;

/** Says that a key had no effect; what is missing stands beside the next step, right under it. */
export function KeyNotice() {
  const { t } = useTranslation('frame');
  const [ignored, setIgnored] = useState<{ readonly key: string } | null>(null);
  useEffect(() => commands.listenIgnored((key) => setIgnored({ key })), []);
  useEffect(() => {
    if (ignored === null) return undefined;
    const timer = setTimeout(() => setIgnored(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [ignored]);
  return (
    <p className="key-notice" role="status" hidden={ignored === null}>
      {ignored !== null && t('keyIgnored', { key: keyLabelOf(ignored.key) })}
    </p>
  );
}
