import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 信用就医: the list with the bank's clearing, and the credit of one stay. */
export class CreditDesk extends Frame {
  readonly list: Locator;
  readonly moves: Locator;
  readonly clearing: Locator;

  constructor(page: Page) {
    super(page);
    this.list = page.getByRole('table', { name: '信用病人' });
    this.moves = page.getByRole('table', { name: '占用台账' });
    this.clearing = page.getByRole('region', { name: '银行清算' });
  }

  async openCredit(): Promise<void> {
    await this.press('Alt+h');
    await expect(this.title).toHaveText('信用就医');
  }

  /** A row of 占用台账: 占用, 追加占用, 用款, 退回用款, 释放. */
  move(kind: string): Locator {
    return this.moves.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${kind}`) }) });
  }

  /** A line of 占用与预估自付. */
  line(label: string): Locator {
    return this.page
      .getByRole('region', { name: '占用与预估自付' })
      .locator('.ledger-lines > div')
      .filter({ has: this.page.locator('dt', { hasText: label }) })
      .locator('dd');
  }
}
