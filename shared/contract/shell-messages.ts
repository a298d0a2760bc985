/** What the shell tells the core. Ports travel beside the message. */
export type ToCore =
  | { readonly kind: 'port'; readonly answers: 'desk' }
  | { readonly kind: 'port'; readonly answers: 'print'; readonly paperId: string }
  | { readonly kind: 'devices-port' }
  | { readonly kind: 'paper-made'; readonly paperId: string; readonly pdf: Uint8Array }
  | { readonly kind: 'paper-failed'; readonly paperId: string; readonly reason: string };

/** What the core asks of the shell. */
export type FromCore =
  | { readonly kind: 'make-paper'; readonly paperId: string }
  | { readonly kind: 'paper-ready'; readonly paperId: string }
  | { readonly kind: 'want-devices' };
