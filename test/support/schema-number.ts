import Sqlite from 'better-sqlite3';

// Writes another schema number into a desk's database, as a newer program would have: schema-number.ts FILE NUMBER. Without a number: prints it.
const [file = '', number] = process.argv.slice(2);
const db = new Sqlite(file);
if (number !== undefined) db.pragma(`user_version = ${Number(number)}`);
console.log(db.pragma('user_version', { simple: true }));
db.close();
