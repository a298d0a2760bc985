/**
 * npm run packs:check [-- DIR …]: is each pack sound? Without a folder those of the program, which must also match their manifest.
 * One line per finding: file, field, reason. Exit 1 on errors; warnings alone do not fail.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readShelf } from '../electron/core/cli/shelf.ts';
import { systemClock } from '../electron/core/clock.ts';
import type { PackProblem } from '../shared/policy/pack.ts';
import { isTrusted, readManifest } from '../shared/policy/pack-trust.ts';
import { checkFolder } from './packs-check/check-folder.ts';

const root = path.join(import.meta.dirname, '..');
const delivered = path.join(root, 'shared/policy/packs');
const from = process.env['INIT_CWD'] ?? process.cwd();
const given = process.argv.slice(2).map((folder) => path.resolve(from, folder));
const today = systemClock().today();

const own = readShelf(delivered, [], today);
const packs = own.ok ? own.shelf.packs : [];
const checked = (given.length > 0 ? given : [delivered]).flatMap((folder) => {
  try {
    const found = checkFolder(folder, today, packs);
    if (found.length > 0) return found;
  } catch (error) {
    return [nothing(folder, (error as Error).message)];
  }
  return [nothing(folder, 'no pack.json here nor in the folders below')];
});

function nothing(folder: string, reason: string) {
  return { folder, pack: null, cases: 0, warnings: [], errors: [{ file: folder, path: '', reason }] };
}

const manifest = readManifest(readFileSync(path.join(delivered, 'manifest.json'), 'utf8'));
const changed = checked.flatMap(({ folder, pack }): PackProblem[] =>
  given.length === 0 && pack !== null && !isTrusted(pack, manifest)
    ? [{ file: folder, path: '', reason: 'does not match manifest.json: node build/run.mjs node build/packs-manifest.ts' }]
    : [],
);

const errors = [...checked.flatMap((one) => one.errors), ...changed];
const warnings = checked.flatMap((one) => one.warnings);
const show = (kind: string, { file, path: field, reason }: PackProblem) =>
  `${kind}  ${path.relative(from, file).startsWith('..') ? file : path.relative(from, file)}${field === '' ? '' : `  ${field}`}: ${reason}`;
const sum = (count: (one: (typeof checked)[number]) => number) => checked.reduce((total, one) => total + count(one), 0);

const lines = [
  ...errors.map((one) => show('error  ', one)),
  ...warnings.map((one) => show('warning', one)),
  ...checked.map(({ folder, pack, errors: found, cases }) => {
    const name = pack === null ? path.basename(folder) : `${pack.region.code} ${pack.region.name} ${pack.stamp.version}`;
    const size =
      pack === null ? '' : `, ${pack.parameters.size} parameters, ${pack.benefits.length} benefits, ${pack.gaps.size} gaps declared`;
    return `${found.length === 0 ? 'ok     ' : 'FAILED '}  ${name}${size}, ${cases} worked cases`;
  }),
  `packs: ${checked.length} checked, ${sum(({ errors: found }) => (found.length > 0 ? 1 : 0))} invalid; ${errors.length} errors, ${warnings.length} warnings; covered to ${Number(today.slice(0, 4)) + 1}-12-31`,
];
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = errors.length === 0 ? 0 : 1;
