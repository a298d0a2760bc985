import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { totalMustAgree } from '../../../../electron/core/centre/before-sending.ts';
import type { CentreContent, ReversalContent } from '../../../../electron/core/ports/centre-gateway.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { SendOutcome } from '../../../../shared/model/attempt-outcome.ts';
import type { BehaviourChange } from '../../../centre/behaviour.ts';
import { type DeskAtCentre, deskAtCentre, firstTrail } from './desk-at-centre.ts';

type Kind = ReversalContent['kind'];

const NUMBERS: Readonly<Record<Kind, string>> = {
  'admission-change': '2403',
  'settlement-reversal': '2305',
  'discharge-reversal': '2405',
  'charges-reversal': '2302',
  'charges-removal': '2302',
  'admission-reversal': '2404',
  'message-reversal': '2601',
};
const AT_ONCE: BehaviourChange = { lateVisibilityMs: 0 };

let folder: string;
let desk: DeskAtCentre;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'reversals-'));
  mkdirSync(path.join(folder, 'reader'));
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = async (content: CentreContent): Promise<SendOutcome> => desk.gateway.send(content, await desk.gateway.build(content, null));

async function done(content: CentreContent): Promise<Extract<SendOutcome, { kind: 'acknowledged' }>> {
  const outcome = await send(content);
  if (outcome.kind !== 'acknowledged') throw new Error(`${content.kind}: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Plays S01 as far as an act of this kind needs it, and says what that act is about. */
async function upTo(kind: Kind, behaviour: BehaviourChange = AT_ONCE): Promise<ReversalContent> {
  desk = await deskAtCentre(folder, behaviour);
  const visitNumber = (await done(desk.admission)).numberThere;
  const { insured, stayNumber, admittedAt } = desk.admission;
  const stay = { insured, visitNumber };
  switch (kind) {
    case 'admission-change': {
      const order = { ...desk.admission.order, bed: '09床', department: { code: 'D09', name: '示例新科室' } };
      return { ...desk.admission, kind, visitNumber, order };
    }
    case 'admission-reversal':
      return { ...stay, kind, careKind: 'inpatient', stayNumber, admittedAt };
    case 'charges-reversal':
      await done(desk.charges(visitNumber));
      return { ...stay, kind };
    case 'charges-removal':
      await done(desk.charges(visitNumber));
      return { ...stay, kind, lineNumber: null };
    case 'discharge-reversal':
      await done(desk.charges(visitNumber));
      await done(desk.discharge(visitNumber));
      return { ...stay, kind, careKind: 'inpatient', stayNumber, admittedAt };
    default:
      return settlementTakenBack(kind, visitNumber);
  }
}

async function settlementTakenBack(kind: 'settlement-reversal' | 'message-reversal', visitNumber: string): Promise<ReversalContent> {
  await done(desk.charges(visitNumber));
  await done(desk.discharge(visitNumber));
  const content = desk.settlement(visitNumber);
  const message = await desk.gateway.build(content, null);
  const settled = await desk.gateway.send(content, message);
  if (settled.kind !== 'acknowledged') throw new Error(JSON.stringify(settled));
  const { insured } = content;
  if (kind === 'message-reversal') return { kind, insured, originalMessageId: message.messageId, originalNumber: '2304' };
  return { kind, insured, visitNumber, settlementNumber: settled.numberThere };
}

/** What the referee's log shows of the act's object: gone, or there. */
async function there(kind: Kind): Promise<unknown> {
  const stay = (await desk.centre.referee()).stays[0];
  const states = {
    'admission-change': () => undefined,
    'settlement-reversal': () => stay?.state.settlement,
    'message-reversal': () => stay?.state.settlement,
    'discharge-reversal': () => stay?.state.discharge,
    'charges-reversal': () => stay?.state.lines,
    'charges-removal': () => stay?.state.lines,
    'admission-reversal': () => stay?.state.admission,
  };
  return states[kind]();
}

const ONE_BY_ONE = ['settlement-reversal', 'discharge-reversal', 'charges-reversal', 'charges-removal', 'admission-reversal'] as const;
const TAKEN_BACK = [...ONE_BY_ONE, 'message-reversal'] as const;
const ALL = [...TAKEN_BACK, 'admission-change'] as const;

describe('an act that takes something back', () => {
  it.each(TAKEN_BACK)('%s: is carried out', async (kind) => {
    const outcome = await done(await upTo(kind));
    expect(outcome.result.kind).toBe(kind);
    expect(await there(kind)).toBe('absent');
  });

  it('2305 brings the number and time of the cancelling settlement, whatever sign its amounts have', async () => {
    for (const cancelAmounts of ['negative', 'positive'] as const) {
      const content = await upTo('settlement-reversal', { ...AT_ONCE, cancelAmounts });
      const { result } = await done(content);
      expect(result).toMatchObject({ kind: 'settlement-reversal', reversalNumber: expect.stringMatching(/^210200J/) });
      expect(result.kind === 'settlement-reversal' && result.reversedAt?.slice(0, 10)).toBe('2023-06-13');
      if (cancelAmounts === 'negative') await desk.close();
    }
  });

  it('2403 changes what 5201 shows, and nothing else', async () => {
    await done(await upTo('admission-change'));
    const changes = (await desk.centre.log()).filter((row) => (row as { infno: string }).infno === '2403');
    expect(changes).toMatchObject([{ outcome: 'done', effect: 'change' }]);
    expect((await desk.centre.referee()).stays[0]?.state.admission).toBe('once');
  });
});

describe('its answer was lost', () => {
  it.each(ALL)('%s: found out, and there once', async (kind) => {
    const content = await upTo(kind);
    const message = await desk.gateway.build(content, null);
    desk.centre.arm({ infno: NUMBERS[kind], kind: 'lost-answer' });
    expect((await desk.gateway.send(content, message)).kind).toBe('unknown');
    expect(await desk.gateway.resolve(content, firstTrail(message.messageId))).toMatchObject({ kind: 'acknowledged', result: { kind } });
    if (kind !== 'admission-change') expect(await there(kind)).toBe('absent');
  });

  it.each(['settlement-reversal', 'discharge-reversal', 'admission-reversal', 'admission-change'] as const)(
    '%s: what never arrived is absent',
    async (kind) => {
      const content = await upTo(kind);
      const message = await desk.gateway.build(content, null);
      desk.centre.arm({ infno: NUMBERS[kind], kind: 'reset' });
      expect((await desk.gateway.send(content, message)).kind).toBe('unknown');
      expect((await desk.gateway.resolve(content, firstTrail(message.messageId))).kind).toBe('absent');
    },
  );

  it.each(['settlement-reversal', 'discharge-reversal', 'admission-reversal', 'admission-change'] as const)(
    '%s: while nothing is visible yet, nothing is taken for a fact',
    async (kind) => {
      const content = await upTo(kind, { lateVisibilityMs: 60_000 });
      const message = await desk.gateway.build(content, null);
      desk.centre.arm({ infno: NUMBERS[kind], kind: 'reset' }); // never arrived
      await desk.gateway.send(content, message);
      const early = await desk.gateway.resolve(content, firstTrail(message.messageId));
      if (kind === 'admission-reversal')
        expect(early).toMatchObject({ kind: 'acknowledged', byAbsence: true }); // not believed at once
      else expect(early.kind).toBe('unknown');
      desk.centre.behave({ lateVisibilityMs: 0 });
      expect((await desk.gateway.resolve(content, firstTrail(message.messageId))).kind).toBe('absent');
    },
  );

  it.each(ALL)('%s: a refused question leaves it unknown, in the words of the centre', async (kind) => {
    const content = await upTo(kind);
    const message = await desk.gateway.build(content, null);
    desk.centre.arm({ infno: NUMBERS[kind], kind: 'lost-answer' });
    await desk.gateway.send(content, message);
    const asked =
      { 'settlement-reversal': '5203', 'charges-reversal': '2302', 'charges-removal': '2302', 'message-reversal': '2601' }[
        kind as string
      ] ?? '5201';
    desk.centre.arm({ infno: asked, kind: 'refusal', text: '系统繁忙' });
    expect((await desk.gateway.resolve(content, firstTrail(message.messageId))).kind).toBe('unknown');
  });
});

describe('a refusal', () => {
  it.each(['settlement-reversal', 'discharge-reversal', 'admission-reversal', 'message-reversal'] as const)(
    '%s made again: "it is so already" is no failure, it is found out',
    async (kind) => {
      const content = await upTo(kind);
      await done(content);
      const message = await desk.gateway.build(content, null);
      expect((await desk.gateway.send(content, message)).kind).toBe('unknown');
      expect((await desk.gateway.resolve(content, firstTrail(message.messageId))).kind).toBe('acknowledged');
    },
  );

  it('any other one is a refusal', async () => {
    const content = await upTo('settlement-reversal');
    desk.centre.arm({ infno: '2305', kind: 'refusal', text: '已清算,不能办理' });
    expect(await send(content)).toEqual({ kind: 'rejected', words: '已清算,不能办理' });
  });
});

const charged = new AppError('rejected', 'centre.rejected', 'other charges', { words: '总额不一致', because: 'charges-total' });

describe('a stay that somebody else settled', () => {
  it('is taken over from 5203 when 2304 is refused for it, and not settled again', async () => {
    const content = await upTo('settlement-reversal', { ...AT_ONCE, lookupWithoutSettlementNumber: 'allowed' });
    if (content.kind !== 'settlement-reversal') throw new Error('S01 was settled');
    const again = await send(desk.settlement(content.visitNumber)); // as the desk that did not know
    expect(again).toMatchObject({ kind: 'acknowledged', numberThere: content.settlementNumber });
    expect((await desk.centre.referee()).stays[0]?.state.settlement).toBe('once');
  });

  it('over another total than ours is refused with both, at the question before and at the settlement itself', async () => {
    const content = await upTo('settlement-reversal', { ...AT_ONCE, lookupWithoutSettlementNumber: 'allowed' });
    if (content.kind !== 'settlement-reversal') throw new Error('S01 was settled');
    const settlement = { ...desk.settlement(content.visitNumber), total: Money.parse('12860.50') };
    const words = `已在别处结算,结算号${content.settlementNumber},中心总额12860.40,本院总额12860.50`;
    const message = await desk.gateway.build(desk.settlement(content.visitNumber), null);
    expect(await desk.gateway.send(settlement, message)).toMatchObject({ kind: 'rejected', words });
    const cannotTell = {
      preSettle: async () => {
        throw charged;
      },
      preSettleVisit: async () => {
        throw charged;
      },
    }; // a platform that only says no
    const asked = totalMustAgree(
      { ...cannotTell, words: desk.gateway.words, ask: (...question) => desk.gateway.ask(...question) },
      settlement,
    );
    await expect(asked).rejects.toMatchObject({ kind: 'rejected', details: { words } });
  });

  it('is refused where the centre does not show it without its number, and adopted when the number is told', async () => {
    const content = await upTo('settlement-reversal');
    if (content.kind !== 'settlement-reversal') throw new Error('S01 was settled');
    expect(await send(desk.settlement(content.visitNumber))).toMatchObject({ kind: 'rejected', words: '该就诊已结算,不能重复结算' });
    const { insured, visitNumber, settlementNumber } = content;
    const adopted = await done({ kind: 'settlement-adoption', insured, visitNumber, settlementNumber });
    expect(adopted.numberThere).toBe(settlementNumber);
    expect(adopted.result.kind === 'settlement' && String(adopted.result.split.pooledFund)).toBe('9477.50');
    expect(adopted.result.kind === 'settlement' && adopted.result.clearing).toMatchObject({
      schemeCode: '310',
      clearingType: '21',
      agencyCode: '210200',
    });
  });

  it('is not adopted once it was given back', async () => {
    const content = await upTo('settlement-reversal');
    if (content.kind !== 'settlement-reversal') throw new Error('S01 was settled');
    await done(content);
    const { insured, visitNumber, settlementNumber } = content;
    const adoption = { kind: 'settlement-adoption', insured, visitNumber, settlementNumber } as const;
    const message = await desk.gateway.build(adoption, null);
    expect((await desk.gateway.send(adoption, message)).kind).toBe('unknown');
    expect((await desk.gateway.resolve(adoption, firstTrail(message.messageId))).kind).toBe('rejected');
  });
});
