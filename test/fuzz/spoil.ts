import fc from 'fast-check';

/** One answer on the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** What is done to a right answer before it arrives. */
export interface Spoiling {
  readonly status: number;
  readonly outcome: unknown;
  readonly words: string;
  readonly outputAsText: boolean;
  /** Changes within the output: which of its values, counted through, and into what. */
  /** Everything of this name is another one's: of another visit, person, settlement, message. */
  readonly stranger: string | null;
  readonly changes: readonly { readonly at: number; readonly into: unknown }[];
  readonly text: { readonly kind: 'whole' | 'cut' | 'flip' | 'twice' | 'page' | 'empty' | 'bom' | 'nested' | 'bare'; readonly at: number };
}

const DELETED = Symbol('deleted');

export const junk = fc.oneof(
  fc.constantFrom<unknown>(
    DELETED,
    DELETED,
    null,
    '',
    ' ',
    '0',
    '1',
    0,
    1,
    -1,
    true,
    false,
    [],
    {},
    [null],
    [[]],
    '未知',
    '1e3',
    '0.001',
    '９',
  ),
  fc.string({ maxLength: 12 }),
  fc.double(),
  fc.anything({ maxDepth: 2, withNullPrototype: false }).map(jsonOf),
);

/** Mostly a well-formed answer, so that what is spoilt is one thing and not everything. */
export const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  status: fc.oneof({ weight: 12, arbitrary: fc.constant(200) }, fc.constantFrom(201, 202, 301, 400, 401, 403, 404, 429, 500, 502, 503)),
  outcome: fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom<unknown>(0, '0') },
    {
      weight: 3,
      arbitrary: fc.constantFrom<unknown>(
        -1,
        '-1',
        1,
        '9000',
        9000,
        '0000',
        '',
        null,
        DELETED,
        'OK',
        '0.0',
        ' 0 ',
        '+0',
        [0],
        {},
        true,
        '-0',
        1e21,
      ),
    },
    junk,
  ),
  words: fc.oneof(
    fc.constantFrom(
      '',
      '系统繁忙',
      '未查询到结算信息',
      '费用明细流水号[1]不存在',
      '未查询到结算清单',
      '原交易已冲正',
      '该就诊已结算',
      '该结算的退费标志不为未退费',
      '操作员未签到',
      '签名时间戳超时',
    ),
    fc.string({ maxLength: 20 }),
  ),
  outputAsText: fc.boolean(),
  stranger: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    fc.constantFrom('mdtrt_id', 'psn_no', 'setl_id', 'medins_setl_id', 'ipt_otp_no', 'feedetl_sn'),
  ),
  changes: fc.array(fc.record({ at: fc.nat({ max: 400 }), into: junk }), { maxLength: 3 }),
  text: fc.record({
    kind: fc.oneof(
      { weight: 12, arbitrary: fc.constant('whole' as const) },
      fc.constantFrom(
        'cut' as const,
        'flip' as const,
        'twice' as const,
        'page' as const,
        'empty' as const,
        'bom' as const,
        'nested' as const,
        'bare' as const,
      ),
    ),
    at: fc.nat({ max: 3_000 }),
  }),
});

/** A right answer as it arrives after this. */
export function spoil(output: unknown, { status, outcome, words, outputAsText, stranger, changes, text }: Spoiling): WireAnswer {
  let spoilt = stranger === null ? structuredClone(output) : estranged(output, stranger);
  for (const { at, into } of changes) spoilt = changed(spoilt, at, into);
  const envelope = {
    infcode: outcome,
    inf_refmsgid: null,
    err_msg: words,
    output: outputAsText && spoilt !== null ? JSON.stringify(spoilt) : spoilt,
  };
  const whole = Buffer.from(JSON.stringify(without(envelope)) ?? '');
  return { status, body: textOf(whole, text) };
}

function estranged(value: unknown, name: string): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) => (key === name && typeof inner === 'string' ? `${inner}9` : inner));
  return text === undefined ? undefined : JSON.parse(text);
}

function textOf(whole: Buffer, { kind, at }: Spoiling['text']): Buffer {
  const place = whole.length === 0 ? 0 : at % whole.length;
  switch (kind) {
    case 'cut':
      return whole.subarray(0, place);
    case 'flip':
      return Buffer.from(whole.map((byte, index) => (index === place ? byte ^ (1 << (at % 8)) : byte)));
    case 'twice':
      return Buffer.concat([whole, whole]);
    case 'page':
      return Buffer.from('<html><body><h1>502 Bad Gateway</h1></body></html>');
    case 'empty':
      return Buffer.alloc(0);
    case 'bom':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), whole]);
    case 'bare': // long numbers without their quotes: rounded by whoever reads them
      return Buffer.from(whole.toString().replace(/"(\d{16,})"/g, '$1'));
    case 'nested':
      return Buffer.from(JSON.stringify({ data: whole.toString() }));
    default:
      return whole;
  }
}

/** The value counted through to `at` is another one; the count goes round. */
export function changed(value: unknown, at: number, into: unknown): unknown {
  const places: (() => void)[] = [];
  const holder = { value };
  const visit = (parent: Record<string, unknown>): void => {
    for (const key of Object.keys(parent)) {
      places.push(() => {
        parent[key] = into;
      });
      const inner = parent[key];
      if (typeof inner === 'object' && inner !== null) visit(inner as Record<string, unknown>);
    }
  };
  visit(holder);
  places[at % places.length]?.();
  return without(holder.value);
}

/** Without what was deleted. */
export function without(value: unknown): unknown {
  if (value === DELETED) return undefined;
  if (Array.isArray(value)) return value.filter((entry) => entry !== DELETED).map(without);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== DELETED);
  return Object.fromEntries(kept.map(([name, inner]) => [name, without(inner)]));
}

function jsonOf(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
