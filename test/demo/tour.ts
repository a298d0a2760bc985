import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { ADMISSION_DAY, playTheLine, type TourResult } from './tour-steps.ts';

// The guided tour: the whole line by itself, in the real window, with pictures of every step. Exit code 0 when all of it came out right.
const folder = path.resolve('test-results/tour');
const pictures = path.join(folder, 'screenshots');

function expected(result: TourResult): readonly string[] {
  const wanted: readonly (readonly [keyof TourResult, string])[] = [
    ['estimate', '3,253.00–3,397.50'],
    ['official', '3,253.00'],
    ['draw', '3,253.00'],
    ['release', '347.00'],
    ['owed', '430.50'],
    ['queue', '0'],
  ];
  return wanted
    .filter(([name, text]) => !result[name].includes(text))
    .map(([name, text]) => `${name}: expected ${text}, found ${result[name]}`);
}

async function main(): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  console.log('Guided tour: the line from card to books, with stand-ins for centre, bank and hospital system.');
  const desk = await DeskProgram.prepare(offsetTo(ADMISSION_DAY), { folder: path.join(folder, 'data') });
  let step = 0;
  try {
    const result = await playTheLine(desk, async (page, name) => {
      step += 1;
      await page.screenshot({ path: path.join(pictures, `${String(step).padStart(2, '0')}-${name}.png`) });
    });
    report(desk, result);
    const wrong = expected(result);
    for (const line of wrong) console.log(`WRONG  ${line}`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await desk.end();
  }
}

function report(desk: DeskProgram, result: TourResult): void {
  const papers = path.join(desk.folder, 'papers');
  console.log(`
病人        ${result.who}
离院时预估  自付 ${result.estimate}
中心结算    自付 ${result.official}
差          ${result.difference}   ${result.cause}
信用用款    ${result.draw}   释放 ${result.release}   病人另付(自费) ${result.owed}
待发        ${result.queue} 条

截图 screenshots
${readdirSync(pictures)
  .map((name) => `  ${path.join(pictures, name)}`)
  .join('\n')}
单据 papers
${readdirSync(papers)
  .filter((name) => name.endsWith('.pdf'))
  .map((name) => `  ${path.join(papers, name)}`)
  .join('\n')}`);
}

process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }),
);
