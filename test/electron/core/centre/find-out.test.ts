import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CentreContent, CentreGateway } from '../../../../electron/core/ports/centre-gateway.ts';
import type { AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import type { BehaviourChange } from '../../../centre/behaviour.ts';
import type { FaultRequest } from '../../../standin/faults.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { type DeskAtCentre, deskAtCentre, firstTrail } from './desk-at-centre.ts';

type Kind = Extract<CentreContent['kind'], 'admission' | 'charges' | 'discharge' | 'settlement'>;
type Way = Omit<FaultRequest, 'infno' | 'operation'>;

const NUMBERS: Readonly<Record<Kind, string>> = { admission: '2401', charges: '2301', discharge: '2402', settlement: '2304' };
const LOST: Way = { kind: 'lost-answer' };
const NEVER_ARRIVED: Way = { kind: 'reset' };

let folder: string;
let desk: DeskAtCentre | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'find-out-'));
  mkdirSync(path.join(folder, 'reader'));
});
afterEach(async () => {
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function done(content: CentreContent): Promise<string> {
  const outcome = await desk?.gateway.send(content, await desk.gateway.build(content, null));
  if (outcome?.kind !== 'acknowledged') throw new Error(JSON.stringify(outcome));
  return outcome.numberThere;
}

/** Everything before the act of this kind is done; then the act goes wrong, and its fate is asked for. */
async function loseAndAsk(kind: Kind, way: Way, behaviour: BehaviourChange) {
  desk = await deskAtCentre(folder, behaviour);
  const visit = kind === 'admission' ? '' : await done(desk.admission);
  const before = { admission: [], charges: [], discharge: [desk.charges], settlement: [desk.charges, desk.discharge] }[kind];
  for (const content of before) await done(content(visit));
  const content = kind === 'admission' ? desk.admission : desk[kind](visit);
  const message = await desk.gateway.build(content, null);
  desk.centre.arm({ infno: NUMBERS[kind], ...way });
  const sent = await desk.gateway.send(content, message);
  const { gateway } = desk;
  return {
    sent,
    ask: askWithTrail(gateway, content, message.messageId),
    state: async () => (await desk?.centre.referee())?.stays[0]?.state,
  };
}

/** Asks as the outbox does: with everything that was seen of the attempt before. */
function askWithTrail(gateway: CentreGateway, content: CentreContent, messageId: string): () => Promise<AttemptOutcome> {
  const seen: { outcome: AttemptOutcome['kind']; words: string | null }[] = [];
  return async () => {
    const takingBack = (words: string): void => void seen.push({ outcome: 'unknown', words });
    const outcome = await gateway.resolve(content, { messageId, seen: [...seen], takingBack });
    seen.push({ outcome: outcome.kind, words: outcome.kind === 'acknowledged' ? null : outcome.words });
    return outcome;
  };
}

const AT_ONCE: BehaviourChange = { lateVisibilityMs: 0 };

describe('a message that arrives after it was given up and sent again', () => {
  it.each(['admission', 'discharge'] as const)('the refusal of the second %s is no refusal: the first stands', async (kind) => {
    const behaviour = { ...AT_ONCE, repeatedAdmission: 'refused-same-number' } as const;
    const { ask, state } = await loseAndAsk(kind, LOST, behaviour);
    const visit = kind === 'admission' ? '' : ((await desk?.centre.referee())?.stays[0]?.admissions.mdtrtIds[0] ?? '');
    const content = kind === 'admission' ? desk?.admission : desk?.discharge(visit);
    if (desk === undefined || content === undefined) throw new Error('no desk');
    expect((await desk.gateway.send(content, await desk.gateway.build(content, null))).kind).toBe('unknown');
    expect((await ask()).kind).toBe('acknowledged');
    expect((await state())?.[kind]).toBe('once');
  });
});

describe('an attempt whose answer was lost', () => {
  it.each([
    ['admission', 'acknowledged', 'once', {}],
    ['charges', 'undone', 'absent', {}],
    ['discharge', 'acknowledged', 'once', {}],
    ['settlement', 'undone', 'absent', {}],
    ['settlement', 'acknowledged', 'once', { lookupWithoutSettlementNumber: 'allowed' }],
  ] as const)('%s: %s, and then stands there %s', async (kind, outcome, there, behaviour) => {
    const { sent, ask, state } = await loseAndAsk(kind, LOST, { ...AT_ONCE, ...behaviour });
    expect(sent.kind).toBe('unknown');
    expect((await ask()).kind).toBe(outcome);
    expect((await state())?.[kind === 'charges' ? 'lines' : kind]).toBe(there);
  });

  it('settlement by 5203: the same split as the answer would have had', async () => {
    const { ask } = await loseAndAsk('settlement', LOST, { ...AT_ONCE, lookupWithoutSettlementNumber: 'allowed' });
    const found = await ask();
    if (found.kind !== 'acknowledged' || found.result.kind !== 'settlement') throw new Error(JSON.stringify(found));
    const { total, pooledFund, inScopeOwnShare, burden } = found.result.split;
    expect([total, pooledFund, inScopeOwnShare, burden].map(String)).toEqual(['12860.40', '9477.50', '3146.90', '3382.90']);
  });
});

describe('an attempt that never arrived', () => {
  it.each(['admission', 'charges', 'discharge', 'settlement'] as const)('%s: absent, and nothing stands there', async (kind) => {
    const { sent, ask, state } = await loseAndAsk(kind, NEVER_ARRIVED, AT_ONCE);
    expect(sent.kind).toBe('unknown');
    expect((await ask()).kind).toBe('absent');
    expect((await state())?.[kind === 'charges' ? 'lines' : kind] ?? 'absent').toBe('absent');
  });
});

describe('an attempt that is done and not yet visible', () => {
  it.each([
    ['admission', {}],
    ['discharge', {}],
  ] as const)('%s: looks absent now and is acknowledged later', async (kind, behaviour) => {
    const { ask } = await loseAndAsk(kind, LOST, { lateVisibilityMs: 60_000, ...behaviour });
    expect((await ask()).kind).toBe('absent');
    desk?.centre.behave(AT_ONCE);
    expect((await ask()).kind).toBe('acknowledged');
  });

  it('settlement: is taken back by its own message id, however late it would have been seen', async () => {
    const { ask, state } = await loseAndAsk('settlement', LOST, { lateVisibilityMs: 60_000, lookupWithoutSettlementNumber: 'allowed' });
    expect((await ask()).kind).toBe('undone');
    expect((await ask()).kind).toBe('undone'); // asked again after an answer that was lost
    expect((await state())?.settlement).toBe('absent');
  });
});

describe('a settlement that was taken back and is still shown', () => {
  const SHOWN_LATE: BehaviourChange = { lateVisibilityMs: 600, lookupWithoutSettlementNumber: 'allowed' };

  it.each([
    ['was answered', undefined],
    ['went unanswered', { kind: 'lost-answer' }],
  ] as const)('is not believed to stand when the taking back %s', async (_how, fault) => {
    const { ask, state } = await loseAndAsk('settlement', LOST, SHOWN_LATE);
    await delay(450);
    if (fault !== undefined) desk?.centre.arm({ infno: '2601', ...fault });
    await ask().catch(() => undefined);
    await delay(250); // now the settlement is shown, and not yet that it was returned
    expect((await ask()).kind).toBe('undone');
    expect((await state())?.settlement).toBe('absent');
  });

  it('is asked for again when the centre refused to take it back', async () => {
    const { ask } = await loseAndAsk('settlement', LOST, { ...SHOWN_LATE, lateVisibilityMs: 60_000 });
    desk?.centre.arm({ infno: '2601', kind: 'refusal', text: '系统繁忙' });
    expect((await ask()).kind).toBe('unknown');
    desk?.centre.behave(AT_ONCE);
    expect((await ask()).kind).toBe('acknowledged');
  });
});

describe('a clock that was set back after the act', () => {
  it.each(['admission', 'discharge'] as const)('hides no %s', async (kind) => {
    const { ask } = await loseAndAsk(kind, LOST, { ...AT_ONCE, clockWindowSeconds: 90 * 86_400 });
    desk?.setClock('2023-06-01 10:00'); // before the admission
    expect((await ask()).kind).toBe('acknowledged');
  });
});

describe('what cannot be found out', () => {
  it.each([
    ['admission', '5201'],
    ['discharge', '5201'],
    ['charges', '2302'],
    ['settlement', '2601'],
  ] as const)('%s stays unknown while %s is refused, in the words of the centre', async (kind, infno) => {
    const { ask } = await loseAndAsk(kind, LOST, AT_ONCE);
    desk?.centre.arm({ infno, kind: 'refusal', text: '系统繁忙' });
    expect(await ask()).toEqual({ kind: 'unknown', words: '系统繁忙' });
  });

  it.each(['admission', 'charges', 'discharge', 'settlement'] as const)('%s: a line that is down changes nothing', async (kind) => {
    const { ask } = await loseAndAsk(kind, LOST, AT_ONCE);
    await desk?.centre.setLine(false);
    await expect(ask()).rejects.toMatchObject({ kind: 'gateway', code: 'centre.unreachable' });
  });

  it('a settlement outside the time of reversals stays unknown', async () => {
    const { ask, state } = await loseAndAsk('settlement', LOST, { ...AT_ONCE, reversalWindowMinutes: 1 });
    desk?.centre.setClockOffset(offsetTo('2023-06-13 10:03'));
    expect((await ask()).kind).toBe('unknown');
    expect((await state())?.settlement).toBe('once');
  });
});

describe('where 2601 may not take a settlement back', () => {
  it('it stays unknown, and nothing is asked of 2601', async () => {
    desk = await deskAtCentre(folder, AT_ONCE, { reversible: ['2401'] });
    const visit = await done(desk.admission);
    await done(desk.charges(visit));
    await done(desk.discharge(visit));
    const content = desk.settlement(visit);
    const message = await desk.gateway.build(content, null);
    desk.centre.arm({ infno: '2304', kind: 'lost-answer' });
    await desk.gateway.send(content, message);
    expect((await desk.gateway.resolve(content, firstTrail(message.messageId))).kind).toBe('unknown');
    const log = (await desk.centre.log()) as readonly { infno: string }[];
    expect(log.filter(({ infno }) => infno === '2601')).toEqual([]);
  });
});

describe('sign-in', () => {
  it('is made again for a question when the old one is of yesterday', async () => {
    desk = await deskAtCentre(folder, { signInRequired: true });
    const { insured } = desk.admission;
    desk.centre.behave({ clockWindowSeconds: 200_000 });
    desk.centre.setClockOffset(Date.parse('2023-06-14T00:10:00+08:00') - Date.now()); // the centre's day has turned
    expect(await desk.gateway.checkEligibility(insured, desk.admission.admittedAt)).toMatchObject({ eligible: true });
  });

  it('wanted by an act: nothing was done, and the next attempt carries a new one', async () => {
    desk = await deskAtCentre(folder, { signInRequired: true });
    desk.centre.behave({ clockWindowSeconds: 200_000 });
    const message = await desk.gateway.build(desk.admission, null);
    desk.centre.setClockOffset(Date.parse('2023-06-14T00:10:00+08:00') - Date.now());
    await expect(desk.gateway.send(desk.admission, message)).rejects.toMatchObject({ kind: 'gateway' });
    expect(await desk.gateway.send(desk.admission, await desk.gateway.build(desk.admission, null))).toMatchObject({ kind: 'acknowledged' });
    expect((await desk.centre.referee()).stays[0]?.state.admission).toBe('once');
  });
});
