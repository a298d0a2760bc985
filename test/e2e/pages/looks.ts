import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** A picture of the page for people to look at. */
export const shoot = (page: Page, name: string) => page.screenshot({ path: `test-results/shots/${name}.png` });

/** Serious and critical findings of axe on what is shown now. */
export async function serious(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    // What passed is not described: that is most of the work.
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

/** What does not fit: a page that scrolls, a button or heading whose words are cut, something of the action band outside the window. */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    const { scrollHeight, scrollWidth } = document.documentElement;
    if (scrollHeight > innerHeight || scrollWidth > innerWidth) wrong.push(`the page is ${scrollWidth} × ${scrollHeight}`);
    for (const one of document.querySelectorAll<HTMLElement>('button, h1, h2, .steps li, .sum dt, .light, .stat .right > span, nav *')) {
      const { width, right, bottom } = one.getBoundingClientRect();
      if (width === 0 || getComputedStyle(one).textOverflow === 'ellipsis') continue;
      const cut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).overflow !== 'visible';
      const outside = one.closest('.act, .nav, .stat, .head') !== null && (right > innerWidth + 1 || bottom > innerHeight + 1);
      const over = one.closest('.nav') !== null && one.scrollWidth > one.clientWidth + 1 && one.tagName === 'BUTTON';
      if (cut || outside || over) wrong.push(`${one.tagName.toLowerCase()} “${one.textContent?.slice(0, 40)}”`);
    }
    return wrong;
  });
}
