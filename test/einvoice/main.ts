import { parseArgs } from 'node:util';
import { joinNegative, runAsChild } from '../standin/child-program.ts';
import { startInvoicePlatform } from './einvoice.ts';

const { values } = parseArgs({
  args: joinNegative(process.argv.slice(2)),
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    /** Ignored: this platform keeps its books in memory. */
    data: { type: 'string' },
    'clock-offset-ms': { type: 'string', default: '0' },
    detached: { type: 'boolean', default: false },
  },
});

await runAsChild(() =>
  startInvoicePlatform({
    port: Number(values.port),
    controlPort: Number(values['control-port']),
    clockOffsetMs: Number(values['clock-offset-ms']),
  }),
);
