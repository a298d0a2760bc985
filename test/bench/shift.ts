import { measureShift } from './shift/close.ts';

// npm run bench:shift: a till closed over so many receipts; target 2 s at 2,000.
const SIZES = [500, 1_000, 2_000, 4_000];

const rows: object[] = [];
for (const receipts of SIZES) rows.push(await measureShift(receipts));
console.table(rows);
console.log(JSON.stringify({ bench: 'shift', rows }));
process.exit(0);
