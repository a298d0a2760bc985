import { chargeContract } from '../../../shared/contract/charge-contract.ts';
import { interimContract } from '../../../shared/contract/interim-contract.ts';
import type { DeskServices } from '../services/desk-services.ts';
import { clerkOf } from './money-answers.ts';
import { type Answers, handle, type IpcDeps } from './register.ts';

/** 费用清单, and what of it is settled while the stay goes on. */
export function answerCharges(answers: Answers, deps: IpcDeps, { charges, interims, priorCare }: DeskServices): void {
  handle(answers, deps, chargeContract.view, ({ encounterId }) => charges.view(encounterId));
  handle(answers, deps, chargeContract.lines, ({ encounterId, search, doubtful, page }) => {
    const { count, lines } = charges.lines(encounterId, { search, doubtful, page });
    return { count, lines: [...lines] };
  });
  handle(answers, deps, chargeContract.prior, ({ encounterId }) => priorCare.view(encounterId));
  handle(answers, deps, chargeContract.takePrior, (request, session) => priorCare.take(request, clerkOf(session)));
  handle(answers, deps, chargeContract.divide, (request, session) => charges.divide(request, clerkOf(session)));
  handle(answers, deps, interimContract.view, ({ encounterId }) => interims.view(encounterId));
  handle(answers, deps, interimContract.commit, (request, session) => {
    interims.commit(request, clerkOf(session));
    return interims.view(request.encounterId);
  });
  handle(answers, deps, interimContract.withdraw, ({ encounterId }, session) => {
    interims.withdraw(encounterId, clerkOf(session));
    return interims.view(encounterId);
  });
}
