import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 班结: one's own till, and the pages of sealed shifts. */
export class Till extends Frame {
  readonly deposits: Locator;
  readonly settlements: Locator;
  readonly means: Locator;
  readonly pending: Locator;
  readonly later: Locator;

  constructor(page: Page) {
    super(page);
    this.deposits = page.getByRole('region', { name: '预交金日报' });
    this.settlements = page.getByRole('table', { name: '结算日报' });
    this.means = page.getByRole('table', { name: '按方式收退' });
    this.pending = page.getByRole('list', { name: '未了事项' });
    this.later = page.getByRole('region', { name: '封后事项' });
  }

  async openShiftPage(): Promise<void> {
    await this.press('Alt+7');
    await expect(this.title).toHaveText('班结');
  }

  /** F9 on 开班. */
  async begin(float: string): Promise<void> {
    await this.openShiftPage();
    await this.page.getByRole('textbox', { name: '备用金', exact: true }).fill(float);
    await expect(this.primary).toContainText('开班');
    await this.command('F9');
    await expect(this.page.getByRole('region', { name: '现金' })).toBeVisible();
  }

  /** Pieces by their face in yuan: "100", "0.5". */
  async count(pieces: Readonly<Record<string, number>>): Promise<void> {
    for (const [yuan, count] of Object.entries(pieces))
      await this.page.getByRole('textbox', { name: `${yuan} 元张数`, exact: true }).fill(String(count));
  }

  /** A line of the drawer: "应有现金", "清点合计", "短款", "应缴（收现 − 退现）". */
  cash(label: string): Locator {
    return this.page
      .locator('.ledger-lines > div')
      .filter({ has: this.page.locator('dt', { hasText: label }) })
      .locator('dd');
  }

  /** A column of the settlement sheet by its name in the books: "cash", "arrears", "total". */
  column(name: string): Locator {
    return this.settlements.locator(`tr[data-column="${name}"] td`);
  }

  /** A part of the deposit sheet: "opening", "received", "refunded", "applied", "closing". */
  deposit(part: string): Locator {
    return this.deposits.locator(`[data-part="${part}"] dd`);
  }

  /** F9 on 封班, and waits for the sealed page. */
  async seal({ receiver, reason = '' }: { readonly receiver: string; readonly reason?: string }): Promise<void> {
    if (reason !== '') await this.page.getByRole('textbox', { name: '长短款原因' }).fill(reason);
    await this.page.getByRole('textbox', { name: '接收人' }).fill(receiver);
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
    await expect(this.title).toHaveText('封班表');
    await expect(this.why).toContainText('封存完好');
  }
}
