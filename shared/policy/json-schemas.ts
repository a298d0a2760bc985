import { z } from 'zod';
import { factsFileSchema, gatesFileSchema } from './gate-schema.ts';
import { benefitFileSchema } from './benefit-schema.ts';
import { catalogueFileSchema, creditFileSchema, hospitalsFileSchema, packFileSchema } from './pack-schema.ts';
import { parameterFileSchema } from './parameter-schema.ts';

const FILES = {
  benefit: benefitFileSchema,
  catalogue: catalogueFileSchema,
  credit: creditFileSchema,
  facts: factsFileSchema,
  gates: gatesFileSchema,
  hospitals: hospitalsFileSchema,
  pack: packFileSchema,
  parameter: parameterFileSchema,
} as const;

/**
 * JSON Schema of every kind of pack file, as text by file name under shared/policy/schemas/, for the editors of pack authors.
 * Generated, never edited. What JSON Schema cannot say (order, overlaps, names between files) only `loadPack` checks.
 */
export function packJsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILES).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', reused: 'ref' }), null, 2)}\n`,
    ]),
  );
}
