import { expect, test } from '@playwright/test';
import { PEOPLE, USUAL_LINES, writeVisit } from '../his/visits.ts';
import { putCard } from '../support/desk-folder.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { Cashier } from './pages/cashier.ts';
import { SignIn } from './pages/sign-in.ts';
import { Till } from './pages/till.ts';
import { VisitDesk } from './pages/visit-desk.ts';

let desk: DeskProgram;
const NUMBER = 'MZ25061001';
const AT = '2025-06-10T01:30:00.000Z';

test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2025-06-10 10:00'));
  const place = { code: 'H21030200001', name: '鞍山示例医院', region: '210300', level: 'tertiary' };
  desk.changeSettings((settings) => ({ ...settings, hospital: place }));
});
test.afterEach(() => desk.end());

const shoot = (name: string) => desk.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

/** Signed in with an open till, at 门诊收费, the visit of a person in the folder and his card in the reader. */
async function atTheWindow(person: keyof typeof PEOPLE, lines = USUAL_LINES): Promise<{ visit: VisitDesk; till: Till; cashier: Cashier }> {
  writeVisit(desk.hisFolder, { orderNo: NUMBER, patient: PEOPLE[person], visitedAt: AT, lines });
  putCard(desk.folder, person);
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const till = new Till(page);
  await till.begin('1000');
  const visit = new VisitDesk(page);
  await visit.openVisits();
  await expect(visit.waitingVisits).toContainText(NUMBER);
  return { visit, till, cashier: new Cashier(page) };
}

test('鞍山职工门诊统筹：读卡、预结算、结算、收现找零，班结一分不差', async () => {
  test.setTimeout(120_000);
  const { visit, till, cashier } = await atTheWindow('示例未');
  await shoot('list');
  await visit.readCard();
  await expect(visit.amount('起付线', 'estimate')).toHaveText('700.00');
  await expect(visit.amount('统筹基金', 'estimate')).toHaveText('235.00');
  await shoot('estimate');
  await visit.preSettle();
  await expect(visit.amount('统筹基金', 'centre')).toHaveText('235.00');
  await expect(visit.amount('个人负担', 'centre')).toHaveText('1,015.00');
  await expect(visit.amount('个人负担', 'difference')).toHaveText('0.00');
  await expect(visit.why).toContainText('1,015.00');
  await shoot('pre-settled');
  await visit.press('F7');
  await expect(visit.title).toHaveText('费用清单');
  await visit.press('Escape');
  await expect(visit.why).toContainText('1,015.00');
  await visit.settle();
  await expect(visit.outcomeAmount('fund')).toHaveText('235.00');
  await expect(visit.outcomeAmount('due')).toHaveText('1,015.00');
  await expect(visit.primary).toContainText('收款');
  await shoot('settled');

  await visit.press('F6');
  await expect(cashier.due('本窗口应收')).toHaveText('1,015.00');
  await cashier.fill('实收', '1100');
  await expect(cashier.change).toContainText('收您 1,100.00，找您 85.00');
  await shoot('paying');
  await cashier.take();
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');

  await till.openShiftPage();
  await expect(till.cash('应有现金')).toHaveText('2,015.00');
  await expect(till.column('total')).toHaveText('1,250.00');
  await shoot('shift');
  const { stays } = await desk.standins.centre.control<{ stays: { money: { total: string; fund: string } }[] }>(
    'GET',
    `referee?iptNo=${NUMBER}`,
  );
  expect(stays[0]?.money).toMatchObject({ total: '1250.00', fund: '235.00' });
});
