import { shiftContract } from '../../../shared/contract/shift-contract.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import type { DeskServices } from '../services/desk-services.ts';
import { type Answers, handle, type IpcDeps, type Session } from './register.ts';

export function clerkOf(session: Session): string {
  invariant(session.clerkId !== null, 'the permission was checked: somebody is signed in');
  return session.clerkId;
}

/** What moves money, and the books that say so. */
export function answerMoney(answers: Answers, deps: IpcDeps, services: DeskServices): void {
  answerShift(answers, deps, services);
}

function answerShift(answers: Answers, deps: IpcDeps, { shifts }: DeskServices): void {
  handle(answers, deps, shiftContract.view, ({ pieces }, session) => shifts.view(pieces, clerkOf(session)));
  handle(answers, deps, shiftContract.open, ({ float, key }, session) => {
    shifts.open(float, key, clerkOf(session));
    return {};
  });
  handle(answers, deps, shiftContract.addFloat, ({ amount, key }, session) => {
    shifts.addFloat(amount, key, clerkOf(session));
    return {};
  });
  handle(answers, deps, shiftContract.close, (request, session) => ({ shiftId: shifts.close(request, clerkOf(session)) }));
  handle(answers, deps, shiftContract.voidClose, ({ shiftId, reason, key }, session) => {
    shifts.voidClose(shiftId, reason, key, clerkOf(session));
    return {};
  });
  handle(answers, deps, shiftContract.list, () => ({ shifts: shifts.list() }));
  handle(answers, deps, shiftContract.sealed, ({ shiftId }) => ({ seals: shifts.sealed(shiftId) }));
}
