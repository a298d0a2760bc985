import { Money } from '../../shared/money/money.ts';

/** Only what an amount is written with, as it is typed: digits, one point, two decimals. */
export const amountTyped = (text: string): string =>
  /^\d{0,9}(\.\d{0,2})?/.exec(text.replaceAll(/[,，\s]/g, '').replace('。', '.'))?.[0] ?? '';

/** What was typed, as an amount: "1000" and "1000.5" are finished amounts. undefined while it is none. */
export function readAmount(typed: string): Money | undefined {
  const [yuan = '', fen = ''] = typed.split('.');
  if (!/^\d+$/.test(yuan)) return undefined;
  return Money.read(`${yuan.replace(/^0+(?=\d)/, '')}.${fen.padEnd(2, '0')}`);
}
