import fs from 'node:fs';
import path from 'node:path';
import { idsIn } from './rule-ids.ts';

/** How a rule lives in the program. `fact`: recorded, decides nothing. */
export type HomeKind = 'pack value' | 'choice' | 'gate' | 'strategy' | 'fact';
export interface Home {
  readonly id: string;
  readonly kind: HomeKind;
  /** Path from the top folder, "/" between folders. */
  readonly file: string;
}

const PACKS = 'shared/policy/packs';
const CODE = ['shared/policy', 'shared/rules', 'shared/credit', 'shared/claim', 'shared/model'];

/** Where each rule lives: pack data that cites it in a field `rule`, and code that names it. Notes and read-me files are no home. */
export function findHomes(root: string): readonly Home[] {
  const data = filesIn(root, PACKS, '.json').flatMap((file) => {
    const json: unknown = JSON.parse(fs.readFileSync(path.join(root, file), 'utf8').replace(/^\uFEFF/, ''));
    return citations(json, []).map(({ id, keys }) => ({ id, kind: kindOfData(file, keys), file }));
  });
  const code = CODE.flatMap((folder) => filesIn(root, folder, '.ts')).flatMap((file) =>
    idsIn(fs.readFileSync(path.join(root, file), 'utf8')).map((id) => ({ id, kind: kindOfCode(file), file })),
  );
  return [...new Map([...data, ...code].map((home) => [`${home.id} ${home.kind} ${home.file}`, home])).values()];
}

/** Ids in any field `rule` or `rules`, with the keys that lead there. */
function citations(json: unknown, keys: readonly string[]): readonly { readonly id: string; readonly keys: readonly string[] }[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => {
    if (key === 'rule' || key === 'rules') return idsIn(JSON.stringify(value)).map((id) => ({ id, keys }));
    return citations(value, [...keys, key]);
  });
}

function kindOfData(file: string, keys: readonly string[]): HomeKind {
  const name = path.basename(file);
  if (/fact/.test(file.slice(PACKS.length)) || keys.includes('facts')) return 'fact';
  if (/gate/.test(name) || keys.includes('gates')) return 'gate';
  return keys.includes('choices') ? 'choice' : 'pack value';
}

function kindOfCode(file: string): HomeKind {
  const name = path.basename(file);
  if (/fact/.test(name)) return 'fact';
  if (/door|gate/.test(file)) return 'gate';
  return /choice|choose/.test(name) ? 'choice' : 'strategy';
}

/** Files below a folder with this ending, sorted; what does not exist has none. */
export function filesIn(root: string, folder: string, ending: string): readonly string[] {
  const start = path.join(root, folder);
  if (!fs.existsSync(start)) return [];
  return fs
    .readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
    .sort();
}
