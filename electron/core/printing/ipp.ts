/** A value of an IPP attribute: integers and enums as numbers, booleans as such, everything else as text. */
export type IppValue = string | number | boolean;
export type IppGroup = Readonly<Record<string, readonly IppValue[]>>;

/** What a printing service answered: its status and its groups of attributes (jobs, printers), in their order. */
export interface IppAnswer {
  readonly status: number;
  readonly groups: readonly { readonly tag: number; readonly attributes: IppGroup }[];
}

/** Operations used here (RFC 8011; 0x4002 is the printing service's own list of queues). */
export const IPP = { printJob: 0x0002, jobAttributes: 0x0009, jobs: 0x000a, queues: 0x4002 } as const;
export const JOB_GROUP = 2;
export const PRINTER_GROUP = 4;
/** The highest status that is a success. */
export const IPP_OK = 0x00ff;

const END = 3;
const INTEGER = 0x21;
const BOOLEAN = 0x22;
const ENUM = 0x23;
const NAME = 0x42;
const KEYWORD = 0x44;
const URI = 0x45;
const CHARSET = 0x47;
const LANGUAGE = 0x48;
const MIME = 0x49;

export interface IppRequest {
  readonly operation: number;
  readonly printerUri?: string;
  readonly jobId?: number;
  readonly jobName?: string;
  readonly format?: string;
  /** Name of a paper size (PWG 5101.1). */
  readonly media?: string;
  readonly whichJobs?: 'completed' | 'not-completed' | 'all';
  readonly wanted?: readonly string[];
  readonly limit?: number;
}

/** The bytes of a request, without the document that follows them. */
export function encodeIpp(request: IppRequest, user: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x0200, 0);
  head.writeUInt16BE(request.operation, 2);
  head.writeUInt32BE(1, 4);
  const text = (tag: number, name: string, value: string) => attribute(tag, name, Buffer.from(value, 'utf8'));
  const integer = (name: string, value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return attribute(INTEGER, name, bytes);
  };
  const { printerUri, jobId, jobName, format, whichJobs, wanted = [], limit, media } = request;
  return Buffer.concat([
    head,
    Buffer.from([1]),
    text(CHARSET, 'attributes-charset', 'utf-8'),
    text(LANGUAGE, 'attributes-natural-language', 'en'),
    ...(printerUri === undefined ? [] : [text(URI, 'printer-uri', printerUri)]),
    ...(jobId === undefined ? [] : [integer('job-id', jobId)]),
    text(NAME, 'requesting-user-name', user),
    ...(jobName === undefined ? [] : [text(NAME, 'job-name', jobName)]),
    ...(format === undefined ? [] : [text(MIME, 'document-format', format)]),
    ...(limit === undefined ? [] : [integer('limit', limit)]),
    ...(whichJobs === undefined ? [] : [text(KEYWORD, 'which-jobs', whichJobs)]),
    ...wanted.map((name, index) => text(KEYWORD, index === 0 ? 'requested-attributes' : '', name)),
    ...(media === undefined ? [] : [Buffer.from([JOB_GROUP]), text(KEYWORD, 'media', media)]),
    Buffer.from([END]),
  ]);
}

function attribute(tag: number, name: string, value: Buffer): Buffer {
  const nameBytes = Buffer.from(name, 'utf8');
  const out = Buffer.alloc(3 + nameBytes.length + 2);
  out.writeUInt8(tag, 0);
  out.writeUInt16BE(nameBytes.length, 1);
  nameBytes.copy(out, 3);
  out.writeUInt16BE(value.length, 3 + nameBytes.length);
  return Buffer.concat([out, value]);
}

/** Reads an answer. undefined: no IPP, or cut off. */
export function decodeIpp(bytes: Buffer): IppAnswer | undefined {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function read(bytes: Buffer): IppAnswer {
  const status = bytes.readUInt16BE(2);
  const groups: { tag: number; attributes: Record<string, IppValue[]> }[] = [];
  let at = 8;
  let name = '';
  for (;;) {
    const tag = bytes.readUInt8(at);
    at += 1;
    if (tag === END) return { status, groups };
    if (tag < 0x10) {
      groups.push({ tag, attributes: {} });
      continue;
    }
    const nameLength = bytes.readUInt16BE(at);
    if (nameLength > 0) name = bytes.toString('utf8', at + 2, at + 2 + nameLength);
    at += 2 + nameLength;
    const length = bytes.readUInt16BE(at);
    if (at + 2 + length > bytes.length) throw new RangeError('cut off');
    const value = bytes.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    const group = groups.at(-1);
    if (group === undefined) continue;
    const values = group.attributes[name] ?? [];
    values.push(valueIn(tag, value));
    group.attributes[name] = values;
  }
}

function valueIn(tag: number, value: Buffer): IppValue {
  if (tag === INTEGER || tag === ENUM) return value.readInt32BE(0);
  if (tag === BOOLEAN) return value.readUInt8(0) === 1;
  return value.toString('utf8');
}
