import { parseArgs } from 'node:util';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from './writer.ts';

const USAGE = 'usage: node build/run.mjs node test/his/main.ts --folder DIR STORY order|charges|notice|all [--part N]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string' }, part: { type: 'string' } },
});

const [story = '', what = 'all'] = positionals;
const { folder } = values;

if (folder === undefined || story === '') {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const part = values.part === undefined ? {} : { part: Number(values.part) };
  const writers = {
    order: () => [writeAdmissionOrder(folder, story)],
    charges: () => [writeCharges(folder, story, part)],
    notice: () => [writeDischargeNotice(folder, story)],
    all: () => [writeAdmissionOrder(folder, story), writeCharges(folder, story), writeDischargeNotice(folder, story)],
  };
  const write = writers[what as keyof typeof writers];
  if (write === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
  } else {
    for (const file of write()) console.log(file);
  }
}
