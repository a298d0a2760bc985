import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

export interface Admission {
  readonly contactName: string;
  readonly contactPhone: string;
  readonly identityCheck?: '本人' | '代办人';
  /** Left out: as the program suggests. */
  readonly door?: '信用免押金' | '普通预交金' | '政策减免' | '绿色通道';
}

/** 入院登记. */
export class AdmissionDesk extends Frame {
  readonly orders: Locator;
  readonly coverages: Locator;
  /** Block after F9: 已登记·待发, 已登记·中心已确认, 结果未知, 医保中心拒绝登记. */
  readonly outcome: Locator;
  /** What is done at the centre and at the bank, one row each. */
  readonly acts: Locator;

  constructor(page: Page) {
    super(page);
    this.orders = page.getByRole('table', { name: '待登记的住院证' });
    this.coverages = page.getByRole('table', { name: '参保险种' });
    this.outcome = page.getByRole('region', { name: '登记结果' });
    this.acts = page.getByRole('table', { name: '办理进度' });
  }

  /** F2, and waits until the person's order is open. */
  async readCard(): Promise<void> {
    await this.command('F2');
    await expect(this.page.getByRole('region', { name: '身份与联系人' })).toBeVisible();
  }

  /** A condition of the credit door, by its rule id. */
  condition(rule: string): Locator {
    return this.page.locator(`[data-rule="${rule}"]`);
  }

  door(name: NonNullable<Admission['door']>): Locator {
    return this.page.getByRole('radio', { name });
  }

  /** The expected own share, one row per layer and the row 预估自付. */
  expected(row: string): Locator {
    return this.page
      .getByRole('table', { name: '自付怎么算出' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: row }) })
      .getByRole('cell');
  }

  /** Who stands here: the patient himself, or somebody who acts for him. */
  async checkPerson(who: '本人' | '代办人' | '监护人'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: '人证核验' }).getByText(who).click();
  }

  /** Whoever stands here has signed the separate consent; the bank is asked and its word shown. */
  async consent({ who = '本人' }: { readonly who?: '本人' | '代办人' | '监护人' } = {}): Promise<void> {
    await this.checkPerson(who);
    await expect(this.page.getByRole('button', { name: '同意书已签' })).toBeEnabled();
    await this.press('Alt+c');
    await expect(this.page.getByText(`已单独同意向银行提供信息（${who}`)).toBeVisible();
  }

  async fill({ contactName, contactPhone, identityCheck = '本人', door }: Admission): Promise<void> {
    await this.checkPerson(identityCheck);
    await this.page.getByRole('textbox', { name: '联系人' }).fill(contactName);
    await this.page.getByRole('textbox', { name: '联系电话' }).fill(contactPhone);
    if (door !== undefined) await this.door(door).check();
  }

  /** An injury that somebody else may owe, wholly or in part, told and promised. */
  async sayInjury({
    payer,
    extent,
    words,
  }: {
    readonly payer: string;
    readonly extent: '全部费用' | '部分费用' | null;
    readonly words: string;
  }) {
    const pick = (group: string, answer: string) =>
      this.page.getByRole('radiogroup', { name: group }).getByText(answer, { exact: true }).click();
    await pick('是否外伤', '是');
    await pick('是否涉及', payer);
    if (extent !== null) await pick('他方负担', extent);
    await this.page.getByLabel('情况', { exact: true }).fill(words);
    await this.page.getByText('病人已签承诺书').click();
  }

  /** Fills the form, presses F9, waits for the state after it. The order must be open (`readCard`). */
  async admit(admission: Admission): Promise<void> {
    await this.fill(admission);
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
    await expect(this.outcome).toBeVisible();
  }
}
