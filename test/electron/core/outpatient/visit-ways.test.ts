import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { shiftContract } from '../../../../shared/contract/shift-contract.ts';
import { visitContract } from '../../../../shared/contract/visit-contract.ts';
import { TAKEN_BACK, TARGETED, USUAL_LINES, writeVisitLines } from '../../../his/visits.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { acts, askInvoice, collect, key, openVisit, pay, preSettle, row, startClinic, until, view } from './visit-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const LATER = '2025-06-10T01:50:00.000Z';
const CLINIC = { code: 'H31010100001', name: '上海美中嘉和肿瘤门诊部', region: '310000', networked: true };

describe('a refund', () => {
  it('what the pharmacy took back: the whole is reversed, the rest settled anew, four postings and no net one', async () => {
    desk = await startClinic();
    const visit = await openVisit(desk, '示例未');
    await preSettle(desk, visit);
    await pay(desk, visit);
    await until(desk, visit, 'settled');
    await collect(desk, visit);
    writeVisitLines(path.join(desk.folder, 'his'), 'MZ25061001', LATER, [TAKEN_BACK]);
    await eventually(
      () => view(desk, visit),
      ({ total }) => total.toString() === '1050.00',
    );
    const refund = () => desk.call(visitContract.refund, { encounterId: visit, reason: '药房已退药', key: key() });
    // Its invoice is asked about first; a paper one that is out keeps the money here.
    desk.invoice.mark((await askInvoice(desk, visit)).stayNumber, { paperTaken: true });
    await askInvoice(desk, visit);
    await expect(refund()).rejects.toMatchObject({ code: 'encounter.wrong-state', details: { because: 'invoice-paper-taken' } });
    desk.invoice.mark('MZ25061001', { paperTaken: false });
    await askInvoice(desk, visit);
    await refund();
    const open = await until(desk, visit, 'open');
    expect(open.back.toString()).toBe('1015.00');
    // In scope 20 + 880 + 90 = 990.00: fund (990.00 - 700.00) x 50 % = 145.00, of 1,050.00.
    expect(row(await preSettle(desk, visit), 'pooledFund')).toMatchObject({ estimate: '145.00', preSettled: '145.00' });
    await pay(desk, visit);
    const again = await until(desk, visit, 'settled');
    expect([again.outcome?.cash.toString(), again.back.toString()]).toEqual(['905.00', '110.00']);
    const { tenders } = await desk.call(paymentContract.view, { encounterId: visit });
    const rest = { byTransfer: false, receipt: 'returned', reason: '退药', reference: '', payee: null, approval: null } as const;
    await desk.call(paymentContract.giveBack, {
      encounterId: visit,
      postingId: tenders[0]?.postingId ?? 0,
      amount: '110.00',
      ...rest,
      key: key(),
    });
    const sheet = (await desk.call(shiftContract.view, { pieces: [] })).open?.sheet;
    expect([sheet?.settlements.total.toString(), sheet?.settlements.settlements, sheet?.settlements.recalls]).toEqual(['1050.00', 2, 1]);
    expect(sheet?.till.due.toString()).toBe('905.00');
    expect((await desk.centre.referee('MZ25061001')).stays[0]).toMatchObject({ settlements: { recorded: 2, live: 1 }, doubled: false });
  });
});

describe('the centre is away', () => {
  it('paid in full today, given back and settled with the insurance when the line is there again', async () => {
    desk = await startClinic();
    const visit = await openVisit(desk, '示例未');
    await pay(desk, visit, 'self-pay', '专网断');
    await collect(desk, visit);
    const paid = await view(desk, visit);
    expect(paid).toMatchObject({ stage: 'self-paid', resettle: { open: true, until: '2025-07-10' } });
    expect((await acts(desk, visit)).filter((act) => act.startsWith('visit'))).toEqual([]);
    await desk.call(visitContract.resettle, { encounterId: visit, reason: '线路恢复', key: key() });
    await preSettle(desk, visit);
    await pay(desk, visit);
    const settled = await until(desk, visit, 'settled');
    expect([settled.outcome?.cash.toString(), settled.back.toString()]).toEqual(['1015.00', '235.00']);
  });

  it('claimed by hand: for good, and what the centre had is taken back first', async () => {
    desk = await startClinic();
    const visit = await openVisit(desk, '示例未');
    await preSettle(desk, visit);
    await expect(pay(desk, visit, 'claim', ' ')).rejects.toMatchObject({ code: 'leave.reason-missing' });
    expect((await view(desk, visit)).stage).not.toBe('claimed');
    await pay(desk, visit, 'claim', '病人要回参保地报');
    const claimed = await eventually(
      () => view(desk, visit),
      ({ stage, strip }) => stage === 'claimed' && strip.registration === 'reversed',
    );
    expect(claimed).toMatchObject({
      resettle: { open: false },
      refund: { open: false },
      documents: ['病历', '明细清单', '发票', '定点机构证明'],
    });
    expect((await desk.centre.referee('MZ25061001')).stays[0]).toMatchObject({ admissions: { live: 0 }, lines: { live: 0 } });
    await expect(preSettle(desk, visit)).rejects.toMatchObject({ code: 'encounter.wrong-state' });
  });
});

describe('accounts', () => {
  it('own account pays to its balance; a sibling may lend only since the law of 2024', async () => {
    desk = await startClinic();
    const visit = await openVisit(desk, '示例未');
    const { coverageId } = await view(desk, visit);
    const choose = (choice: object) =>
      desk.call(visitContract.choose, { encounterId: visit, coverageId, choice: choice as never, key: key() });
    await choose({ account: 'own', relative: null, ownerPlace: null, bound: false });
    expect(row(await preSettle(desk, visit), 'account')).toEqual({ estimate: '126.40', preSettled: '126.40', final: null });
    const unbound = await choose({ account: 'family', relative: 'sibling', ownerPlace: 'local', bound: false });
    expect(unbound.accounts.find(({ account }) => account === 'family')).toMatchObject({
      open: false,
      gates: [{ code: 'account.not-bound' }],
    });
    const bound = await choose({ account: 'family', relative: 'sibling', ownerPlace: 'local', bound: true });
    expect(bound.accounts.find(({ account }) => account === 'family')).toMatchObject({ open: true, gates: [] });
    await preSettle(desk, visit);
    await pay(desk, visit);
    const { outcome } = await until(desk, visit, 'settled');
    expect([outcome?.account, outcome?.familyAccount, outcome?.cash].map(String)).toEqual(['0.00', '300.00', '715.00']);
  });
});

describe('a clinic of the delta, somebody insured in 宁波', () => {
  it('the line of the targeted drug says why, with its article; the rest is settled', async () => {
    desk = await startClinic({}, CLINIC);
    const visit = await openVisit(desk, '示例申', { lines: [...USUAL_LINES, TARGETED] });
    expect(await view(desk, visit)).toMatchObject({ standing: 'none' });
    const asked = await preSettle(desk, visit);
    const [line] = asked.lines.filter(({ lineNumber }) => lineNumber === TARGETED.no);
    expect(line).toMatchObject({ gates: [{ rule: 'Y-12', code: 'drug.counted-as-special' }] });
    expect(line?.words).toContain('靶向');
    expect(asked.lines.filter(({ gates }) => gates.length > 0)).toHaveLength(1);
    await pay(desk, visit);
    expect((await until(desk, visit, 'settled')).outcome?.fund.toString()).toBe('313.50');
  });
});

describe('a card that was read while the centre was away', () => {
  it('whose holder nobody knew: he is asked about when the visit is pre-settled', async () => {
    desk = await startClinic();
    await desk.centre.setLine(false);
    const visit = await openVisit(desk, '示例未');
    const away = await view(desk, visit);
    expect(away.ways.find(({ way }) => way === 'insured')?.closedBecause).toContain('insurance-unknown');
    await expect(preSettle(desk, visit)).rejects.toMatchObject({ code: 'centre.unreachable' });
    await desk.centre.setLine(true);
    expect(await preSettle(desk, visit)).toMatchObject({ stage: 'pre-settled', coverageFixed: true });
    await pay(desk, visit);
    expect((await until(desk, visit, 'settled')).outcome?.fund.isZero()).toBe(false);
  });
});

describe('a patient in hospital', () => {
  it('has no pooled outpatient care meanwhile; the desk says which stay, and what may be done instead', async () => {
    desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-13 10:00') });
    await signIn(desk);
    await admit(desk, 'S01', '示例甲', 'deposit');
    const at = new Date(Date.parse('2023-06-13T02:05:00Z')).toISOString();
    desk.setClock(offsetTo('2023-06-13 10:10'));
    const visit = await openVisit(desk, '示例甲', { visitedAt: at });
    const seen = await view(desk, visit);
    expect(seen.inHospital).toMatchObject({ where: 'here' });
    expect(seen.ways.find(({ way }) => way === 'insured')?.closedBecause).toContain('in-hospital');
    expect(seen.ways.find(({ way }) => way === 'self-pay')?.open).toBe(true);
    expect((await preSettle(desk, visit)).refusal).toContain('正在住院');
  });
});

describe('looking into records', () => {
  it('only with a reason, and who looked is kept', async () => {
    desk = await startClinic();
    await openVisit(desk, '示例未');
    const asked = { from: '2025-06-10', until: '2025-06-10', search: '' } as const;
    await expect(desk.call(visitContract.records, { ...asked, reason: '' })).rejects.toMatchObject({ code: 'ipc.invalid-request' });
    const { records } = await desk.call(visitContract.records, { ...asked, reason: '核对退费' });
    expect(records).toMatchObject([{ orderNumber: 'MZ25061001', patientName: '示*未', stage: 'open' }]);
  });
});
