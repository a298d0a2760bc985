import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deskAnswers, printAnswers, problemAnswers } from '../../electron/core/ipc/answers.ts';
import { handle, type IpcDeps } from '../../electron/core/ipc/register.ts';
import type { DeskServices } from '../../electron/core/services/desk-services.ts';
import { admissionContract } from '../../shared/contract/admission-contract.ts';
import { DESK_CHANNELS, PRINT_CHANNELS } from '../../shared/contract/channel-names.ts';
import { type Channel, defineChannel, type Permission, type Reply, wireErrorSchema } from '../../shared/contract/define-channel.ts';
import { chargeContract } from '../../shared/contract/charge-contract.ts';
import { caseContract } from '../../shared/contract/case-contract.ts';
import { deskContract } from '../../shared/contract/desk-contract.ts';
import { encounterContract } from '../../shared/contract/encounter-contract.ts';
import { creditContract } from '../../shared/contract/credit-contract.ts';
import { booksContract } from '../../shared/contract/books-contract.ts';
import { supervisorContract } from '../../shared/contract/supervisor-contract.ts';
import { dayEndContract } from '../../shared/contract/day-end-contract.ts';
import { interimContract } from '../../shared/contract/interim-contract.ts';
import { invoiceContract } from '../../shared/contract/invoice-contract.ts';
import { printingContract } from '../../shared/contract/print-contract.ts';
import { paymentContract } from '../../shared/contract/payment-contract.ts';
import { paperContract, printContract } from '../../shared/contract/paper-contract.ts';
import { personContract } from '../../shared/contract/person-contract.ts';
import { recallContract } from '../../shared/contract/recall-contract.ts';
import { visitContract } from '../../shared/contract/visit-contract.ts';
import { reconciliationContract } from '../../shared/contract/reconciliation-contract.ts';
import { sessionContract } from '../../shared/contract/session-contract.ts';
import { settingsContract } from '../../shared/contract/settings-contract.ts';
import { settlementContract } from '../../shared/contract/settlement-contract.ts';
import { dayCareContract } from '../../shared/contract/day-care-contract.ts';
import { changeContract } from '../../shared/contract/change-contract.ts';
import { inPatientContract } from '../../shared/contract/in-patient-contract.ts';
import { patientContract } from '../../shared/contract/patient-contract.ts';
import { stayContract } from '../../shared/contract/stay-contract.ts';
import { stayInsuranceContract } from '../../shared/contract/stay-insurance-contract.ts';
import { shiftContract } from '../../shared/contract/shift-contract.ts';
import { worklistContract } from '../../shared/contract/worklist-contract.ts';
import { AppError, ERROR_CODES } from '../../shared/errors/app-error.ts';
import type { PaperId } from '../../shared/identity/ids.ts';
import type { Money } from '../../shared/money/money.ts';
import { money } from '../../shared/money/money-schema.ts';

type AnyChannel = Channel<z.ZodType, z.ZodType>;

const PARTS = [
  admissionContract,
  caseContract,
  chargeContract,
  deskContract,
  encounterContract,
  interimContract,
  paperContract,
  personContract,
  printContract,
  recallContract,
  visitContract,
  reconciliationContract,
  sessionContract,
  settingsContract,
  settlementContract,
  changeContract,
  dayCareContract,
  inPatientContract,
  patientContract,
  stayContract,
  stayInsuranceContract,
  shiftContract,
  booksContract,
  dayEndContract,
  supervisorContract,
  creditContract,
  invoiceContract,
  printingContract,
  paymentContract,
  worklistContract,
];
const CONTRACT = PARTS.flatMap((part) => Object.values(part) as unknown as AnyChannel[]);

const failures: string[] = [];
const deps = (...may: Permission[]): IpcDeps => ({
  session: () => ({ clerkId: may.length > 1 ? 'A01' : null, may: (permission) => may.includes(permission) }),
  log: { event: () => undefined, failure: (_where, id) => void failures.push(id) },
});

describe('the contract', () => {
  it('has every channel by name once, and no other', () => {
    expect(CONTRACT.map(({ name }) => name).toSorted()).toEqual([...DESK_CHANNELS, ...PRINT_CHANNELS].toSorted());
  });

  it('lets nobody who is not signed in do more than see the desk and sign in', () => {
    const open = CONTRACT.filter(({ permission }) => permission === 'anyone').map(({ name }) => name);
    expect(open.filter((name) => !/^(desk|session|print)\./.test(name))).toEqual([]);
  });

  it('gives a key to every channel that the client repeats by itself and that is not a mere reading', () => {
    for (const { name, effect, request } of CONTRACT) {
      const shape = request instanceof z.ZodObject ? Object.keys(request.shape) : [];
      expect([name, shape.includes('key')]).toEqual([name, effect === 'keyed']);
    }
  });

  it('moves money and papers by key only', () => {
    const shift = ['shift.addFloat', 'shift.close', 'shift.open', 'shift.voidClose'];
    const payment = [
      'payment.approveRefund',
      'payment.askShare',
      'payment.decideShare',
      'payment.giveBack',
      'payment.refundPaid',
      'payment.refuseRefund',
      'payment.take',
    ];
    const centre = ['recall.ask', 'reconciliation.handle', 'settlement.adopt', 'settlement.chooseAccount', 'settlement.commit'];
    const stay = ['stay.admitUnknown', 'stay.cancel', 'stay.change', 'stay.changeCoverage', 'stay.register'];
    const visit = ['visit.choose', 'visit.open', 'visit.preSettle', 'visit.refund', 'visit.resettle', 'visit.settle'];
    const papers = ['invoice.issueWithArrears', 'paper.print', 'paper.printTill', 'paper.reprint'];
    const moving = [
      'admission.commit',
      'case.step',
      'charge.divide',
      'charge.takePrior',
      'credit.leave',
      'credit.raise',
      'dayEnd.handle',
      'interim.commit',
      ...papers,
      ...payment,
      ...centre,
      ...shift,
      ...stay,
      ...visit,
    ];
    expect(
      CONTRACT.filter(({ effect }) => effect === 'keyed')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(moving);
  });
});

describe('the answers', () => {
  const services = {} as DeskServices;

  it('of the desk are those of the desk, of a print window those of printing', () => {
    expect([...deskAnswers(deps(), services).keys()].toSorted()).toEqual([...DESK_CHANNELS].toSorted());
    expect([...printAnswers(deps(), services, 'p' as PaperId).keys()].toSorted()).toEqual([...PRINT_CHANNELS].toSorted());
  });

  it('of a desk that cannot work say why, and nothing else', async () => {
    const answers = problemAnswers(deps('anyone'), new AppError('storage', 'db.corrupt', 'x', { file: 'f' }));
    expect([...answers.keys()]).toEqual(['desk.problem']);
    expect(await answers.get('desk.problem')?.({}, 'c1')).toEqual({
      ok: true,
      value: { problem: { code: 'db.corrupt', details: { file: 'f' } } },
    });
  });

  it.each(CONTRACT.filter(({ permission }) => permission !== 'anyone').map(({ name }) => name))('%s is refused to nobody', async (name) => {
    const reply = (await deskAnswers(deps('anyone'), services).get(name)?.({}, 'c1')) as Reply;
    expect(reply).toMatchObject({ ok: false, error: { kind: 'permission', code: 'session.not-signed-in', correlationId: 'c1' } });
  });

  const channel = defineChannel({
    name: 'desk.status',
    request: z.strictObject({ amount: money }),
    response: z.strictObject({ twice: money }),
    permission: 'anyone',
    effect: 'read',
  });
  async function answer(raw: unknown, run: (request: { amount: Money }) => { twice: Money }): Promise<Reply> {
    const answers = new Map();
    handle(answers, deps('anyone'), channel, run);
    return answers.get('desk.status')(raw, 'c2');
  }

  it('carry Money as its text, both ways', async () => {
    const reply = await answer({ amount: '0.10' }, ({ amount }) => ({ twice: amount.plus(amount) }));
    expect(reply).toEqual({ ok: true, value: { twice: '0.20' } });
    expect(structuredClone(reply)).toEqual(reply); // goes through a port
  });

  it.each([{ amount: 0.1 }, { amount: '0.1' }, { amount: '1e2' }, { amount: '0.10', more: 1 }, {}, null, 'x'])(
    'refuse the request %j',
    async (raw) => {
      const reply = await answer(raw, ({ amount }) => ({ twice: amount }));
      expect(reply).toMatchObject({ ok: false, error: { kind: 'validation', code: 'ipc.invalid-request' } });
    },
  );

  it('never throw over the border: our own fault is a number for support and no text of it', async () => {
    const reply = await answer({ amount: '1.00' }, () => {
      throw new TypeError('示例甲 210202197703159910');
    });
    expect(reply).toEqual({
      ok: false,
      error: { kind: 'bug', code: 'app.bug', message: 'unexpected failure', details: {}, correlationId: 'c2' },
    });
    expect(failures).toContain('c2');
    expect(wireErrorSchema.safeParse(reply.ok ? null : reply.error).success).toBe(true);
  });

  it('of a wrong shape are our own fault, never sent', async () => {
    const reply = await answer({ amount: '1.00' }, () => ({ twice: '2.00' as unknown as Money }));
    expect(reply).toMatchObject({ ok: false, error: { kind: 'bug' } });
  });
});

describe('every error code', () => {
  const sentences = JSON.parse(readFileSync(new URL('../../renderer/i18n/zh-CN/errors.json', import.meta.url), 'utf8')) as Record<
    string,
    Record<string, unknown>
  >;

  it.each(ERROR_CODES)('%s has a sentence that says what happened and what to do', (code) => {
    const [area = '', reason = ''] = code.split('.');
    expect(sentences[area]?.[reason]).toEqual({
      what: expect.stringMatching(/\p{Script=Han}/u),
      do: expect.stringMatching(/\p{Script=Han}/u),
    });
  });

  it('and no sentence is for a code that does not exist', () => {
    const codes: readonly string[] = ERROR_CODES;
    const told = Object.entries(sentences).flatMap(([area, reasons]) => Object.keys(reasons).map((reason) => `${area}.${reason}`));
    expect(told.filter((code) => !codes.includes(code))).toEqual([]);
  });
});
