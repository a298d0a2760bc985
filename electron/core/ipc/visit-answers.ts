import { visitContract } from '../../../shared/contract/visit-contract.ts';
import type { DeskServices } from '../services/desk-services.ts';
import { clerkOf } from './money-answers.ts';
import { type Answers, handle, type IpcDeps } from './register.ts';

/** 门诊收费. */
export function answerVisits(answers: Answers, deps: IpcDeps, { visits }: DeskServices): void {
  handle(answers, deps, visitContract.waiting, ({ patientId }) => ({ visits: visits.waiting(patientId) }));
  handle(answers, deps, visitContract.open, (request, session) => ({ encounterId: visits.open(request, clerkOf(session)) }));
  handle(answers, deps, visitContract.view, ({ encounterId }) => visits.view(encounterId));
  handle(answers, deps, visitContract.choose, (request, session) => visits.choose(request, clerkOf(session)));
  handle(answers, deps, visitContract.preSettle, (request, session) => visits.preSettle(request, clerkOf(session)));
  handle(answers, deps, visitContract.settle, (request, session) => visits.settle(request, clerkOf(session)));
  handle(answers, deps, visitContract.refund, (request, session) => visits.refund(request, clerkOf(session)));
  handle(answers, deps, visitContract.records, (request, session) => ({ records: visits.records(request, clerkOf(session)) }));
  handle(answers, deps, visitContract.resettle, (request, session) => visits.resettle(request, clerkOf(session)));
}
