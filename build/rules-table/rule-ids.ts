/** How many rules each text has: its ids run from 01 without a gap. */
const TEXTS = { D: 18, X: 20, Y: 17, Z: 25, A: 14 } as const;
const LATER = { L: 6 } as const;

const idsOf = (counts: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(counts).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, i) => `${letter}-${String(i + 1).padStart(2, '0')}`),
  );

/** The rules of the policy texts, and the later law. */
export const RULE_IDS = idsOf(TEXTS);
export const LATER_IDS = idsOf(LATER);

const known = new Set([...RULE_IDS, ...LATER_IDS]);

/** Ids named in a text, each once. A part of a rule ("D-15b") names the rule; of a range only the ends are named. */
export function idsIn(text: string): readonly string[] {
  const found = [...text.matchAll(/(?<![\w-])([A-Z]-\d{2})[a-z]?(?![\w-])/g)].map((match) => match[1] ?? '');
  return [...new Set(found.filter((id) => known.has(id)))];
}
