import { expect, test } from 'vitest';
import { chineseAmount } from '../../../shared/money/chinese-amount.ts';
import { Money } from '../../../shared/money/money.ts';

test.each([
  ['0.00', '零元整'],
  ['0.05', '伍分'],
  ['0.50', '伍角整'],
  ['430.50', '肆佰叁拾元伍角整'],
  ['4000.00', '肆仟元整'],
  ['1003.08', '壹仟零叁元零捌分'],
  ['10.10', '壹拾元壹角整'],
  ['100000.00', '壹拾万元整'],
  ['100001.00', '壹拾万零壹元整'],
  ['1010000.00', '壹佰零壹万元整'],
  ['120005678.90', '壹亿贰仟万零伍仟陆佰柒拾捌元玖角整'],
  ['100000000.01', '壹亿元零壹分'],
])('%s is written %s', (amount, words) => {
  expect(chineseAmount(Money.parse(amount))).toBe(words);
});
