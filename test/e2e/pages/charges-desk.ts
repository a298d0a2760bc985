import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 费用清单. */
export class ChargesDesk extends Frame {
  readonly table: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    super(page);
    this.table = page.getByRole('table', { name: '费用明细' });
    this.search = page.getByRole('textbox', { name: '查找费用' });
  }

  /** F7 at the discharge page of a stay. */
  async openCharges(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /^费用清单/ })).toBeEnabled();
    await this.press('F7');
    await expect(this.title).toHaveText('费用清单');
    await expect(this.table.locator('tr[data-line]').first()).toBeVisible();
  }

  line(number: string): Locator {
    return this.table.locator(`tr[data-line="${number}"]`);
  }

  /** The insurance office: these lines are another payer's, for these reasons. */
  async divide(lines: readonly string[], words: string): Promise<void> {
    for (const line of lines) await this.line(line).getByRole('checkbox').check();
    await this.page.getByRole('textbox', { name: '认定依据' }).fill(words);
    await expect(this.primary).toBeEnabled();
    await this.press('F9');
    await expect(this.page.getByText(/已认定：他方负担/)).toBeVisible();
  }
}
