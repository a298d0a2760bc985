import { expect } from '@playwright/test';
import { maskName } from '../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../../his/writer.ts';
import { closeShift, openShift, take } from '../../electron/core/money/till-steps.ts';
import { putCard } from '../../support/desk-folder.ts';
import { eventually } from '../../support/eventually.ts';
import { withEarlierStays } from '../../support/insured-year.ts';
import { admitOrdered, finished, settle, strip } from '../../support/line-steps.ts';
import { AdmissionDesk } from '../pages/admission-desk.ts';
import { SignIn } from '../pages/sign-in.ts';
import type { DayDesk } from './day-desk.ts';

/** Where the clock stands when the first of the day's patients is admitted. */
export const FIRST_DAY = '2023-05-25 09:40';

/** The bank lends him 5,000.00 and no more; the rest of what he came to owe is his deposit's. */
const S11_PLAN = { plan: { total: '18600.00', selfPaid: '0.00', firstShare: '1920.00' } };

/** Who was admitted before the day, with what they left as a deposit: by the desk's own channels; what only a clerk can say, at the page. */
export async function playEarlierDays(desk: DayDesk): Promise<void> {
  const { standins } = desk.program;
  await standins.centre.control('POST', 'person', withEarlierStays('示例戊', 0));
  for (const story of ['S01', 'S03', 'S04', 'S05', 'S06', 'S08', 'S09', 'S10', 'S12']) writeAdmissionOrder(hisOf(desk), story);
  writeAdmissionOrder(hisOf(desk), 'S11', S11_PLAN);
  await new SignIn(desk.program.page).signIn('入院处戊', '1111');

  await openShift(desk);
  await byCard(desk, await admitOrdered(desk, '示例丑', { door: 'credit' }), '6000.00', 'POS0525001');
  await desk.at('2023-06-02 09:50');
  await admitOrdered(desk, '示例戊', { door: 'credit' });
  await byCard(desk, await admitOrdered(desk, '示例己', { door: 'deposit' }), '4000.00', 'POS0602001');
  await desk.at('2023-06-03 09:30');
  const recalled = await admitOrdered(desk, '示例子', { door: 'credit' });
  await desk.at('2023-06-04 09:30');
  await admitOrdered(desk, '示例寅', { door: 'credit' });
  await desk.at('2023-06-05 10:00');
  await admitOrdered(desk, '示例甲', { door: 'credit' });
  await desk.at('2023-06-06 09:00');
  await byCard(desk, await admitOrdered(desk, '示例丁', { door: 'deposit' }), '5000.00', 'POS0606001');
  await admitOrdered(desk, '示例癸', { door: 'deposit' });
  await desk.at('2023-06-08 09:30');
  await admitOrdered(desk, '示例庚', { door: 'credit' });
  await desk.at('2023-06-08 13:45');
  await take(desk, {
    encounterId: await admitInjured(desk),
    amount: '5200.00',
    payer: '示例司机家属',
    relation: '他方',
    reason: '第三方先付',
  });

  await desk.at('2023-06-12 10:10');
  writeCharges(hisOf(desk), 'S10', { part: 1 });
  writeDischargeNotice(hisOf(desk), 'S10');
  await eventually(
    () => strip(desk, recalled),
    ({ state, chargeCount }) => state === 'ward-discharged' && chargeCount > 0,
  );
  await settle(desk, recalled, 'online');
  await finished(desk, recalled);
  await closeShift(desk, '6200.00');
  for (const story of ['S01', 'S03', 'S05', 'S09', 'S11', 'S12']) writeCharges(hisOf(desk), story);
  writeCharges(hisOf(desk), 'S04', { part: 1 });
  writeDischargeNotice(hisOf(desk), 'S12');
  await new AdmissionDesk(desk.program.page).lock();
}

/** Hit by a van: some of his lines are the other side's, the rest is insured and may use credit. Said by the clerk at the page. */
export async function admitInjured(desk: DayDesk): Promise<EncounterId> {
  const admission = new AdmissionDesk(desk.program.page);
  putCard(desk.folder, '示例壬');
  await admission.openAdmission();
  await expect(admission.orders).toContainText(maskName('示例壬'));
  await admission.readCard();
  await admission.sayInjury({ payer: '第三人', extent: '部分费用', words: '被货车撞伤' });
  await expect(admission.coverages).toContainText('职工基本医疗保险');
  await admission.fill({ contactName: '示例家属', contactPhone: '13800000099' });
  await admission.consent();
  await expect(admission.door('信用免押金')).toBeChecked();
  await expect(admission.primary).toBeEnabled();
  await admission.command('F9');
  await expect(admission.outcome).toBeVisible();
  return admission.page.url().split('/').at(-1) as EncounterId;
}

const hisOf = (desk: DayDesk) => desk.program.hisFolder;

async function byCard(desk: DayDesk, encounterId: EncounterId, amount: string, reference: string): Promise<void> {
  await take(desk, { encounterId, amount, way: 'bank-card', reference, reason: '示例' });
}
