import { measureCore } from './desk/core.ts';
import { measureWindow } from './desk/window.ts';

// npm run bench:desk: the admission desk among many persons. Targets at 1e5: card → whole page p95 100 ms, search p95 50 ms, commit p95 50 ms;
// memory over 10,000 admissions grows at most 10 %. `bench:desk -- PERSONS ADMISSIONS CARDS` measures another size.
const [persons = 100_000, admissions = 10_000, cards = 40] = process.argv.slice(2).map(Number);

const window = await measureWindow(persons, cards);
const core = await measureCore(persons, admissions);
const results = [
  { what: 'reader alone, ms', persons, ...window.reader },
  { what: 'card event to complete page (reader within), ms', persons, target: 100, ...window.whole },
  { what: 'search as one types, letter to list, ms', persons, target: 50, ...window.search },
  { what: 'search in the core, ms', persons, target: 50, ...core.search },
  { what: 'opening an order in the core, ms', persons, ...core.open },
  { what: 'admission commit, ms', persons, admissions, target: 50, ...core.commit },
];
console.table(results);
console.log(`memory after a tenth ${core.rssMb[0]} MB, at the end ${core.rssMb[1]} MB`);
console.log(
  JSON.stringify({ bench: 'desk', results: [...results, { what: 'memory growth, %', admissions, target: 10, value: core.growth }] }),
);
process.exit(0);
