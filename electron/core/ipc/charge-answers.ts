import { chargeContract } from '../../../shared/contract/charge-contract.ts';
import type { DeskServices } from '../services/desk-services.ts';
import { clerkOf } from './money-answers.ts';
import { type Answers, handle, type IpcDeps } from './register.ts';

/** 费用清单. */
export function answerCharges(answers: Answers, deps: IpcDeps, { charges }: DeskServices): void {
  handle(answers, deps, chargeContract.view, ({ encounterId }) => charges.view(encounterId));
  handle(answers, deps, chargeContract.lines, ({ encounterId, search, page }) => {
    const { count, lines } = charges.lines(encounterId, search, page);
    return { count, lines: [...lines] };
  });
  handle(answers, deps, chargeContract.divide, (request, session) => charges.divide(request, clerkOf(session)));
}
