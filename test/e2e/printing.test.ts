import { expect, test } from '@playwright/test';
import { DeskProgram } from '../support/desk-program.ts';
import { canPrint, PaperSink, type PrintServer, startPrintServer } from '../support/print-server.ts';
import { offsetTo } from '../support/story-clock.ts';
import { SignIn } from './pages/sign-in.ts';
import { Till } from './pages/till.ts';

test.skip(!canPrint(), 'this computer has no printing service that a test may start');

let desk: DeskProgram;
let server: PrintServer;
let sink: PaperSink;
test.beforeEach(async () => {
  server = await startPrintServer();
  sink = await PaperSink.off();
  await server.addQueue('front', sink.port);
  desk = await DeskProgram.prepare(offsetTo('2023-06-13 08:00'));
});
test.afterEach(async () => {
  await desk.end();
  await sink.close();
  await server.stop();
});

const shoot = (name: string) => desk.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

test('没有打印机时说怎么办；打印机关着时排队并说明，开机后出纸才算；补打要原因和班组长，纸上有标记', async () => {
  test.setTimeout(150_000);
  let page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  let till = new Till(page);
  await till.begin('1000');
  await till.press('Control+p');
  await expect(till.title).toHaveText('打印');
  await expect(till.why).toContainText('没有设置打印机');
  await shoot('none');
  await desk.shut();

  desk.changeSettings((settings) => ({ ...settings, printing: { server: server.socket, queue: 'front' } }));
  page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  till = new Till(page);
  await till.openShiftPage();
  await till.count({ 100: 10 });
  await till.seal({ receiver: '出纳示例' });
  await till.press('F10');
  await expect(page.getByText('封班表已打印存档')).toBeVisible({ timeout: 20_000 });
  await till.press('F10'); // a second copy is a reprint
  await expect(page.getByText('这份单据已经打印过')).toBeVisible({ timeout: 10_000 });
  await till.press('Control+p');
  const papers = page.getByRole('table', { name: '最近的单据' });
  await expect(papers).toContainText('封班表');
  await expect(papers).toContainText('打印机连不上', { timeout: 20_000 });
  await expect(till.light('打印机')).toContainText('断', { timeout: 10_000 });
  await shoot('off');
  await sink.switchOn();
  await expect(papers).toContainText('已出纸', { timeout: 60_000 });
  expect(sink.papers).toHaveLength(1);

  await till.press('Control+r');
  const panel = page.getByRole('region', { name: '补打' });
  await panel.getByRole('textbox', { name: '补打原因' }).fill('原件被水打湿');
  await panel.getByRole('combobox', { name: '同意人' }).click();
  await page.getByTitle('班组长乙').click();
  await panel.getByRole('textbox', { name: '班组长口令' }).fill('0000');
  await till.press('F9');
  await expect(panel).toContainText('口令');
  await panel.getByRole('textbox', { name: '班组长口令' }).fill('5678');
  await shoot('reprint');
  await page.waitForTimeout(1_000); // a second press within a second is ignored
  await till.press('F9');
  await expect(panel).toBeHidden({ timeout: 20_000 });
  await expect(papers).toContainText('第 2 次（补打）');
  await expect.poll(() => sink.papers.length, { timeout: 60_000 }).toBe(2);
  await expect(papers.getByText('已出纸')).toHaveCount(2, { timeout: 20_000 });
  await shoot('printed');
});
