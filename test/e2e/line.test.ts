import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ADMISSION_DAY, playTheLine } from '../demo/tour-steps.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import type {} from '../../renderer/ipc/bridge.ts';
import { DischargeDesk } from './pages/discharge-desk.ts';

// One stay, played once: what its end shows, and what may still be printed of it.
test.describe.configure({ mode: 'serial' });
let desk: DeskProgram;
test.beforeAll(async () => {
  desk = await DeskProgram.prepare(offsetTo(ADMISSION_DAY));
});
test.afterAll(() => desk?.end());

/** The papers' texts, oldest first. */
function papers(): readonly string[] {
  const folder = path.join(desk.folder, 'papers');
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const byAge = files.sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
  return byAge.map((file) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
}

test('S04 全程:断网信用离院,恢复后自动结算,用款恰为官方自付,差额说明到分,单据各得其所', async () => {
  test.setTimeout(180_000);
  desk.watchPolicy();
  const result = await playTheLine(desk, async () => undefined);
  expect(result).toMatchObject({
    estimate: '3,253.00–3,397.50',
    official: '3,253.00',
    draw: '3,253.00',
    release: '347.00',
    owed: '430.50',
    queue: '0',
  });
  expect(result.cause).toContain('起付线 850.00 → 680.00');
  expect(result.cause).toContain('−144.50');

  expect(desk.violations).toEqual([]); // none, and no list of accepted ones
  const discharge = new DischargeDesk(desk.page);
  await expect(discharge.stripSum('余额').last()).toHaveText('−430.50');
  await expect(discharge.amount('统筹基金', '差')).toHaveText('144.50');
  const steps = await discharge.openSteps();
  await expect(steps).toContainText('T2-D01');
  await expect(steps).toContainText('85 %');

  const [notice = '', statement = ''] = papers();
  expect(notice).toContain('离院未结算告知单');
  expect(notice).toContain('预估，非结算凭证，以医保中心结算为准');
  expect(notice).toContain('2023-06-16');
  expect(notice).not.toMatch(/统筹|结算单|发票/); // no fund column before the official settlement
  expect(statement).toContain('医保结算单');
  for (const amount of ['15,430.50', '11,747.00', '680.00', '3,253.00', '347.00', '430.50']) expect(statement).toContain(amount);
  expect(statement).not.toContain('预估');
});

test('结算前要不到结算单;同一次按键只出一份,文件与记下的哈希一致', async () => {
  const print = (encounterId: string, kind: string, key: string) =>
    desk.page.evaluate(
      async (request) =>
        (await window.desk['paper.print'](request)) as {
          ok: boolean;
          value?: { paperId: string; file: string; sha256: string };
          error?: { code: string };
        },
      {
        encounterId,
        kind,
        key,
      },
    );
  const { strips } = await desk.page.evaluate(
    async () =>
      ((await window.desk['encounter.list']({ open: false, search: '' })) as { value: { strips: { encounterId: string }[] } }).value,
  );
  const stay = strips[0]?.encounterId ?? '';
  const key = '0b9d7b9e-4f0e-4f39-9d9b-0d1f6a1c2e3f';
  const [first, again] = [await print(stay, 'explanation', key), await print(stay, 'explanation', key)];
  expect(again.value?.paperId).toBe(first.value?.paperId);
  const bytes = readFileSync(first.value?.file ?? '');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(first.value?.sha256);
  // The tour printed his statement: a copy wants a reason and a second person.
  expect((await print(stay, 'settlement-statement', '2b9d7b9e-4f0e-4f39-9d9b-0d1f6a1c2e3f')).error?.code).toBe('paper.reprint-approval');
  // He has settled: the notice of one who has not may not be printed any more.
  expect((await print(stay, 'unsettled-notice', '1b9d7b9e-4f0e-4f39-9d9b-0d1f6a1c2e3f')).error?.code).toBe('paper.not-allowed');
});
