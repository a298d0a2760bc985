import type { Locator } from '@playwright/test';
import { Frame } from './frame.ts';

/** The e-invoice of the stay on the screen: on 出院结算 and on 收退款 alike. */
export class InvoiceBox extends Frame {
  get box(): Locator {
    return this.page.getByRole('region', { name: '电子票据' });
  }

  part(name: 'pickUp' | 'number' | 'amount'): Locator {
    return this.box.locator(`[data-part="${name}"] dd`);
  }
}
