// Another program at the same desk, say the bank's: takes the card for itself until it is told to let go.
import { loadWinscard } from '../../electron/devices/pcsc/winscard.ts';

const winscard = loadWinscard();
const { context } = await winscard.establish();
const { names } = await winscard.listReaders(context);
const { card } = await winscard.connect(context, names[0] ?? '');
const { code } = await winscard.begin(card);
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', async () => {
  await winscard.end(card);
  await winscard.disconnect(card);
  process.send?.('released');
});
process.send?.(code === 0 ? 'held' : `not held: ${code}`);
