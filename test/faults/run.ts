import { main } from './campaign.ts';

const code = await main(process.argv.slice(2));
// Not by itself: with connections that were left half open the runtime may turn round at its end for ever.
process.stdout.write('', () => process.exit(code));
