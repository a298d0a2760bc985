import { expect, type Locator, type Page } from '@playwright/test';

export type LineWord = '医保' | '院内 HIS' | '银行' | '聚合支付' | '电子票据' | '打印机';

/** What is on every screen of the desk, in the clerk's words. */
export class Frame {
  readonly page: Page;
  readonly title: Locator;
  /** The one next step, at the bottom right. */
  readonly primary: Locator;
  /** The sentence beside it: what it does, or why it cannot. */
  readonly why: Locator;
  /** Name and sums of the patient. */
  readonly strip: Locator;
  /** How many acts wait to be sent: only the number. */
  readonly waiting: Locator;
  /** Bars over the work: a line is down, an outcome is being found out, the clock is wrong. */
  readonly banners: Locator;
  readonly training: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.getByRole('heading', { level: 1 });
    this.primary = page.locator('.primary-step');
    this.why = page.getByRole('status', { name: '下一步说明' });
    this.strip = page.getByRole('region', { name: '病人条' });
    this.waiting = page.getByRole('status', { name: '待发条数' });
    this.banners = page.locator('.banner');
    this.training = page.getByText('演示', { exact: true });
  }

  /** The light of a line with its words: "医保 断 25 分". */
  light(line: LineWord): Locator {
    return this.page.getByRole('list', { name: '线路' }).getByRole('listitem').filter({ hasText: line });
  }

  /** A sum of the strip by its label: "余额", "费用总额", "信用占用", "个人负担". */
  stripSum(label: string): Locator {
    return this.strip
      .locator('.sum')
      .filter({ has: this.page.locator('dt', { hasText: label }) })
      .locator('dd');
  }

  /** A key of the key map: 'F9', 'Alt+4'. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** A key that stands on a button: pressed when the button can be, as by somebody who looks at it. */
  async command(key: string): Promise<void> {
    const button = this.page.locator('button', { has: this.page.locator('kbd', { hasText: new RegExp(`^${key}$`) }) }).first();
    await expect(button).toBeEnabled();
    const keys = key.replace(' ', '+').replace('Ctrl', 'Control');
    await this.press(keys.replace(/(?<=\+|^)[A-Z]$/, (letter) => letter.toLowerCase()));
  }

  async openAdmission(): Promise<void> {
    await this.press('Alt+1');
    await expect(this.title).toHaveText('入院登记');
  }

  async openStays(): Promise<void> {
    await this.press('Alt+2');
    await expect(this.title).toHaveText('在院病人');
  }

  async openDischarge(): Promise<void> {
    await this.press('Alt+4');
    await expect(this.title).toHaveText('出院结算');
  }

  async openWorklist(): Promise<void> {
    await this.press('F4');
    await expect(this.title).toHaveText('待办工作清单');
  }

  /** 锁屏换人: back to the sign-in page. */
  async lock(): Promise<void> {
    await this.press('F12');
    await expect(this.title).toHaveText('收费员签到');
  }

  /** The sum of a notice that something failed, with its code. */
  error(code: string): Locator {
    return this.page.getByText(code);
  }
}
