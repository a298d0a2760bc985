import { expect, type Locator, type Page } from '@playwright/test';
import { maskName } from '../../../shared/identity/mask-name.ts';
import { Frame } from './frame.ts';

export type PayWay = '现金' | '扫码' | '银行卡' | '转账';

/** 预交金与收退款. */
export class Cashier extends Frame {
  readonly stays: Locator;
  readonly tenders: Locator;
  readonly change: Locator;
  readonly requests: Locator;

  constructor(page: Page) {
    super(page);
    this.stays = page.getByRole('table', { name: '病人账目' });
    this.tenders = page.getByRole('table', { name: '收款记录' });
    this.change = page.getByRole('status', { name: '找零' });
    this.requests = page.getByRole('list', { name: '转账退款' });
  }

  /** F6: the money of the stay on the screen, or the list. */
  async openMoney(): Promise<void> {
    await this.command('F6');
    await expect(this.title).toHaveText(/预交金|收退款/);
  }

  async open(patient: string): Promise<void> {
    await this.openMoney();
    await this.stays.getByRole('button', { name: maskName(patient) }).click();
    await expect(this.page.getByRole('region', { name: '收付' })).toBeVisible();
  }

  /** The large figure: 预交金余额, 本窗口应收 or 应退. */
  due(label: '预交金余额' | '本窗口应收' | '应退'): Locator {
    return this.page.getByRole('note', { name: label }).locator('b');
  }

  async choose(way: PayWay): Promise<void> {
    await this.page.getByRole('radiogroup', { name: '收款方式' }).getByText(way).click();
  }

  async fill(field: '金额' | '实收' | '付款码' | '流水号' | '交款人' | '少收原因', text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: field, exact: true }).fill(text);
  }

  /** F9, and waits until one more receipt stands in the list. */
  async take(): Promise<void> {
    const before = await this.tenders.locator('tr[data-means]').count();
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
    await expect(this.tenders.locator('tr[data-means]')).toHaveCount(before + 1);
  }

  /** 退 on a receipt, by its number in the list. */
  async beginRefund(index = 0): Promise<void> {
    await this.tenders.getByRole('button', { name: '退' }).nth(index).click();
    await expect(this.page.getByRole('region', { name: '退款', exact: true })).toBeVisible();
  }

  /** The same by its key: the last receipt first. */
  async beginRefundByKey(): Promise<void> {
    await expect(this.tenders.getByRole('button', { name: '退 Alt M' })).toBeEnabled();
    await this.press('Alt+m');
    await expect(this.page.getByRole('textbox', { name: '金额', exact: true })).toBeFocused();
  }
}
