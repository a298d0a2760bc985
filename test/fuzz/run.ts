import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

/** npm run fuzz -- --cases N --seed S: last line JSON, and 1 when anything was guessed or crashed. */
const { values } = parseArgs({ options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } } });
const { outcomes, example, ...counts } = await fuzz({ cases: Number(values.cases), seed: Number(values.seed) });
for (const [outcome, count] of Object.entries(outcomes).sort()) console.log(`${String(count).padStart(8)}  ${outcome}`);
if (example !== '') console.log(example);
console.log(JSON.stringify(counts));
process.exitCode = counts.crashes + counts.guesses === 0 ? 0 : 1;
