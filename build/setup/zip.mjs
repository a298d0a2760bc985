// Takes chosen files out of a zip archive, with their permissions.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from './context.mjs';

/** Writes every file for which `place(name)` gives a path to that path. */
export async function extract(zip, place) {
  const archive = await open(zip);
  await new Promise((resolve, reject) => {
    archive.on('error', reject);
    archive.on('end', resolve);
    archive.on('entry', (entry) => {
      const target = entry.fileName.endsWith('/') ? null : place(entry.fileName);
      const written = target ? write(archive, entry, target) : Promise.resolve();
      written.then(() => archive.readEntry(), reject);
    });
    archive.readEntry();
  });
}

function open(zip) {
  // yauzl is the reader inside extract-zip, which itself can only unpack everything.
  const load = createRequire(createRequire(path.join(root, 'package.json')).resolve('extract-zip'));
  return new Promise((resolve, reject) => {
    load('yauzl').open(zip, { lazyEntries: true }, (error, archive) => (error ? reject(error) : resolve(archive)));
  });
}

async function write(archive, entry, target) {
  const content = await new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
  // The upper half of the attributes is the Unix mode, when the archive was made on Unix.
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  await pipeline(content, fs.createWriteStream(target, { mode: mode || 0o644 }));
}
