import { readFileSync } from 'node:fs';
import { EXIT } from './answer-case.ts';
import { settleCommand } from './settle-command.ts';

/** The program behind `npm run settle`: one JSON text on standard output and an exit code, whatever happens. */
function answer() {
  try {
    const from = process.env['INIT_CWD'] ?? process.cwd();
    return settleCommand(process.argv.slice(2), { from, readInput: () => readFileSync(0) });
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
    return { exit: EXIT.bug, json: { outcome: 'bug', problems: [{ path: '', reason: 'A mistake of the program: see standard error.' }] } };
  }
}

const { exit, json } = answer();
process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
process.exitCode = exit;
