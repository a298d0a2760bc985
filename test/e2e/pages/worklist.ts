import type { Locator, Page } from '@playwright/test';
import { Frame } from './frame.ts';

export type WorkGroup =
  | '结果未知'
  | '被拒'
  | '离院未结算'
  | '与预估有差'
  | '病人应付未收'
  | '待发'
  | '信用占用'
  | '院内文件未采用'
  | '异地备案'
  | '待遇失效'
  | '待入院·先打电话'
  | '召回待批';

const GROUPS: Readonly<Record<WorkGroup, string>> = {
  结果未知: 'outcome-unknown',
  被拒: 'rejected',
  离院未结算: 'left-unsettled',
  与预估有差: 'difference',
  病人应付未收: 'self-paid-owed',
  待发: 'waiting',
  信用占用: 'credit',
  院内文件未采用: 'refused-file',
  异地备案: 'filing',
  待遇失效: 'lapsed',
  待入院·先打电话: 'pre-admission',
  召回待批: 'recall-to-approve',
};

/** 待办工作清单. */
export class Worklist extends Frame {
  readonly table: Locator;
  /** 今日无待办. */
  readonly empty: Locator;

  constructor(page: Page) {
    super(page);
    this.table = page.getByRole('table', { name: '待办工作清单' });
    this.empty = page.getByRole('region', { name: '今日无待办' });
  }

  /** The rows of one group. */
  items(group: WorkGroup): Locator {
    return this.table.locator(`tr[data-group="${GROUPS[group]}"]`);
  }

  /** Does what the row's verb says; the patient's name is a button, too. */
  async act(group: WorkGroup, index = 0): Promise<void> {
    await this.items(group).nth(index).getByRole('button').last().click();
  }
}
