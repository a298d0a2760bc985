// One hash over the content of files and folders: says whether they changed, whatever the clock of the file system says.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** SHA-256 over names and contents below `folder`, in a fixed order; what does not exist counts as empty. */
export function sourceHash(folder, places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesBelow(folder, place)) {
      // Length before content: otherwise the border between two files could move unnoticed.
      const content = fs.readFileSync(path.join(folder, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

function filesBelow(folder, place) {
  const found = fs.statSync(path.join(folder, place), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [place];
  const names = fs.readdirSync(path.join(folder, place)).sort();
  return names.flatMap((name) => filesBelow(folder, path.posix.join(place, name)));
}
