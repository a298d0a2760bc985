import { expect, test } from '@playwright/test';
import { DeskProgram } from '../support/desk-program.ts';
import { offsetTo } from '../support/story-clock.ts';
import { SignIn } from './pages/sign-in.ts';
import { Till } from './pages/till.ts';

let desk: DeskProgram;
test.beforeEach(async () => {
  desk = await DeskProgram.prepare(offsetTo('2023-06-13 08:00'));
});
test.afterEach(() => desk.end());

/** Pictures of the screens, for people: kept with the results of the run. */
const shoot = (name: string) => desk.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

test('开班、清点、短款写原因、封班，封班表再也不变', async () => {
  const page = await desk.open();
  await new SignIn(page).signIn('收费员甲', '1234');
  const till = new Till(page);
  await till.openShiftPage();
  await shoot('shift-none');
  await till.begin('1000');
  await expect(till.cash('应有现金')).toHaveText('1,000.00');
  await till.count({ 100: 9, 50: 1, 20: 2 });
  await expect(till.cash('清点合计')).toHaveText('990.00');
  await expect(till.cash('短款')).toHaveText('−10.00');
  await expect(till.primary).toBeDisabled();
  await shoot('shift-open');
  await till.seal({ receiver: '出纳示例', reason: '找零少收一张十元' });
  await expect(till.cash('短款')).toHaveText('−10.00');
  await expect(till.cash('实缴')).toHaveText('0.00');
  await shoot('shift-sealed');
});
