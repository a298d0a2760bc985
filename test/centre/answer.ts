import { chinaDigits } from '../standin/clock.ts';
import type { Behaviour } from './behaviour.ts';
import { Amount, fenText } from './money.ts';

export interface AnswerParts {
  readonly infcode: 0 | -1;
  readonly errMsg: string;
  readonly output: unknown;
  readonly admvs: string;
  readonly seq: number;
  readonly receivedAt: number;
  readonly respondedAt: number;
}

/** Writes the response envelope, money and lists in the forms that the behaviour asks for. */
export function writeAnswer(parts: AnswerParts, behaviour: Behaviour): string {
  const output = parts.output === null ? null : render(parts.output, behaviour);
  return JSON.stringify({
    infcode: behaviour.infcodeForm === 'text' ? String(parts.infcode) : parts.infcode,
    inf_refmsgid: `${parts.admvs}${chinaDigits(parts.receivedAt).slice(0, 14)}${String(parts.seq).padStart(10, '0')}`,
    refmsg_time: chinaDigits(parts.receivedAt),
    respond_time: chinaDigits(parts.respondedAt),
    err_msg: parts.errMsg,
    warn_msg: null,
    cainfo: null,
    signtype: null,
    output: behaviour.outputForm === 'string' && output !== null ? JSON.stringify(output) : output,
  });
}

const UNWRAPPED_NODES = ['insuinfo', 'mdtrtinfo'];

function render(value: unknown, behaviour: Behaviour): unknown {
  if (Array.isArray(value)) return value.map((entry) => render(entry, behaviour));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner], index) => {
    if (inner instanceof Amount) return [name, money(inner, index, behaviour)];
    const single = behaviour.oneRowAsObject && UNWRAPPED_NODES.includes(name) && Array.isArray(inner) && inner.length === 1;
    return [name, render(single ? (inner as readonly unknown[])[0] : inner, behaviour)];
  });
  return Object.fromEntries(entries);
}

/** Mixed: neighbours in one answer differ, as they do between the places a real platform is made of. */
function money(amount: Amount, index: number, { moneyForm }: Behaviour): string | number {
  const asText = moneyForm === 'text' || (moneyForm === 'mixed' && index % 2 === 0);
  return asText ? fenText(amount.fen) : Number(fenText(amount.fen));
}
