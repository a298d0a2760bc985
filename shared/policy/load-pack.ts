import type { z } from 'zod';
import { Money } from '../money/money.ts';
import { Rate } from '../money/rate.ts';
import { packProblems } from './check-pack.ts';
import { factsFileSchema, gatesFileSchema } from './gate-schema.ts';
import type { AnyParameter, Benefit, CatalogueItem, CreditProduct, Hospital, LevelRule, Pack, PackProblem } from './pack.ts';
import { benefitFileSchema } from './benefit-schema.ts';
import { catalogueFileSchema, creditFileSchema, hospitalsFileSchema, packFileSchema } from './pack-schema.ts';
import { parameterFileSchema } from './parameter-schema.ts';
import { readFile } from './read-file.ts';
import { frameProblems, readParameter, rowProblems } from './read-parameter.ts';

/** Texts of files by path relative to the folder that holds the packs: "210200/parameters/credit.limit-most.json". */
export type PackFiles = ReadonlyMap<string, string>;
/** SHA-256 of UTF-8 text in lower hex; passed in, since shared code has no crypto. */
export type HashOf = (text: string) => string;

/** A sound pack, or everything that is wrong with it. */
export type LoadedPack = { readonly ok: true; readonly pack: Pack } | { readonly ok: false; readonly problems: readonly PackProblem[] };

/** Packs that are sound, by region code, and what is wrong with the others. */
export interface PackShelf {
  readonly packs: readonly Pack[];
  readonly problems: readonly PackProblem[];
}

/** Every folder with a pack.json. One bad pack does not hide the others. Never throws. */
export function loadPacks(files: PackFiles, hashOf: HashOf): PackShelf {
  const regions = [...files.keys()].flatMap((path) => (path.endsWith('/pack.json') ? [path.slice(0, -'/pack.json'.length)] : [])).sort();
  const loaded = regions.map((region) => loadPack(region, files, hashOf));
  return {
    packs: loaded.flatMap((one) => (one.ok ? [one.pack] : [])),
    problems: loaded.flatMap((one) => (one.ok ? [] : one.problems)),
  };
}

/**
 * Reads one pack: schema of every file; when all are sound, what files say of each other. Never throws: a bad pack is a list of problems.
 * Whether its numbers cover every day and every case is `sweepPack`; whether it may be trusted is `isTrusted`.
 */
export function loadPack(region: string, files: PackFiles, hashOf: HashOf): LoadedPack {
  const own = new Map([...files].filter(([path]) => path.startsWith(`${region}/`)).sort(([a], [b]) => (a < b ? -1 : 1)));
  const folder = new Folder(region, own);
  const file = folder.read('pack.json', packFileSchema);
  const parameters = readParameters(folder);
  const benefits = folder.readAll('benefits', benefitFileSchema).map(([name, written]): Benefit => readBenefit(name, written));
  const catalogues = folder.readAll('catalogue', catalogueFileSchema);
  const listed = folder.readIfThere('hospitals.json', hospitalsFileSchema);
  const hospitals: readonly Hospital[] = listed?.hospitals ?? [];
  const levelRules: readonly LevelRule[] = listed?.levelRules ?? [];
  const credit: readonly CreditProduct[] = folder.readIfThere('credit.json', creditFileSchema)?.products ?? [];
  const gates = folder.readIfThere('gates.json', gatesFileSchema);
  const facts = folder.readIfThere('facts.json', factsFileSchema)?.facts ?? [];
  const catalogue = readCatalogue(folder, catalogues);
  folder.refuseOthers();
  if (file === undefined || folder.problems.length > 0) return { ok: false, problems: folder.problems };

  const gaps = new Map(file.gaps.map(({ parameter, atLeast }) => [parameter, atLeast === null ? null : Money.parse(atLeast)]));
  const stamp = { id: file.id, version: file.version, hash: contentHash(own, hashOf) };
  const { from, places, choices } = file;
  const pack: Pack = {
    stamp,
    region: file.region,
    from,
    places,
    choices,
    parameters,
    gaps,
    benefits,
    catalogue,
    hospitals,
    levelRules,
    credit,
    gates: gates?.gates ?? [],
    documents: gates?.documents ?? null,
    facts,
  };
  const found = catalogues.map(([name]) => name);
  const problems = packProblems(region, pack, file.catalogues, found);
  return problems.length === 0 ? { ok: true, pack } : { ok: false, problems };
}

function readBenefit(name: string, written: z.output<typeof benefitFileSchema>): Benefit {
  const { care, diseases = null } = written;
  return { ...written, name, care: typeof care === 'string' ? [care] : care, diseases };
}

/** The files of one pack, and what was wrong with them so far. */
class Folder {
  readonly problems: PackProblem[] = [];
  readonly region: string;
  private readonly files: PackFiles;
  private readonly seen = new Set<string>();

  constructor(region: string, files: PackFiles) {
    this.region = region;
    this.files = files;
  }

  read<S extends z.ZodType>(name: string, schema: S): z.output<S> | undefined {
    const path = `${this.region}/${name}`;
    this.seen.add(path);
    const read = readFile(path, this.files.get(path), schema);
    if (read.ok) return read.value;
    this.problems.push(...read.problems);
    return undefined;
  }

  readIfThere<S extends z.ZodType>(name: string, schema: S): z.output<S> | undefined {
    return this.files.has(`${this.region}/${name}`) ? this.read(name, schema) : undefined;
  }

  /** The JSON files right under a sub-folder, by name without ".json". */
  readAll<S extends z.ZodType>(folder: string, schema: S): readonly (readonly [string, z.output<S>])[] {
    const start = `${this.region}/${folder}/`;
    const names = [...this.files.keys()].flatMap((path) =>
      path.startsWith(start) && path.endsWith('.json') ? [path.slice(start.length, -'.json'.length)] : [],
    );
    return names.flatMap((name) => {
      const value = this.read(`${folder}/${name}.json`, schema);
      return value === undefined ? [] : [[name, value] as const];
    });
  }

  /** A file that nobody reads is a mistake in its name or its place. Notes (.md) are welcome. */
  refuseOthers(): void {
    for (const file of this.files.keys()) {
      if (!this.seen.has(file) && !file.endsWith('.md')) this.problems.push({ file, path: '', reason: 'not a file of a pack' });
    }
  }
}

function readParameters(folder: Folder): ReadonlyMap<string, AnyParameter> {
  const written = folder.readAll('parameters', parameterFileSchema);
  return new Map(
    written.map(([name, file]) => {
      const parameter = readParameter(name, file);
      const path = `${folder.region}/parameters/${name}.json`;
      folder.problems.push(...rowProblems(path, file, parameter), ...frameProblems(path, file));
      return [name, parameter];
    }),
  );
}

/** Catalogues as one list by code; an item in two of them is a problem. */
function readCatalogue(
  folder: Folder,
  files: readonly (readonly [string, z.output<typeof catalogueFileSchema>])[],
): ReadonlyMap<string, CatalogueItem> {
  const items = new Map<string, CatalogueItem>();
  for (const [name, { reference, items: written }] of files) {
    written.forEach(({ code, values }, index) => {
      const file = `${folder.region}/catalogue/${name}.json`;
      if (items.has(code)) folder.problems.push({ file, path: `items.${index}.code`, reason: `item ${code} is listed twice` });
      items.set(code, { values: values.map((value) => ({ ...value, firstShare: Rate.parse(value.firstShare), reference })) });
    });
  }
  return items;
}

/** Hash of all files of a pack with their paths; line ends do not count, so that a check-out on another system is the same pack. */
function contentHash(own: PackFiles, hashOf: HashOf): string {
  return hashOf([...own].map(([path, text]) => `${path}\n${hashOf(text.replaceAll('\r\n', '\n'))}\n`).join(''));
}
