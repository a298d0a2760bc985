import { parseArgs } from 'node:util';
import { joinNegative, runAsChild } from '../standin/child-program.ts';
import { startBank } from './bank.ts';
import type { BehaviourChange } from './behaviour.ts';

const { values } = parseArgs({
  args: joinNegative(process.argv.slice(2)),
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    data: { type: 'string' },
    client: { type: 'string' },
    secret: { type: 'string' },
    behaviour: { type: 'string', default: '{}' },
    'clock-offset-ms': { type: 'string', default: '0' },
    detached: { type: 'boolean', default: false },
  },
});

await runAsChild(() =>
  startBank({
    port: Number(values.port),
    controlPort: Number(values['control-port']),
    clockOffsetMs: Number(values['clock-offset-ms']),
    behaviour: JSON.parse(values.behaviour) as BehaviourChange,
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.client === undefined ? {} : { client: values.client }),
    ...(values.secret === undefined ? {} : { secret: values.secret }),
  }),
);
