import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { maskName } from '../../shared/identity/mask-name.ts';
import { AdmissionDesk } from '../e2e/pages/admission-desk.ts';
import { DischargeDesk } from '../e2e/pages/discharge-desk.ts';
import { SignIn } from '../e2e/pages/sign-in.ts';
import { Worklist } from '../e2e/pages/worklist.ts';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import { putCard } from '../support/desk-folder.ts';
import type { DeskProgram } from '../support/desk-program.ts';
import { withEarlierStays } from '../support/insured-year.ts';
import { offsetTo } from '../support/story-clock.ts';

/** What the tour found on the screen, in the screen's own texts. */
export interface TourResult {
  readonly who: string;
  readonly estimate: string;
  readonly official: string;
  readonly difference: string;
  readonly cause: string;
  readonly draw: string;
  readonly release: string;
  readonly owed: string;
  readonly queue: string;
}

/** Called after each step that is worth a picture. */
export type Shoot = (page: Page, name: string) => Promise<void>;

export const ADMISSION_DAY = '2023-06-02 09:50';
const DISCHARGE_DAY = '2023-06-13 10:05';
const WHO = '示例戊';

/**
 * The main job of the desk, by a clerk's hands: 示例戊 is admitted without a deposit, charges arrive, the ward discharges him while the
 * centre cannot be reached, he leaves on his credit; the line comes back, the official settlement is adopted, the credit drawn, the
 * difference explained. `desk` is prepared for ADMISSION_DAY.
 */
export async function playTheLine(desk: DeskProgram, shoot: Shoot): Promise<TourResult> {
  await admit(desk, shoot);
  await elevenDaysLater(desk);
  const estimate = await leaveInTheOutage(desk, shoot);
  await desk.standins.centre.control('POST', 'line', { up: true });
  return { who: WHO, estimate, ...(await settleByItself(desk, shoot)) };
}

async function admit(desk: DeskProgram, shoot: Shoot): Promise<void> {
  await desk.standins.centre.control('POST', 'person', withEarlierStays(WHO, 0));
  writeAdmissionOrder(desk.hisFolder, 'S04');
  const page = await desk.open();
  await expect(new SignIn(page).pin).toBeVisible();
  await shoot(page, 'sign-in');
  await new SignIn(page).signIn('收费员甲', '1234');
  const admission = new AdmissionDesk(page);
  await admission.openAdmission();
  await expect(admission.orders).toContainText(maskName(WHO));
  await shoot(page, 'orders');
  putCard(desk.folder, WHO);
  await admission.readCard();
  await admission.consent();
  await expect(admission.door('信用免押金')).toBeChecked();
  await shoot(page, 'admission');
  await admission.admit({ contactName: '示例家属', contactPhone: '13800000099' });
  await expect(admission.outcome).toContainText('中心已确认');
  await expect(admission.acts.getByText('已完成')).toHaveCount(2);
  await shoot(page, 'admitted');
  await desk.shut();
}

/** Another hospital's stay was settled meanwhile: the centre knows of it, this desk's cached count does not. */
async function elevenDaysLater(desk: DeskProgram): Promise<void> {
  await desk.standins.centre.control('POST', 'person', withEarlierStays(WHO, 1));
  await desk.setClock(offsetTo(DISCHARGE_DAY));
  writeCharges(desk.hisFolder, 'S04', { part: 1 });
  await desk.standins.centre.control('POST', 'line', { up: false });
}

async function leaveInTheOutage(desk: DeskProgram, shoot: Shoot): Promise<string> {
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  writeCharges(desk.hisFolder, 'S04', { part: 2 });
  writeDischargeNotice(desk.hisFolder, 'S04');
  const discharge = new DischargeDesk(page);
  await discharge.openDischarge();
  await expect(discharge.waitingStays).toContainText(maskName(WHO));
  await discharge.readCard();
  await expect(discharge.banners.first()).toContainText('医保');
  await discharge.exit('信用挂账离院').check();
  const range = await discharge.expected.locator('strong, .figure, b').last().innerText();
  await shoot(page, 'discharge-offline');
  await discharge.leaveOnCredit('13800000041');
  await expect(discharge.strip).toContainText('离院未结算');
  await discharge.print('离院未结算告知单');
  await shoot(page, 'left-unsettled');
  const worklist = new Worklist(page);
  await worklist.openWorklist();
  await expect(worklist.items('离院未结算')).toHaveCount(1);
  await shoot(page, 'worklist-offline');
  return range;
}

async function settleByItself(desk: DeskProgram, shoot: Shoot): Promise<Omit<TourResult, 'who' | 'estimate'>> {
  const { page } = desk;
  const worklist = new Worklist(page);
  await expect(worklist.items('与预估有差')).toHaveCount(1, { timeout: 40_000 });
  await shoot(page, 'worklist-online');
  await worklist.act('与预估有差');
  await expect(page.getByRole('table', { name: '差异与欠费' })).toContainText('430.50');
  await shoot(page, 'difference');
  const discharge = new DischargeDesk(page);
  await discharge.fromDifferences(WHO);
  await discharge.settled();
  await expect(discharge.acts.getByText('已完成')).toHaveCount(8, { timeout: 20_000 }); // admission, lock, two uploads, discharge, settlement, draw, release
  await expect(discharge.waiting).toHaveText('0');
  await discharge.print('医保结算单');
  await shoot(page, 'settled');
  const text = async (locator: { innerText(): Promise<string> }) => (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();
  return {
    official: await text(discharge.amount('自付', '中心结算')),
    difference: await text(discharge.amount('自付', '差')),
    cause: await text(discharge.causes),
    draw: await text(discharge.outcomeAmount('信用用款')),
    release: await text(discharge.outcomeAmount('释放余下占用')),
    owed: await text(discharge.outcomeAmount('病人应付')),
    queue: await text(discharge.waiting),
  };
}
