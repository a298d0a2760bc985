/** The `t` of react-i18next as plain functions need it: a key, and what fills the sentence. */
export interface Say {
  (key: string): string;
  (key: string, facts: Readonly<Record<string, string | number>>): string;
}
