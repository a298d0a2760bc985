import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 日报. */
export class Books extends Frame {
  readonly settlements: Locator;
  readonly deposits: Locator;

  constructor(page: Page) {
    super(page);
    this.settlements = page.getByRole('table', { name: '结算日报' });
    this.deposits = page.getByRole('table', { name: '预交金日报' });
  }

  async openBooks(): Promise<void> {
    await this.press('Alt+0');
    await expect(this.title).toHaveText('日报');
  }

  async sheet(name: '结算日报' | '预交金日报' | '在院病人医药费动态' | '应收医疗款' | '催款'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: '报表' }).getByText(name).click();
  }

  /** A cell of the settlement sheet: the shift, "自动结算" or "day", and the column's name in the books. */
  settlement(row: string, column: string): Locator {
    return this.settlements.locator(`tr[data-row="${row}"] td[data-column="${column}"]`);
  }

  depositTotal(column: string): Locator {
    return this.deposits.locator(`tr[data-row="day"] td[data-column="${column}"]`);
  }
}
