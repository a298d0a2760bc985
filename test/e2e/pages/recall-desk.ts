import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 结算召回. */
export class RecallDesk extends Frame {
  readonly steps: Locator;
  readonly history: Locator;
  readonly acts: Locator;

  constructor(page: Page) {
    super(page);
    this.steps = page.getByRole('list', { name: '将依次办理' });
    this.history = page.getByRole('list', { name: '申请与批准' });
    this.acts = page.getByRole('table', { name: '自动办理' });
  }

  /** Ctrl+Backspace at the discharge page of a stay. */
  async openRecall(): Promise<void> {
    await this.press('Control+Backspace');
    await expect(this.title).toHaveText('结算召回');
    await expect(this.history).toBeVisible();
  }

  depth(name: '只撤结算' | '撤结算和出院登记' | '撤全部医保登记'): Locator {
    return this.page.getByRole('radio', { name });
  }

  /** Picks by digit, writes the reason, F9. */
  async ask(digit: 1 | 2 | 3, reason: string): Promise<void> {
    const depth = this.page.getByRole('radio').nth(digit - 1);
    await expect(depth).toBeEnabled(); // closed until the platform has said how the invoice stands
    await this.press(String(digit));
    await expect(depth).toBeChecked();
    await expect(this.primary).toBeDisabled();
    await this.page.getByRole('textbox', { name: '召回原因' }).fill(reason);
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
    await expect(this.history).toContainText('待批');
  }
}
