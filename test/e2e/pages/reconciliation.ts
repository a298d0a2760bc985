import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 医保对账. */
export class Reconciliation extends Frame {
  readonly groups: Locator;
  readonly shifts: Locator;
  readonly differences: Locator;

  constructor(page: Page) {
    super(page);
    this.groups = page.getByRole('table', { name: '总账：险种 × 清算类别 × 经办机构' });
    this.shifts = page.getByRole('table', { name: '按班次' });
    this.differences = page.getByRole('table', { name: '差异' });
  }

  async open(): Promise<void> {
    await this.press('Alt+8');
    await expect(this.title).toHaveText('医保对账');
  }

  /** F8, and waits until the centre was heard. */
  async compare(): Promise<void> {
    await this.command('F8');
    await expect(this.page.locator('.head .under')).toContainText('上次比对');
  }

  row(cause: string): Locator {
    return this.differences.locator(`tr[data-cause="${cause}"]`);
  }
}
