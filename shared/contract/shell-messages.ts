/** What the shell tells the core. Ports travel beside the message. */
export type ToCore =
  | { readonly kind: 'port'; readonly answers: 'desk' }
  | { readonly kind: 'port'; readonly answers: 'print'; readonly paperId: string }
  | { readonly kind: 'devices-port' }
  | { readonly kind: 'paper-made'; readonly paperId: string; readonly pdf: Uint8Array }
  | { readonly kind: 'paper-failed'; readonly paperId: string; readonly reason: string }
  /** Answers `seal` and `unseal`: each text, or null where the keyring could not; an empty list where this computer has none. */
  | { readonly kind: 'keyring'; readonly id: number; readonly available: boolean; readonly texts: readonly (string | null)[] };

/** What the core asks of the shell. */
export type FromCore =
  | { readonly kind: 'make-paper'; readonly paperId: string }
  /** `numbered`: a list over pages, each with its number. */
  | { readonly kind: 'paper-ready'; readonly paperId: string; readonly numbered: boolean }
  | { readonly kind: 'want-devices' }
  /** Secrets of settings.json. The shell keeps none of them. */
  | { readonly kind: 'seal' | 'unseal'; readonly id: number; readonly texts: readonly string[] };
