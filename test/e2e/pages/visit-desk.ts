import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

export type VisitFigure = '费用总额' | '政策范围内' | '起付线' | '统筹基金' | '个人账户' | '个人负担';

/** 门诊收费. */
export class VisitDesk extends Frame {
  readonly waitingVisits: Locator;
  readonly figures: Locator;
  readonly lines: Locator;
  readonly gates: Locator;
  readonly outcome: Locator;
  readonly events: Locator;

  constructor(page: Page) {
    super(page);
    this.waitingVisits = page.getByRole('table', { name: '待收费的门诊' });
    this.figures = page.getByRole('table', { name: '费用与分段' });
    this.lines = page.getByRole('table', { name: '费用明细' });
    this.gates = page.getByRole('list', { name: '直接结算条件' });
    this.outcome = page.getByRole('region', { name: '结算结果' });
    this.events = page.getByRole('list', { name: '经过' });
  }

  async openVisits(): Promise<void> {
    await this.press('Alt+3');
    await expect(this.title).toHaveText('门诊收费');
  }

  /** F2 at this page opens the only visit of the card's holder. */
  async readCard(): Promise<void> {
    await this.command('F2');
    await expect(this.figures).toBeVisible({ timeout: 20_000 });
  }

  amount(figure: VisitFigure, column: 'estimate' | 'centre' | 'difference'): Locator {
    const row = this.figures.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: figure, exact: true }) });
    return row.locator(`td[data-column="${column}"]`);
  }

  line(number: string): Locator {
    return this.lines.locator(`tr[data-line="${number}"]`);
  }

  async preSettle(): Promise<void> {
    await expect(this.primary).toContainText('预结算');
    await this.command('F8');
    await expect(this.figures).toHaveAttribute('data-standing', 'pre-settled', { timeout: 30_000 });
  }

  /** F9 on 确认结算, and waits for the centre's settlement. */
  async settle(): Promise<void> {
    await expect(this.primary).toContainText('确认结算');
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
    await expect(this.figures).toHaveAttribute('data-standing', 'final', { timeout: 30_000 });
  }

  async way(name: '联网结算' | '全额自费，以后退费重结' | '全额自费，手工报销' | '改日再来'): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).check();
  }

  outcomeAmount(line: 'fund' | 'account' | 'family' | 'cash' | 'due' | 'back' | 'selfPaid'): Locator {
    return this.outcome.locator(`[data-line="${line}"] dd`);
  }

  /** Ctrl+Backspace or F8, a reason, F9. */
  async undo(what: '退费' | '退费重结', reason: string): Promise<void> {
    await this.page
      .getByRole('button', { name: new RegExp(`^${what}`) })
      .first()
      .click();
    await this.page.getByRole('textbox', { name: '原因' }).fill(reason);
    await expect(this.primary).toBeEnabled();
    await this.command('F9');
  }
}
