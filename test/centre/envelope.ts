import type { Behaviour } from './behaviour.ts';
import { checkRow, fields, type Row } from './fields.ts';
import { Refusal } from './refusal.ts';

/** The outer fields of a request; `input` is kept apart. */
export interface Envelope {
  readonly infno: string;
  readonly msgid: string;
  readonly mdtrtareaAdmvs: string;
  readonly insuplcAdmdvs: string;
  readonly opter: string;
  readonly opterName: string;
  readonly fixmedinsCode: string;
  readonly fixmedinsName: string;
  readonly signNo: string;
}

const ENVELOPE = fields(`
  infno:C5! msgid:C30! mdtrtarea_admvs:C6! insuplc_admdvs:C6 recer_sys_code:C10! dev_no:C100 dev_safe_info:C2000 cainfo:C1024
  signtype:C10 infver:C6! opter_type:C3! opter:C30! opter_name:C50! inf_time:DT! fixmedins_code:C12! fixmedins_name:C200! sign_no:C30
`);

/** Outer fields and input of a request body; refuses what the interface does not allow. */
export function readEnvelope(body: Readonly<Record<string, unknown>>, behaviour: Behaviour): { envelope: Envelope; input: unknown } {
  const { input, ...outer } = body;
  const row: Row = Object.fromEntries(Object.entries(outer).map(([name, value]) => [name, value === null ? '' : String(value)]));
  checkRow(row, '报文头', ENVELOPE);
  const text = (name: string): string => row[name] ?? '';
  if (!/^[A-Z0-9]{12}\d{18}$/.test(text('msgid')) || !text('msgid').startsWith(text('fixmedins_code'))) {
    throw new Refusal('发送方报文ID格式不正确:应为机构编号(12)+时间(14)+顺序号(4)');
  }
  if (!['1', '2', '3'].includes(text('opter_type'))) throw new Refusal('经办人类别不正确');
  return {
    envelope: {
      infno: text('infno'),
      msgid: text('msgid'),
      mdtrtareaAdmvs: text('mdtrtarea_admvs'),
      insuplcAdmdvs: text('insuplc_admdvs'),
      opter: text('opter'),
      opterName: text('opter_name'),
      fixmedinsCode: text('fixmedins_code'),
      fixmedinsName: text('fixmedins_name'),
      signNo: text('sign_no'),
    },
    input: readInput(input, behaviour, text('infno') === FILE_UPLOAD ? Number.POSITIVE_INFINITY : behaviour.inputLimitChars),
  };
}

/** A file travels as a byte stream and is not bound by the length of an input. */
const FILE_UPLOAD = '9101';

function readInput(input: unknown, behaviour: Behaviour, limit: number): unknown {
  const isText = typeof input === 'string';
  if (behaviour.inputForm === 'object' && isText) throw new Refusal('交易输入应为JSON对象');
  if (behaviour.inputForm === 'string' && !isText) throw new Refusal('交易输入应为JSON字符串');
  const length = isText ? input.length : JSON.stringify(input ?? null).length;
  if (length > limit) throw new Refusal(`交易输入超过最大长度${limit}`);
  const value: unknown = isText ? parse(input) : input;
  if (typeof value !== 'object' || value === null) throw new Refusal('交易输入不能为空');
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('交易输入不是合法的JSON');
  }
}
