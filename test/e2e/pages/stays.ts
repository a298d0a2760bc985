import { maskName } from '../../../shared/identity/mask-name.ts';
import type { Locator, Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 在院病人, and 查病人 with the settled ones too. */
export class Stays extends Frame {
  readonly search: Locator;
  readonly table: Locator;

  constructor(page: Page) {
    super(page);
    this.search = page.getByRole('textbox', { name: '查找' });
    this.table = page.getByRole('table', { name: '病人名单' });
  }

  row(patient: string): Locator {
    return this.table.getByRole('row').filter({ hasText: maskName(patient) });
  }

  /** F3, types, opens the first hit with Enter. */
  async find(text: string): Promise<void> {
    await this.command('F3');
    await this.search.fill(text);
    await this.row(text).first().waitFor();
    await this.search.press('Enter');
  }
}
