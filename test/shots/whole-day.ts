import { expect } from '@playwright/test';
import { maskName } from '../../shared/identity/mask-name.ts';
import { playS09, playS10, playS11, playS12 } from '../e2e/day/afternoon.ts';
import { openDay } from '../e2e/day/day-desk.ts';
import { DayPages } from '../e2e/day/day-pages.ts';
import { FIRST_DAY, playEarlierDays } from '../e2e/day/earlier-days.ts';
import { closeWindow, eveningBooks } from '../e2e/day/evening.ts';
import { lineReturns, nameS07, refundS05 } from '../e2e/day/line-returns.ts';
import { openShifts, playS01, playS02, playS03 } from '../e2e/day/morning.ts';
import { centreFalls, hospitalLanFalls, playS04, playS05, playS06, playS06Waits, playS07, playS08 } from '../e2e/day/outage.ts';
import { SignIn } from '../e2e/pages/sign-in.ts';
import { Camera } from './camera.ts';

type Story = (day: DayPages) => Promise<void>;

const MORNING: readonly (readonly [string, Story])[] = [
  ['open-shifts', openShifts],
  ['s01-settled', playS01],
  ['s02-deposit', playS02],
  ['s03-paid', playS03],
];
const OUTAGE: readonly (readonly [string, Story])[] = [
  ['centre-falls', centreFalls],
  ['s04-left-on-credit', playS04],
  ['s05-left-on-deposit', playS05],
  ['lan-falls', hospitalLanFalls],
  ['s06-waits', playS06Waits],
  ['s07-unknown', playS07],
  ['s06-self-paid', playS06],
  ['s08-other-payer', playS08],
];
const AFTERNOON: readonly (readonly [string, Story])[] = [
  ['line-returns', lineReturns],
  ['s07-named', nameS07],
  ['s05-refunded', refundS05],
  ['s09-paid', playS09],
  ['s10-settled-again', playS10],
  ['s11-over-limit', playS11],
];

/** The whole invented day in one window, with a picture after each story, of every page in the outage and in the evening, and as each role sees it. */
export async function shootWholeDay(): Promise<boolean> {
  const desk = await openDay(FIRST_DAY, (settings) => ({
    ...settings,
    injury: { thirdParty: 'lines' },
    invoice: { ...(settings['invoice'] as object), arrears: 'show' },
    centre: { ...(settings['centre'] as object), recall: { approval: 'both' } },
  }));
  const camera = new Camera(desk.program.page);
  try {
    await playEarlierDays(desk);
    const day = new DayPages(desk);
    const play = async (stories: typeof MORNING) => {
      for (const [name, story] of stories)
        await camera.step(name, async () => {
          await story(day);
          await camera.look(`day-${name}`);
        });
    };
    await play(MORNING);
    await camera.step('stay-pages', () => stayPages(day, camera, 'settled', '示例甲'));
    await play(OUTAGE);
    await camera.step('offline', async () => {
      await day.clerk('收费员甲');
      await camera.tour('offline', 'lookTwice');
    });
    await camera.step('stay-pages-offline', () => stayPages(day, camera, 'offline', '示例癸'));
    await camera.step('stay-pages-left', () => stayPages(day, camera, 'left', '示例戊'));
    await play(AFTERNOON);
    await camera.step('stay-pages-recalled', () => stayPages(day, camera, 'recalled', '示例子'));
    await camera.step('close-window', async () => {
      await closeWindow(day);
      await camera.lookTwice('day-sealed');
    });
    await play([['s12-owed', playS12]]);
    await play([['evening', eveningBooks]]);
    for (const [who, prefix] of [
      ['收费员己', 'evening'],
      ['班组长乙', 'supervisor'],
      ['医保办丙', 'officer'],
    ] as const)
      await camera.step(prefix, async () => {
        await day.clerk(who);
        await camera.tour(prefix, prefix === 'evening' ? 'lookTwice' : 'look');
        await stayPages(day, camera, prefix, '示例乙');
      });
    await camera.step('administrator', async () => {
      await day.frame.lock();
      await new SignIn(day.page).signIn('管理员丁', '1357');
      await camera.tour('administrator');
      await day.page.getByRole('button', { name: /^设置/ }).click();
      await camera.lookTwice('administrator-settings');
    });
    return camera.report('whole day');
  } finally {
    await desk.program.end();
  }
}

/** What belongs to one stay: its admission, money, credit, charges, settlement and recall. */
async function stayPages(day: DayPages, camera: Camera, prefix: string, patient: string): Promise<void> {
  const { page, frame } = day;
  await frame.openStays();
  await page
    .getByRole('checkbox', { name: /全部|已出院|含/ })
    .first()
    .check({ timeout: 1_000 })
    .catch(() => undefined);
  await page
    .getByRole('table', { name: '病人名单' })
    .getByRole('button', { name: maskName(patient) })
    .first()
    .click();
  await expect(page.locator('.loading')).toHaveCount(0);
  await camera.lookTwice(`${prefix}-stay`);
  for (const [key, name] of [
    ['F7', 'charges'],
    ['Alt+4', 'discharge-stay'],
    ['F6', 'money'],
    ['Alt+h', 'credit-stay'],
    ['Alt+4', 'back'],
    ['Control+Backspace', 'recall'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.locator('.loading')).toHaveCount(0);
    if (name !== 'back') await camera.look(`${prefix}-${name}`);
  }
}
