import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startCard } from '../card/card.ts';
import { writeAdmissionOrder } from '../his/writer.ts';
import { demoSettings, makeDeskFolder, putCard, saveSettings } from '../support/desk-folder.ts';
import { type Standins, startStandins } from '../support/standin-processes.ts';
import { offsetTo } from '../support/story-clock.ts';

// `npm start` with a display: the stand-ins as child processes, and the desk on a demo data folder with invented patients.
const folder = path.resolve('demo-data');
const electron = createRequire(import.meta.url)('electron') as unknown as string;

/** The invented day goes on where it stood when the demo was first started: ages and deadlines stay those of the story. */
function clockOffset(): number {
  const file = path.join(folder, 'settings.json');
  if (!existsSync(file)) return offsetTo('2023-06-13 08:30');
  const { training } = JSON.parse(readFileSync(file, 'utf8')) as { training?: { clockOffsetMs: number } };
  return training?.clockOffsetMs ?? offsetTo('2023-06-13 08:30');
}

function fillDemo(settings: Record<string, unknown>): void {
  if (existsSync(path.join(folder, 'settings.json'))) {
    saveSettings(folder, settings);
    return;
  }
  makeDeskFolder(folder, settings);
  const his = path.join(folder, 'his');
  for (const story of ['S01', 'S02', 'S04', 'S05']) writeAdmissionOrder(his, story);
  putCard(folder, '示例戊');
}

function explain(standins: Standins): void {
  const control = 'node build/run.mjs node test/demo/line.ts';
  console.log(`
惠民前台 演示 · demo
  签到 sign in        收费员甲 PIN 1234, 班组长乙 PIN 5678
  读卡器 card reader  put one of test/his/cards/*.card.json into ${path.join(folder, 'reader')}
  院内系统 hospital   node build/run.mjs node test/his/main.ts --folder ${path.join(folder, 'his')} S04 charges   (then: notice)
  断网 cut the line   ${control} ${standins.centre.controlUrl} down   (then: up)
`);
}

async function main(): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const clockOffsetMs = clockOffset();
  const standins = await startStandins({ clockOffsetMs, folder });
  const card = await startCard({ clockOffsetMs });
  const { centre, bank, wallet, einvoice } = standins;
  const addresses = { centre: centre.url, bank: bank.url, wallet: wallet.url, card: card.url, invoice: einvoice.url };
  fillDemo(withDownloads(demoSettings(addresses, clockOffsetMs)));
  explain(standins);
  try {
    return await runDesk();
  } finally {
    await card.close();
    await standins.stop();
  }
}

/** The platform's lists come half a minute after the start, as they would at night: catalogue, limit prices, dictionaries. */
function withDownloads(settings: Record<string, unknown>): Record<string, unknown> {
  const download = { catalogue: true, limitPrices: true, dictionaries: ['insutype', 'med_type', 'clr_type'] };
  return { ...settings, centre: { ...(settings['centre'] as object), download } };
}

function runDesk(): Promise<number> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ELECTRON_RUN_AS_NODE: _node, ...env } = process.env;
  const child = spawn(electron, ['.', ...sandbox, `--data-dir=${folder}`], { stdio: 'inherit', env });
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

process.exit(await main());
