import { maskName } from '../../../shared/identity/mask-name.ts';
import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

export type FigureName =
  | '费用总额'
  | '丙类自费'
  | '超限价'
  | '乙类先行自付'
  | '政策范围内'
  | '起付线'
  | '统筹基金'
  | '按比例自付'
  | '大额补助'
  | '大病 / 救助 / 其他'
  | '个人账户'
  | '自付'
  | '个人负担';

/** Which column of the table: the first or second estimate, the centre's pre-settlement (2303), its settlement (2304), the difference. */
export type FigureColumn = '预估' | '预估2' | '预结算' | '中心结算' | '差';

const COLUMNS: Readonly<Record<FigureColumn, string>> = {
  预估: 'estimate-0',
  预估2: 'estimate-1',
  预结算: 'pre-settled',
  中心结算: 'final',
  差: 'difference',
};

export type CheckName = '出院通知单' | '费用明细上传' | '医保入院登记' | '待遇重查' | '上次业务结果' | '联系电话';

export type ExitName = '联网结算' | '信用挂账离院' | '预交金留存离院' | '全额自费，手工报销' | '改日办理';
const EXIT_NAMES: readonly ExitName[] = ['联网结算', '信用挂账离院', '预交金留存离院', '全额自费，手工报销', '改日办理'];

const PRINT_BUTTONS = { 离院未结算告知单: /打印告知单/, 医保结算单: /打印结算单/, 手工报销材料单: /打印报销材料单/ } as const;

/** 出院结算. */
export class DischargeDesk extends Frame {
  /** The stays that wait, when none is open. */
  readonly waitingStays: Locator;
  readonly figures: Locator;
  /** The box with the expected own share, one figure or a range. */
  readonly expected: Locator;
  /** 结算结果, once the centre has settled. */
  readonly outcome: Locator;
  readonly causes: Locator;
  readonly acts: Locator;
  readonly papers: Locator;
  readonly phone: Locator;

  constructor(page: Page) {
    super(page);
    this.waitingStays = page.getByRole('table', { name: '待结算的病人' });
    this.figures = page.getByRole('table', { name: '费用与分段' });
    this.expected = page.getByRole('note', { name: '预估自付' });
    this.outcome = page.getByRole('region', { name: '结算结果' });
    this.causes = this.outcome.getByRole('list', { name: '差的原因' });
    this.acts = page.getByRole('table', { name: '自动办理' });
    this.papers = page.getByRole('list', { name: '单据' });
    this.phone = page.getByRole('textbox', { name: '联系电话' });
  }

  /** Opens a stay from the list of those that wait. */
  async open(patient: string): Promise<void> {
    await this.openDischarge();
    await this.waitingStays.getByRole('button', { name: maskName(patient) }).click();
    await expect(this.figures).toBeVisible();
  }

  /** F2 at this page opens the person's stay. */
  async readCard(): Promise<void> {
    await this.openDischarge();
    await this.command('F2');
    await expect(this.figures).toBeVisible();
  }

  /** One amount of the table. Without a column: the most official one that is shown. */
  amount(figure: FigureName, column?: FigureColumn): Locator {
    const row = this.figures
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${figure}`) }) })
      .filter({ has: this.page.locator('td[data-column]') });
    if (column !== undefined) return row.locator(`td[data-column="${COLUMNS[column]}"]`);
    return row.locator('td[data-best="true"]');
  }

  /** 'none' | 'estimate' | 'pre-settled' | 'final'. */
  async standing(): Promise<string> {
    return (await this.figures.getAttribute('data-standing')) ?? '';
  }

  /** A check before the settlement; `data-standing` is ok, waiting, offline or blocked. */
  check(name: CheckName): Locator {
    return this.page.getByRole('table', { name: '前置检查' }).getByRole('row').filter({ hasText: name });
  }

  exit(name: ExitName): Locator {
    return this.page.getByRole('radio', { name });
  }

  /** The whole box of an exit, with the reasons that close it. */
  exitBox(name: ExitName): Locator {
    return this.page.locator('.exit').filter({ has: this.exit(name) });
  }

  /** F8, and waits for the centre's column. */
  async preSettle(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /预结算/ })).toBeEnabled();
    await this.command('F8');
    await expect(this.figures).toHaveAttribute('data-standing', 'pre-settled');
  }

  /** F9 on 确认结算. The pre-settlement must be there. */
  async settle(): Promise<void> {
    await expect(this.primary).toContainText('确认结算');
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
  }

  /** F9 on 信用挂账离院, with the phone that is mandatory then. */
  async leaveOnCredit(phone?: string): Promise<void> {
    await expect(this.primary).toContainText('信用挂账离院');
    if (phone !== undefined) await this.phone.fill(phone);
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
  }

  /** Picks a way out by its digit, as a clerk does. */
  async pickExit(name: ExitName): Promise<void> {
    await expect(this.exit(name)).toBeEnabled();
    await this.press(String(EXIT_NAMES.indexOf(name)));
    await expect(this.exit(name)).toBeChecked();
  }

  /** Picks a way out and takes it with F9. */
  async leave(name: ExitName, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.pickExit(name);
    for (const [field, text] of Object.entries(fields)) await this.page.getByRole('textbox', { name: field }).fill(text);
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
  }

  /** From the list of differences by his money to his settlement. */
  async fromDifferences(patient: string): Promise<void> {
    await expect(this.page.getByRole('table', { name: '差异与欠费' })).toContainText(maskName(patient));
    await this.command('F6');
    await expect(this.strip).toContainText(patient);
    await this.press('Alt+4');
  }

  /** Waits until the centre's settlement stands on the screen. */
  async settled(): Promise<void> {
    await expect(this.figures).toHaveAttribute('data-standing', 'final', { timeout: 30_000 });
  }

  /** F10 when it prints this paper (before the answer is in, it prints another), and waits for the paper in the list. */
  async print(paper: keyof typeof PRINT_BUTTONS): Promise<void> {
    await expect(this.page.getByRole('button', { name: PRINT_BUTTONS[paper] }).first()).toBeEnabled();
    await this.command('F10');
    await expect(this.papers).toContainText(paper, { timeout: 20_000 });
  }

  /** F5 while an outcome is unknown. */
  async findOut(): Promise<void> {
    await expect(this.primary).toContainText('查询结果');
    await this.command('F5');
  }

  /** A line of the outcome: 信用用款, 释放余下占用, 病人应付. */
  outcomeAmount(label: '信用用款' | '释放余下占用' | '病人应付'): Locator {
    return this.outcome
      .locator('.sums-down > div')
      .filter({ has: this.page.locator('dt', { hasText: label }) })
      .last()
      .locator('dd');
  }

  /** 怎么算出: the steps with their articles. */
  async openSteps(): Promise<Locator> {
    await this.page.getByRole('button', { name: '怎么算出' }).click();
    return this.page.getByRole('dialog', { name: '怎么算出' });
  }
}
