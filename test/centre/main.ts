import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { joinNegative, runAsChild } from '../standin/child-program.ts';
import type { BehaviourChange } from './behaviour.ts';
import { startCentre } from './centre.ts';

const { values } = parseArgs({
  args: joinNegative(process.argv.slice(2)),
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    data: { type: 'string' },
    postgres: { type: 'string' },
    schema: { type: 'string', default: 'centre' },
    token: { type: 'string' },
    paasid: { type: 'string' },
    behaviour: { type: 'string' },
    'behaviour-file': { type: 'string' },
    'clock-offset-ms': { type: 'string', default: '0' },
    detached: { type: 'boolean', default: false },
  },
});

const behaviourText = values.behaviour ?? (values['behaviour-file'] === undefined ? '{}' : readFileSync(values['behaviour-file'], 'utf8'));

await runAsChild(() =>
  startCentre({
    port: Number(values.port),
    controlPort: Number(values['control-port']),
    clockOffsetMs: Number(values['clock-offset-ms']),
    behaviour: JSON.parse(behaviourText) as BehaviourChange,
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.postgres === undefined ? {} : { postgres: { address: values.postgres, schema: values.schema } }),
    ...(values.token === undefined ? {} : { token: values.token }),
    ...(values.paasid === undefined ? {} : { paasid: values.paasid }),
  }),
);
