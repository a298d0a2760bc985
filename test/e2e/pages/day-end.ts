import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 日终对账. */
export class DayEnd extends Frame {
  readonly differences: Locator;

  constructor(page: Page) {
    super(page);
    this.differences = page.getByRole('table', { name: '差异' });
  }

  async open(): Promise<void> {
    await this.press('Alt+6');
    await expect(this.title).toHaveText('日终对账');
  }

  /** Another day, typed. */
  async before(day: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: '对账日' });
    await field.fill(day);
    await field.press('Enter');
  }

  line(name: string): Locator {
    return this.page.locator(`tr[data-line="${name}"][data-standing]`);
  }

  /** A file that a person chooses. */
  async choose(source: string, name: string, text: string): Promise<void> {
    await this.page
      .locator(`input[type="file"][aria-label="${source}"]`)
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  }
}
