import { expect, test } from '@playwright/test';
import persons from '../centre/persons.json' with { type: 'json' };
import { Caller } from '../centre/caller/caller.ts';
import { VisitCaller } from '../centre/caller/visit-caller.ts';
import { PEOPLE, TAKEN_BACK, USUAL_LINES, writeVisit, writeVisitLines } from '../his/visits.ts';
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
/** Cash has no such coins. */
const SIX_FEN = { no: '9006', code: 'C14070321700001000000456', name: '一次性使用面罩(自费)', price: '0.060000', amount: '0.06' };

test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2025-06-10 10:00'));
  const place = { code: 'H21030200001', name: '鞍山示例医院', region: '210300', level: 'tertiary' };
  const till = (settings: Record<string, unknown>) => ({ ...(settings['till'] as object), cashRounding: 'jiao' });
  desk.changeSettings((settings) => ({ ...settings, hospital: place, till: till(settings) }));
});
test.afterEach(() => desk.end());

const shoot = (name: string) => desk.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

/** Signed in with an open till, at 门诊收费, the visit of a person in the folder and his card in the reader. */
async function atTheWindow(
  person: keyof typeof PEOPLE,
  lines = USUAL_LINES,
  [clerk, pin]: readonly [string, string] = ['收费员甲', '1234'],
): Promise<{ visit: VisitDesk; till: Till; cashier: Cashier }> {
  writeVisit(desk.hisFolder, { orderNo: NUMBER, patient: PEOPLE[person], visitedAt: AT, lines });
  putCard(desk.folder, person);
  const page = await desk.open();
  await new SignIn(page).signIn(clerk, pin);
  const till = new Till(page);
  await till.begin('1000');
  const visit = new VisitDesk(page);
  await visit.openVisits();
  await expect(visit.waitingVisits).toContainText(NUMBER);
  return { visit, till, cashier: new Cashier(page) };
}

test('鞍山职工门诊统筹：结算收款、退药退费、断网四条路、退费重结、家庭共济、记录查询，一分不差', async () => {
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

  // The pharmacy took two boxes back: the whole is reversed, the rest settled anew, 110.00 go back the way they came.
  writeVisitLines(desk.hisFolder, NUMBER, '2025-06-10T01:50:00.000Z', [TAKEN_BACK]);
  await visit.openStays();
  await visit.openVisits();
  await visit.readCard();
  await expect(visit.line('9003')).toContainText('已退 200.00');
  await visit.undo('退费', '药房已退药');
  await expect(visit.primary).toContainText('预结算', { timeout: 20_000 });
  await visit.preSettle();
  await expect(visit.amount('统筹基金', 'centre')).toHaveText('145.00');
  await visit.settle();
  await expect(visit.outcomeAmount('back')).toHaveText('110.00');
  await expect(visit.primary).toContainText('退款');
  await visit.press('F6');
  await cashier.beginRefundByKey();
  await cashier.fill('金额', '110');
  await desk.page.getByRole('textbox', { name: '原因' }).fill('退药');
  await expect(cashier.primary).toBeEnabled();
  await cashier.press('F9');
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');

  // The line is away: the insured way is closed and says so; by hand only with a reason; paid in full today, settled when it is back.
  writeVisit(desk.hisFolder, { orderNo: 'MZ25061002', patient: PEOPLE.示例酉, visitedAt: AT, lines: [...USUAL_LINES, SIX_FEN] });
  await visit.openStays();
  await visit.openVisits();
  putCard(desk.folder, '示例酉');
  await expect(visit.waitingVisits).toContainText('MZ25061002');
  await visit.readCard();
  await desk.standins.centre.control('POST', 'line', { up: false });
  await expect(visit.banners.first()).toContainText('医保', { timeout: 20_000 });
  await expect(desk.page.locator('[data-exit="insured"]')).toContainText('医保专网断');
  await visit.press('3');
  await expect(visit.why).toContainText('请写明不联网的原因');
  await expect(visit.primary).toBeDisabled();
  await desk.page.getByRole('textbox', { name: '不联网的原因' }).fill('病人要回参保地报');
  await expect(visit.primary).toBeEnabled();
  await shoot('claim-reason');
  await visit.way('改日再来');
  await expect(visit.primary).toContainText('改日再来');
  await visit.way('全额自费，以后退费重结');
  await expect(visit.primary).toBeEnabled();
  await visit.press('F9');
  await expect(visit.outcomeAmount('due')).toHaveText('1,250.06');
  await visit.press('F6');
  await expect(cashier.change).toContainText('收现金 1,250.10，分币差额 −0.04');
  await cashier.take();
  await expect(cashier.due('本窗口应收')).toHaveText('0.00');
  await desk.standins.centre.control('POST', 'line', { up: true });
  await cashier.press('Alt+3');
  await expect(visit.light('医保')).not.toContainText('断', { timeout: 20_000 });
  await visit.undo('退费重结', '线路恢复');
  await expect(visit.primary).toContainText('预结算', { timeout: 20_000 });
  // A relative's account: only one that is shown to be bound, and nobody here sees whose it is.
  await desk.page.getByRole('radio', { name: '家庭共济' }).press('Space');
  await expect(desk.page.getByRole('list', { name: '个人账户' })).toBeVisible();
  await desk.page.getByRole('checkbox', { name: /已绑定/ }).press('Space');
  await expect(desk.page.getByRole('list', { name: '个人账户' })).toHaveCount(0);
  await shoot('family-account');
  await visit.preSettle();
  await visit.settle();
  await expect(visit.primary).toContainText('退款');
  await shoot('resettled');

  // Other people's visits are looked up for a reason only.
  await visit.press('Alt+5');
  await expect(visit.title).toHaveText('门诊记录查询');
  await expect(visit.primary).toBeDisabled();
  await desk.page.getByRole('textbox', { name: '查询理由' }).fill('病人来问上次费用');
  await expect(visit.primary).toBeEnabled();
  await visit.press('F8');
  await expect(desk.page.getByRole('table', { name: '门诊记录查询' })).toContainText('MZ25061002');
  await shoot('records');
});

test('手机上已结算、本院结算被拒：值班长按结算编号接管，不再结算第二次', async () => {
  const { visit } = await atTheWindow('示例未', USUAL_LINES, ['班组长乙', '5678']);
  const { centre } = desk.standins;
  await centre.control('POST', 'behaviour', { lateVisibilityMs: 0 });
  await visit.readCard();
  await visit.preSettle();
  const settlementNumber = await settledByPhone();
  await centre.control('POST', 'faults', { infno: '2207', kind: 'refusal', text: '结算服务正在维护' });
  await expect(visit.primary).toBeEnabled();
  await visit.press('F9');
  await expect(visit.gates).toContainText('结算服务正在维护', { timeout: 20_000 });
  await visit.press('Control+j');
  const panel = desk.page.getByRole('form', { name: '接管中心已有的结算' });
  await panel.getByRole('textbox', { name: '结算编号' }).fill(settlementNumber);
  await panel.getByRole('textbox', { name: '原因（谁告知、凭什么）' }).fill('病人出示手机结算单');
  await shoot('adopting');
  await panel.getByRole('button').click();
  await expect(visit.figures).toHaveAttribute('data-standing', 'final', { timeout: 30_000 });
  await expect(visit.outcome).toContainText(settlementNumber);
  await expect(visit.gates).not.toContainText('结算服务正在维护');
  await shoot('adopted');
  const { stays } = await centre.control<{ stays: { settlements: { live: number } }[] }>('GET', `referee?iptNo=${NUMBER}`);
  expect(stays[0]?.settlements.live).toBe(1);
});

/** The same lines, uploaded and settled at the centre with messages that are not the desk's. */
async function settledByPhone(): Promise<string> {
  const { centre } = desk.standins;
  const caller = new Caller(centre.url);
  caller.nowMs = () => Date.now() + offsetTo('2025-06-10 10:00');
  const phone = new VisitCaller(caller, persons.find(({ name }) => name === '示例未') ?? {});
  const log = await centre.control<{ infno: string; effectId: string }[]>('GET', 'log');
  phone.mdtrtId = log.find(({ infno, effectId }) => infno === '2201' && effectId !== '')?.effectId ?? '';
  phone.batch = 'PHONE';
  await phone.removeLines();
  await phone.upload(
    USUAL_LINES.map(({ no, code, price, amount, quantity = '1.0000' }) => ({ no: `8${no}`, code, price, amount, quantity })),
  );
  await phone.settle();
  return phone.setlId;
}
