import { startCore } from '../../../electron/core/core.ts';
import { deskContract } from '../../../shared/contract/desk-contract.ts';
import { demoSettings, makeDeskFolder } from '../../support/desk-folder.ts';

// Starts a core on a data folder, asks it one thing and prints how long that took: start-up.ts FOLDER. The lines lead nowhere.
const [folder = ''] = process.argv.slice(2);
makeDeskFolder(folder, demoSettings({ centre: 'http://127.0.0.1:9', bank: 'http://127.0.0.1:9' }, 0));
const start = performance.now();
const core = startCore({
  dataDir: folder,
  packFolder: 'shared/policy/packs',
  runId: 'bench',
  log: { event: () => undefined, failure: () => undefined },
  wantDevices: () => undefined,
  makePaper: () => undefined,
  paperReady: () => undefined,
  onChange: () => undefined,
  diskFailed: () => process.exit(1),
});
const reply = await core.desk.get(deskContract.status.name)?.({}, 'start');
if (reply?.ok !== true) throw new Error(JSON.stringify(reply));
console.log(`ready ${performance.now() - start}`);
process.exit(0);
