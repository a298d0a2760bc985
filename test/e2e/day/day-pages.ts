import { expect, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { maskName } from '../../../shared/identity/mask-name.ts';
import { writeDischargeNotice } from '../../his/writer.ts';
import { putCard } from '../../support/desk-folder.ts';
import { AdmissionDesk } from '../pages/admission-desk.ts';
import { Cashier } from '../pages/cashier.ts';
import { ChargesDesk } from '../pages/charges-desk.ts';
import { CreditDesk } from '../pages/credit-desk.ts';
import { DischargeDesk } from '../pages/discharge-desk.ts';
import { Frame } from '../pages/frame.ts';
import { RecallDesk } from '../pages/recall-desk.ts';
import { SignIn } from '../pages/sign-in.ts';
import { Till } from '../pages/till.ts';
import { Worklist } from '../pages/worklist.ts';
import type { DayDesk } from './day-desk.ts';

const PINS = { 收费员甲: '1234', 入院处戊: '1111', 收费员己: '2222', 班组长乙: '5678', 医保办丙: '2468' } as const;
export type DayClerk = keyof typeof PINS;

/** The pages of the one window, and whoever sits at it. */
export class DayPages {
  readonly desk: DayDesk;
  readonly page: Page;
  readonly frame: Frame;
  readonly admission: AdmissionDesk;
  readonly discharge: DischargeDesk;
  readonly cashier: Cashier;
  readonly till: Till;
  readonly recall: RecallDesk;
  readonly work: Worklist;
  readonly charges: ChargesDesk;
  readonly credit: CreditDesk;
  #clerk: DayClerk | null = null;

  constructor(desk: DayDesk) {
    this.desk = desk;
    this.page = desk.program.page;
    this.frame = new Frame(this.page);
    this.admission = new AdmissionDesk(this.page);
    this.discharge = new DischargeDesk(this.page);
    this.cashier = new Cashier(this.page);
    this.till = new Till(this.page);
    this.recall = new RecallDesk(this.page);
    this.work = new Worklist(this.page);
    this.charges = new ChargesDesk(this.page);
    this.credit = new CreditDesk(this.page);
  }

  /** F12 and the other's PIN; nothing where he sits there already. */
  async clerk(name: DayClerk): Promise<void> {
    if (this.#clerk === name) return;
    if (this.#clerk !== null) await this.frame.lock();
    await new SignIn(this.page).signIn(name, PINS[name]);
    this.#clerk = name;
  }

  /** The ward lets him go; he stands at the window with his card. Opens 出院结算 by F2. */
  async comesToPay(story: string, patient: string, { notice = true } = {}): Promise<void> {
    if (notice) writeDischargeNotice(this.desk.program.hisFolder, story);
    putCard(this.desk.folder, patient);
    await this.frame.openStays(); // from a patient's own page Alt+4 leads to his settlement, not to the list
    await this.discharge.openDischarge();
    await expect(this.discharge.waitingStays).toContainText(maskName(patient));
    await this.discharge.readCard();
    await expect(this.discharge.strip).toContainText(patient);
  }

  /** 收退款 of a patient, from the list. */
  async moneyOf(patient: string): Promise<void> {
    await this.frame.openWorklist(); // from a patient's own page, and from the list of in-patients, F6 leads to one's money
    await this.cashier.open(patient);
  }

  /** F8, F9, and the centre's settlement. */
  async settleOnline(): Promise<void> {
    await this.discharge.preSettle();
    await this.discharge.settle();
    await this.discharge.settled();
  }

  /** At 收退款 of the stay on the screen: takes what is due, wholly. */
  async collect(way: { readonly cash: string } | { readonly card: string } | { readonly code: string }): Promise<void> {
    const { cashier } = this;
    if ('cash' in way) await cashier.fill('实收', way.cash);
    if ('card' in way) {
      await cashier.choose('银行卡');
      await cashier.fill('流水号', way.card);
    }
    if ('code' in way) {
      await cashier.choose('扫码');
      await cashier.fill('付款码', way.code);
    }
    await cashier.take();
  }

  /** The newest paper's text. */
  lastPaper(): string {
    const folder = path.join(this.desk.folder, 'papers');
    const files = readdirSync(folder).map((name) => path.join(folder, name));
    const [newest = ''] = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    return execFileSync('pdftotext', ['-layout', newest, '-'], { encoding: 'utf8' });
  }
}
