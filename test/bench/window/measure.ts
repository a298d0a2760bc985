import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import { chargeContract } from '../../../shared/contract/charge-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import { settlementContract } from '../../../shared/contract/settlement-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../shared/identity/ids.ts';
import type { PaperKind } from '../../../shared/model/stay.ts';
import type { Desk } from '../../support/core-desk.ts';
import { eventually } from '../../support/eventually.ts';
import { finished, settle } from '../../support/line-steps.ts';
import { scrolled, untilThere } from './eye.ts';

const TIMES = 7;
/** A person who holds PageDown turns a long list through in about so many frames. */
const FRAMES = 240;

/** The middle of several. */
async function usual(run: () => Promise<number>, times = TIMES): Promise<number> {
  const values: number[] = [];
  for (let n = 0; n < times; n += 1) values.push(await run());
  return Math.round(values.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0);
}

async function lasting(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** What a stay of this many lines costs at the window, ms. */
export async function measureStay(page: Page, desk: Desk, stay: EncounterId, lines: number) {
  const key = () => randomUUID() as IdempotencyKey;
  await page.keyboard.press('Alt+2');
  await page.getByRole('table', { name: '病人名单' }).waitFor();
  const title = { selector: 'h1', words: '出院结算' };
  await page.keyboard.press('Alt+4');
  await page.getByRole('table', { name: '待结算的病人' }).waitFor();
  const open = async () => {
    await page.keyboard.press('Escape');
    const figures = { selector: 'table[aria-label="费用与分段"] td[data-best="true"]' };
    return untilThere(page, 'F2', figures);
  };
  void title;
  const openFirstMs = Math.round(await open());
  const openMs = await usual(async () => {
    await page.keyboard.press('Alt+2');
    await page.getByRole('table', { name: '病人名单' }).waitFor();
    await page.keyboard.press('Alt+4');
    await page.getByRole('table', { name: '待结算的病人' }).waitFor();
    return open();
  });
  const listMs = await usual(async () => {
    const shown = await untilThere(page, 'F7', { selector: 'table.charge-lines tr[data-line]' });
    await page.keyboard.press('Escape');
    await page.getByRole('table', { name: '费用与分段' }).waitFor();
    return shown;
  });
  await page.keyboard.press('F7');
  await page.locator('tr[data-line]').first().waitFor();
  const scroll = await scrolled(page, '.grow-rows', FRAMES);
  const estimateMs = await usual(() => lasting(() => desk.call(settlementContract.view, { encounterId: stay })));
  const searchMs = await usual(() => lasting(() => desk.call(chargeContract.lines, { encounterId: stay, search: '血', page: 0 })));
  const beforeSettling = performance.now();
  await settle(desk, stay, 'online');
  await eventually(
    () => finished(desk, stay),
    () => true,
  );
  const settleMs = Math.round(performance.now() - beforeSettling);
  const paper = (kind: PaperKind) => usual(() => lasting(() => desk.call(paperContract.print, { encounterId: stay, kind, key: key() })), 1);
  return {
    lines,
    openFirstMs,
    openMs,
    listMs,
    ...{ frameWorstMs: scroll.worst, frameMs: scroll.p50, emptyFrames: scroll.empty },
    estimateMs,
    searchMs,
    settleMs,
    statementMs: await paper('settlement-statement'),
    chargeListMs: await paper('charge-list'),
  };
}
