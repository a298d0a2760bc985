import { parseArgs } from 'node:util';
import { joinNegative, runAsChild } from '../standin/child-program.ts';
import { startCard } from './card.ts';

const { values } = parseArgs({
  args: joinNegative(process.argv.slice(2)),
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    /** Ignored: this acquirer keeps its books in memory. */
    data: { type: 'string' },
    'clock-offset-ms': { type: 'string', default: '0' },
    detached: { type: 'boolean', default: false },
  },
});

await runAsChild(() =>
  startCard({ port: Number(values.port), controlPort: Number(values['control-port']), clockOffsetMs: Number(values['clock-offset-ms']) }),
);
