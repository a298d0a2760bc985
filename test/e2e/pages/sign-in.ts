import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** 收费员签到. */
export class SignIn {
  readonly page: Page;
  readonly pin: Locator;
  readonly error: Locator;

  constructor(page: Page) {
    this.page = page;
    this.pin = page.getByLabel('口令');
    this.error = page.getByRole('alert');
  }

  /** Tries, and says nothing about what comes of it. */
  async attempt(clerk: string, pin: string): Promise<void> {
    await this.page.getByRole('radio', { name: clerk, exact: true }).check({ force: true });
    await this.pin.fill(pin);
    await this.pin.press('Enter');
  }

  /** Signs in and waits for the desk. */
  async signIn(clerk: string, pin: string): Promise<Frame> {
    await this.attempt(clerk, pin);
    await expect(this.page.getByRole('navigation', { name: '功能' })).toBeVisible();
    return new Frame(this.page);
  }
}
