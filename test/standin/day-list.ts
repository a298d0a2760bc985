import { fenText } from './amount.ts';

/** One movement as another side puts it into its list of a day. */
export interface Listed {
  readonly number: string;
  readonly key: string;
  /** Only of wallets: 微信, 支付宝. */
  readonly channel?: string;
  readonly kind: string;
  readonly fen: number;
  /** Money went back to the payer, or an invoice was taken back. */
  readonly back: boolean;
  readonly atMs: number;
  readonly state?: '成功' | '失败' | '处理中';
}

const HOSPITAL_OFFSET_MS = 8 * 3_600_000;
const clock = (ms: number): string => new Date(ms + HOSPITAL_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');

/** The list of a day as a file: head, rows, and what they come to. As electron/core/statements/README.md has it. */
export function dayList(day: string, all: readonly Listed[]): string {
  const rows = all.filter(({ atMs }) => clock(atMs).startsWith(day));
  const net = rows.reduce((sum, { fen, back, state = '成功' }) => sum + (state === '成功' ? (back ? -fen : fen) : 0), 0);
  return [
    '流水号,商户单号,渠道,类型,金额,交易时间,状态',
    ...rows.map(({ number, key, channel = '', kind, fen, atMs, state = '成功' }) =>
      [number, key, channel, kind, fenText(fen), clock(atMs), state].join(','),
    ),
    `合计,${rows.length},,,${net < 0 ? '-' : ''}${fenText(Math.abs(net))},,`,
    '',
  ].join('\n');
}
