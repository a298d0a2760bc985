import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import { openDatabase } from '../../../electron/core/db/database.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { migrations } from '../../../electron/core/db/migrations/index.ts';
import { readCardImage } from '../../../electron/devices/image-reader.ts';
import { maskName } from '../../../shared/identity/mask-name.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import { SignIn } from '../../e2e/pages/sign-in.ts';
import { cardImage } from '../../his/cards.ts';
import { DeskProgram } from '../../support/desk-program.ts';
import { offsetTo } from '../../support/story-clock.ts';
import { person, seedPersons, spread } from './seed.ts';

/** The real window with so many persons and the centre away: from the key that reads a card to the whole page of its holder. */
export async function measureWindow(persons: number, cards: number) {
  const desk = await DeskProgram.prepare(offsetTo('2023-06-05 09:45'));
  const db = openDatabase(path.join(desk.folder, 'desk.sqlite'));
  migrate(db, migrations);
  seedPersons(db, persons, cards, '2023-06-05T01:00:00.000Z' as Instant);
  db.close();
  await desk.standins.centre.control('POST', 'line', { up: false });
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  await page.keyboard.press('Alt+1');
  await page.getByRole('table', { name: '待登记的住院证' }).waitFor();
  // Names that the compiler gives to functions inside what is evaluated.
  await page.evaluate('globalThis.__name = (one) => one');
  const reader: number[] = [];
  const whole: number[] = [];
  const search: number[] = [];
  for (let n = 0; n < cards; n += 1) {
    const holder = person(n);
    const slot = path.join(desk.folder, 'reader');
    for (const name of readdirSync(slot)) rmSync(path.join(slot, name));
    writeFileSync(path.join(slot, 'card.card.json'), JSON.stringify(cardImage(holder)));
    const started = performance.now();
    readCardImage(slot);
    reader.push(performance.now() - started);
    whole.push(await untilShown(page, 'F2', '身份与联系人', holder.name));
    await page.keyboard.press('Escape');
    await page.getByRole('table', { name: '待登记的住院证' }).waitFor({ timeout: 10_000 });
  }
  await page.keyboard.press('F3');
  const field = page.getByRole('textbox').first();
  await field.waitFor();
  for (let n = 0; n < cards; n += 1) {
    const { name } = person(n * 41);
    await field.fill('');
    search.push(await untilListed(page, name));
  }
  await desk.end();
  return { reader: spread(reader), whole: spread(whole), search: spread(search) };
}

/** Ms from the key to the frame that shows a region with these words, by the page's own clock. */
async function untilShown(page: Page, key: string, region: string, words: string): Promise<number> {
  // The ear is there before the key is pressed, however busy the computer is.
  await page.evaluate(
    ({ key: wanted, region: name, words: text }) => {
      const page = globalThis as unknown as { shown: Promise<number> };
      page.shown = new Promise<number>((resolve) => {
        let pressed = 0;
        addEventListener(
          'keydown',
          (event) => {
            if (event.key === wanted) pressed = event.timeStamp;
          },
          { capture: true, once: true },
        );
        const look = () => {
          const there = [...document.querySelectorAll('section')].some(({ textContent: all }) => all?.includes(name) && all.includes(text));
          if (there && pressed > 0) resolve(performance.now() - pressed);
          else requestAnimationFrame(look);
        };
        look();
      });
    },
    { key, region, words },
  );
  await page.keyboard.press(key);
  return page.evaluate(() => (globalThis as unknown as { shown: Promise<number> }).shown);
}

/** Ms from a name in the field to the frame that lists a stay of it. */
function untilListed(page: Page, name: string): Promise<number> {
  return page.evaluate(
    ({ text, masked }) =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error(masked)), 10_000);
        const field = document.querySelector('input[type="text"]') as HTMLInputElement;
        const typed = performance.now();
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        const look = () => {
          const rows = [...document.querySelectorAll('tbody tr')];
          if (rows.length > 0 && rows.every((row) => row.textContent?.includes(masked))) resolve(performance.now() - typed);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    { text: name, masked: maskName(name) },
  );
}
