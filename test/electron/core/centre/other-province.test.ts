import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../../electron/core/settings-schema.ts';
import type { CentreSettings } from '../../../../electron/core/centre/centre-settings.ts';
import { listInput, listRows, totalsInput } from '../../../../electron/core/centre/statement-codec.ts';
import { Money } from '../../../../shared/money/money.ts';
import { demoSettings } from '../../../support/desk-folder.ts';
import { type DeskAtCentre, deskAtCentre, firstTrail } from './desk-at-centre.ts';

const usual = settingsSchema.parse(demoSettings({ centre: 'http://127.0.0.1:1', bank: 'http://127.0.0.1:1' }, 0)).centre;
/** Another province says the same in other words. */
const OTHER: CentreSettings['words'] = {
  ...usual.words,
  notSignedIn: '请先登录',
  unknownPerson: '无此参保人',
  notFound: '无记录',
  alreadyUndone: '业务已回退',
  chargesDiffer: '金额对不上',
};

let folder: string;
let desk: DeskAtCentre;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'province-'));
  mkdirSync(path.join(folder, 'reader'));
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (words: CentreSettings['words'], change: Partial<CentreSettings> = {}) => {
  desk = await deskAtCentre(folder, { lateVisibilityMs: 0 }, { words, ...change });
};
const refuse = (infno: string, text: string, times = 1): void => desk.centre.arm({ infno, kind: 'refusal', text, times });
const signIns = async (): Promise<number> =>
  ((await desk.centre.log()) as readonly { infno: string }[]).filter(({ infno }) => infno === '9001').length;

describe.each([
  ['its own words, named in the settings', OTHER, true],
  ['words that nobody named', usual.words, false],
] as const)('%s', (_name, words, understood) => {
  it('decide what a taking-back found', async () => {
    await start(words);
    refuse('2302', '该明细无记录');
    const upload = await desk.gateway.resolve(desk.charges('V1'), firstTrail('M1'));
    expect(upload.kind).toBe(understood ? 'absent' : 'unknown');
    refuse('2601', '业务已回退');
    const settled = await desk.gateway.resolve(desk.settlement('V1'), firstTrail('M2'));
    expect(settled.kind).toBe(understood ? 'undone' : 'unknown');
  });

  it('decide whether the charges are compared, and whether a person is unknown', async () => {
    await start(words);
    const settlement = desk.settlement('V1');
    refuse('2304', '金额对不上,请核对');
    const message = { messageId: 'M3', requestText: '{"infno":"2304"}' };
    const because = understood ? { because: 'charges-total' } : {};
    expect(await desk.gateway.send(settlement, message)).toEqual({ kind: 'rejected', words: '金额对不上,请核对', ...because });
    refuse('1101', '无此参保人');
    await expect(desk.gateway.findPerson(settlement.insured.person)).rejects.toMatchObject({
      code: understood ? 'person.unknown-to-centre' : 'centre.rejected',
    });
  });

  it('decide whether a sign-in is wanted', async () => {
    await start(words);
    const before = await signIns();
    refuse('5206', '请先登录');
    const year = desk.gateway.yearToDate(desk.settlement('V1').insured, 2023);
    if (understood) await expect(year).resolves.toMatchObject({ year: 2023 });
    else await expect(year).rejects.toMatchObject({ code: 'centre.rejected' });
    expect((await signIns()) - before).toBe(understood ? 1 : 0);
  });
});

describe('the coverage before an act', () => {
  it('must be what it was: who is insured elsewhere or otherwise by now is not sent under the old one', async () => {
    await start(usual.words);
    const content = desk.discharge('V1');
    await expect(desk.gateway.build(content, null, true)).resolves.toBeDefined();
    for (const change of [{ schemeCode: '390' }, { insuredPlaceCode: '220100' }]) {
      const moved = { ...content, insured: { ...content.insured, ...change } };
      await expect(desk.gateway.build(moved, null)).resolves.toBeDefined(); // not asked
      await expect(desk.gateway.build(moved, null, true)).rejects.toMatchObject({
        code: 'centre.rejected',
        details: { words: expect.stringContaining('中心现为 310 210200') },
      });
    }
    refuse('1101', '卡识别码不能为空'); // says nothing about the coverage
    await expect(desk.gateway.build(content, null, true)).resolves.toBeDefined();
  });
});

describe('codes of another place', () => {
  it('stand in the messages', async () => {
    const codes = {
      ...usual.codes,
      operatorKind: '2',
      settlementWay: '02',
      statementRefundFlag: '000000',
      rowStands: '00',
      rowReturned: '01',
    };
    await start(usual.words, { codes });
    const { requestText } = await desk.gateway.build(desk.discharge('V1'), null);
    expect(JSON.parse(requestText)).toMatchObject({ opter_type: '2' });
    refuse('2303', '不能预结算');
    const settling = await desk.gateway.build(desk.settlement('V1'), null);
    expect(JSON.parse(settling.requestText)).toMatchObject({ input: { data: { psn_setlway: '02' } } });
    const entry = {
      ...{ settlementNumber: 'J1', visitNumber: 'V1', personNumber: 'P1', reversal: true },
      ...{ total: Money.ZERO, fund: Money.ZERO, account: Money.ZERO },
    };
    const about = { schemeCode: '310', clearingType: '21', agencyCode: '210200', from: '2023-06-13', to: '2023-06-13' };
    const list = { ...about, entries: [entry] } as never;
    expect(listRows(codes, list)[0]?.at(-1)).toBe('01');
    expect(listInput(codes, list, 'F1')).toMatchObject({ data: { refd_setl_flag: '000000', fixmedins_refd_setl_flag: '000000' } });
    const totals = { ...about, total: Money.ZERO, fund: Money.ZERO, account: Money.ZERO, count: 0 } as never;
    expect(totalsInput(codes, totals)).toMatchObject({ data: { refd_setl_flag: '000000' } });
  });

  it('a pattern that is none is named at the start', () => {
    const broken = { ...usual, words: { notFound: '(' } };
    expect(settingsSchema.shape.centre.safeParse(broken).error?.issues[0]?.path).toEqual(['words', 'notFound']);
  });
});
