import { safeStorage } from 'electron';
import type { FromCore, ToCore } from '../../shared/contract/shell-messages.ts';
import { logEvent } from './log.ts';

type Request = Extract<FromCore, { kind: 'seal' | 'unseal' }>;

/**
 * Seals and opens secrets with the keyring of this computer's user. Without one (on Linux: no secret service) nothing is sealed: a key that
 * lies beside the lock would only look safe.
 */
export function keyring({ kind, id, texts }: Request): Extract<ToCore, { kind: 'keyring' }> {
  const available = safeStorage.isEncryptionAvailable() && !isPlain();
  return { kind: 'keyring', id, available, texts: available ? texts.map(kind === 'seal' ? seal : open) : [] };
}

/** On Linux the system may offer a store that is none. */
const isPlain = (): boolean => process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';

const seal = (text: string): string => safeStorage.encryptString(text).toString('base64');

function open(text: string): string | null {
  try {
    return safeStorage.decryptString(Buffer.from(text, 'base64'));
  } catch {
    logEvent('not-unsealed');
    return null;
  }
}
