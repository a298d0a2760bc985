/** Port to the shell: seals secrets with this computer's keyring. `null`: the computer has none, or it did not seal this. */
export interface KeySealing {
  /** Whether this computer can seal at all. */
  available(): Promise<boolean>;
  seal(text: string): Promise<string | null>;
}

/** How a sealed secret stands in settings.json. */
export const SEALED = 'sealed:v1:';

/** Where no shell is there (tests, command line): nothing is sealed. */
export const NO_SEALING: KeySealing = { available: async () => false, seal: async () => null };
