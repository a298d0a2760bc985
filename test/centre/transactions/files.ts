import { chinaTime } from '../../standin/clock.ts';
import { fields, rowOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/database.ts';
import type { Call, Handler } from './call.ts';

const UPLOAD = fields('filename:C200! fixmedins_code:C12!');
const DOWNLOAD = fields('file_qury_no:C30! filename:C200! fixmedins_code:C12!');
const LIFE_MS = 7 * 24 * 3_600_000;

/** 9101: the bytes come as a JSON array. The answer has no node of its own. */
export const uploadFile: Handler = async (call) => {
  const row = rowOf(call.input, 'fsUploadIn', UPLOAD);
  const { fsUploadIn } = call.input as { fsUploadIn: { in?: unknown } };
  const content = readBytes(fsUploadIn.in);
  const filename = row['filename'] ?? '';
  const number = await saveFile(call.store, filename, content);
  const output = { file_qury_no: number, filename, fixmedins_code: row['fixmedins_code'], dld_endtime: chinaTime(call.now + LIFE_MS) };
  return { output, effect: { kind: 'file', id: number } };
};

function readBytes(value: unknown): Buffer {
  if (!Array.isArray(value) || value.length === 0) throw new Refusal('输入参数[fsUploadIn.in]不能为空');
  // Java's signed bytes and unsigned ones are both seen.
  if (!value.every((byte) => Number.isInteger(byte) && byte >= -128 && byte <= 255)) throw new Refusal('上传文件内容不正确');
  return Buffer.from(value as number[]);
}

/** 9102: the body is the file itself. */
export const downloadFile: Handler = async (call) => {
  const row = rowOf(call.input, 'fsDownloadIn', DOWNLOAD);
  return { output: null, file: await fileByNumber(call, row['file_qury_no'] ?? '') };
};

/** Keeps a file under a new query number. */
export async function saveFile(store: Store, filename: string, content: Buffer): Promise<string> {
  const number = `FS${String(await store.next('file')).padStart(14, '0')}`;
  await store.insert('file', { file_qury_no: number, filename, content });
  return number;
}

export async function fileByNumber(call: Call, number: string): Promise<Buffer> {
  const found = await call.store.get<{ content: Buffer }>('SELECT content FROM file WHERE file_qury_no = ?', number);
  if (found === undefined) throw new Refusal(`文件查询号[${number}]不存在`);
  return found.content;
}
