import type { ReactNode } from 'react';

const line = { fill: 'none', stroke: 'currentColor' } as const;

// Sixteen by sixteen, told apart by shape alone: they must also work in black and white.
const SHAPES = {
  ok: <path d="M2.5 8.5l3.6 3.6L13.5 4" {...line} strokeWidth="2.2" />,
  no: <path d="M3.5 3.5l9 9m0-9l-9 9" {...line} strokeWidth="2.2" />,
  lock: (
    <>
      <rect x="2.5" y="7" width="11" height="7.5" rx="1.5" fill="currentColor" />
      <path d="M5 7V5a3 3 0 0 1 6 0v2" {...line} strokeWidth="1.8" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6.2" {...line} strokeWidth="1.6" />
      <path d="M8 4.2V8l2.8 1.8" {...line} strokeWidth="1.6" />
    </>
  ),
  warn: (
    <>
      <path d="M8 1.5l7 13H1z" fill="currentColor" />
      <path d="M8 6v4m0 1.4v1.6" stroke="#fff" strokeWidth="1.6" />
    </>
  ),
  cut: <path d="M.5 8h4.2M11.3 8h4.2M5.6 13l4.8-10" {...line} strokeWidth="2" />,
  minus: <path d="M3 8h10" stroke="currentColor" strokeWidth="2" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Decoration beside a word: hidden from assistive technology, because the word says it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
