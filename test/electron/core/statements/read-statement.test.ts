import { describe, expect, it } from 'vitest';
import { statementReader } from '../../../../electron/core/statements/read-statement.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';

const USUAL_COLUMNS = {
  number: '流水号',
  key: '商户单号',
  channel: '渠道',
  kind: '类型',
  amount: '金额',
  at: '交易时间',
  state: '状态',
};
const HEAD = '流水号,商户单号,渠道,类型,金额,交易时间,状态';
const ROWS = [
  'WX1,k-1,微信,支付,236.00,2023-06-13 08:36:00,成功',
  'WX2,k-2,支付宝,退款,36.50,2023-06-13 09:00:00,成功',
  'WX3,k-3,微信,支付,5.00,2023-06-13 09:10:00,失败',
];
const TOTAL = '合计,3,,,199.50,,';
const text = (rows: readonly string[], head = HEAD) => [head, ...rows].join('\n');
const read = (content: string | Uint8Array, name = 'wallet-20230613.csv') =>
  statementReader(USUAL_COLUMNS)({ name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content, about: null });

/** What a bad file is refused for. */
function refusal(content: string | Uint8Array, name?: string): unknown {
  try {
    read(content, name);
  } catch (error) {
    if (error instanceof AppError) return [error.details['row'], error.details['column'], error.details['reason']];
    throw error;
  }
  return 'taken';
}
const spoilt = (row: number, from: string, to: string) =>
  refusal(text([...ROWS.map((line, index) => (index === row ? line.replace(from, to) : line)), TOTAL]));

describe('the list of a day', () => {
  it('is read whole: side, day, direction and state of each movement', () => {
    const { source, day, movements } = read(text([...ROWS, TOTAL]));
    expect([source, day]).toEqual(['wallet', '2023-06-13']);
    expect(movements.map(({ line, number, key, amount, standing, row }) => [line, number, key, String(amount), standing, row])).toEqual([
      ['wechat', 'WX1', 'k-1', '236.00', 'done', 2],
      ['alipay', 'WX2', 'k-2', '-36.50', 'done', 3],
      ['wechat', 'WX3', 'k-3', '5.00', 'failed', 4],
    ]);
  });

  it('may be written as the banks of the country do, in GB18030, with a mark before it, and with Windows line ends', () => {
    // 流水号,商户单号,类型,金额,交易时间,状态 / 合计,0,,0.00,, in GB18030
    const bytes = Buffer.from(
      'c1f7cbaebac52cc9ccbba7b5a5bac52cc0e0d0cd2cbdf0b6ee2cbdbbd2d7cab1bce42cd7b4ccac0d0abacfbcc62c302c2c302e30302c2c0d0a',
      'hex',
    );
    expect(read(bytes, 'bank-20230613.csv').movements).toEqual([]);
    expect(read(`\uFEFF${text([...ROWS, TOTAL]).replaceAll('\n', '\r\n')}`).movements).toHaveLength(3);
  });

  it.each<[string, () => unknown, unknown]>([
    ['of no known side', () => refusal(text([...ROWS, TOTAL]), 'other-20230613.csv'), [0, '', 'name']],
    ['of no day', () => refusal(text([...ROWS, TOTAL]), 'wallet-20231313.csv'), [0, '', 'name']],
    ['that is empty', () => refusal(''), [0, '', 'empty']],
    ['that is no text', () => refusal(new Uint8Array([0xff, 0xff, 0xff])), [0, '', 'encoding']],
    ['with an open quotation mark', () => refusal(`${HEAD}\n"WX1,k-1`), [2, '', 'no-table']],
    ['without a column', () => refusal(text([...ROWS, TOTAL], HEAD.replace('状态', '结果'))), [1, '状态', 'no-column']],
    ['cut off', () => refusal(text(ROWS)), [4, '', 'no-total']],
    ['with a row too few', () => refusal(text([ROWS[0] ?? '', TOTAL])), [3, '合计', 'count']],
    ['with another net', () => refusal(text([...ROWS, TOTAL.replace('199.50', '199.51')])), [5, '金额', 'net']],
    ['with the same number twice', () => refusal(text([ROWS[0] ?? '', ROWS[0] ?? '', '合计,2,,,472.00,,'])), [3, '流水号', 'twice']],
    ['with an amount that is none', () => spoilt(0, '236.00', '236'), [2, '金额', 'amount']],
    ['with a negative amount', () => spoilt(0, '236.00', '-236.00'), [2, '金额', 'amount']],
    ['with a time that is none', () => spoilt(1, '09:00:00', '9点'), [3, '交易时间', 'time']],
    ['of another day', () => spoilt(1, '2023-06-13', '2023-06-10'), [3, '交易时间', 'other-day']],
    ['with a word that nobody knows', () => spoilt(1, '退款', '退'), [3, '类型', 'word']],
    ['with a state that nobody knows', () => spoilt(2, '失败', '错'), [4, '状态', 'word']],
    ['of another wallet', () => spoilt(0, '微信', '云闪付'), [2, '渠道', 'word']],
    ['without a number', () => spoilt(0, 'WX1', ''), [2, '流水号', 'missing']],
  ])('%s is refused, with row, column and reason', (_name, refused, wanted) => {
    expect(refused()).toEqual(wanted);
  });
});
