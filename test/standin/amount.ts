/** "12.30" for 1230. */
export function fenText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads an N16,2; undefined when it is no number or has more than two decimals. */
export function readFen(text: string): number | undefined {
  if (!/^-?\d{1,14}(\.\d{1,2})?$/.test(text)) return undefined;
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const fen = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return text.startsWith('-') && fen !== 0 ? -fen : fen;
}
