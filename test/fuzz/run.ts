import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { fuzzFiles, fuzzReadings } from './readings.ts';

/** npm run fuzz -- --cases N --seed S: last line JSON, and 1 when anything was guessed or crashed. */
const { values } = parseArgs({ options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } } });
const [cases, seed] = [Number(values.cases), Number(values.seed)];
const { outcomes, example: first, ...acts } = await fuzz({ cases, seed });
const readings = fuzzReadings(cases, seed);
const example = first || readings.example || fuzzFiles(Math.ceil(cases / 20), seed);
const counts = {
  ...acts,
  cases: acts.cases + cases,
  crashes: acts.crashes,
  guesses: acts.guesses + (first === '' && example !== '' ? 1 : 0),
};
for (const [reader, count] of Object.entries(readings.readable).sort()) console.log(`${String(count).padStart(8)}  read: ${reader}`);
for (const [outcome, count] of Object.entries(outcomes).sort()) console.log(`${String(count).padStart(8)}  ${outcome}`);
if (example !== '') console.log(example);
console.log(JSON.stringify(counts));
process.exitCode = counts.crashes + counts.guesses === 0 ? 0 : 1;
