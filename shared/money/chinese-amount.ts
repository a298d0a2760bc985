import type { Money } from './money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** 大写金额 as receipts have it: "肆仟元整", "肆佰叁拾元伍角整", "壹仟零叁元零捌分". Not negative; up to 9 999 999 999 999.99 yuan. */
export function chineseAmount(amount: Money): string {
  const [yuan = '0', fen = '00'] = amount.toString().split('.');
  const whole = yuan === '0' ? '' : `${integerText(yuan)}元`;
  const jiao = Number(fen[0]);
  const rest = Number(fen[1]);
  if (jiao === 0 && rest === 0) return `${whole === '' ? '零元' : whole}整`;
  const tens = jiao > 0 ? `${DIGITS[jiao]}角` : whole === '' ? '' : '零';
  return `${whole}${tens}${rest > 0 ? `${DIGITS[rest]}分` : '整'}`;
}

/** Groups of four digits; a run of zeros between two digits is said once. */
function integerText(digits: string): string {
  let text = '';
  let zeros = false;
  const padded = digits.padStart(Math.ceil(digits.length / 4) * 4, '0');
  const groups = padded.match(/\d{4}/g) ?? [];
  for (const [index, group] of groups.entries()) {
    for (const [place, digit] of [...group].entries()) {
      if (digit === '0') {
        zeros = text !== '';
        continue;
      }
      text += `${zeros ? '零' : ''}${DIGITS[Number(digit)]}${PLACES[3 - place]}`;
      zeros = false;
    }
    if (group !== '0000') text += GROUPS[groups.length - 1 - index];
  }
  return text;
}
