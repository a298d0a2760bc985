import { test } from '@playwright/test';
import { openDay } from './day-desk.ts';
import { DayPages } from './day-pages.ts';
import { FIRST_DAY, playEarlierDays } from './earlier-days.ts';
import { playS09, playS10, playS11, playS12 } from './afternoon.ts';
import { closeWindow, eveningBooks } from './evening.ts';
import { lineReturns, nameS07, refundS05 } from './line-returns.ts';
import { nextMorning, sealedStays } from './next-morning.ts';
import { openShifts, playS01, playS02, playS03 } from './morning.ts';
import { centreFalls, hospitalLanFalls, playS04, playS05, playS06, playS06Waits, playS07, playS08 } from './outage.ts';

// One program from the first admission to the evening's books: each story goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

let day: DayPages;
test.beforeAll(async () => {
  test.setTimeout(90_000);
  const desk = await openDay(FIRST_DAY, (settings) => ({
    ...settings,
    injury: { thirdParty: 'lines' },
    invoice: { ...(settings['invoice'] as object), arrears: 'show' },
    centre: { ...(settings['centre'] as object), recall: { approval: 'both' } },
  }));
  await playEarlierDays(desk);
  day = new DayPages(desk);
});
test.afterAll(() => day?.desk.program.end());

const story = (name: string, play: (at: DayPages) => Promise<void>) => test(name, () => play(day));

story('08:00 开班', openShifts);
story('S01 示例甲:在线结算,扫码收自费', playS01);
story('S02 示例乙、示例丙:两次入院,两扇门', playS02);
story('S03 示例丁:跨省,补备案后直接结算', playS03);
story('09:40 医保专网断', centreFalls);
story('S04 示例戊:信用挂账离院', playS04);
story('S05 示例己:预交金留存离院', playS05);
story('10:30 院内网断', hospitalLanFalls);
story('S06 示例庚:清单可能不全,先等', playS06Waits);
story('S07 示例辛:无名氏急诊', playS07);
story('S06 示例庚:全额自费,手工报销', playS06);
story('S08 示例壬:另有责任方', playS08);
story('15:20 线路恢复,自动结算', lineReturns);
story('S07 认出本人,补登', nameS07);
story('S05 余款退回原卡', refundS05);
story('S09 示例癸:结果未知', playS09);
story('S10 示例子:结算召回', playS10);
story('S11 示例丑:超出额度,大额补助', playS11);
story('17:30 封班', closeWindow);
story('S12 示例寅:自动结算', playS12);
story('晚上的账', eveningBooks);
story('封过的班原样不动', sealedStays);
story('次日早上:日终对账平', nextMorning);
