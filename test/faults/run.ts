import { main } from './campaign.ts';

process.exitCode = await main(process.argv.slice(2));
