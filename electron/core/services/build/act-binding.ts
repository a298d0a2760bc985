import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Act } from '../../db/repositories/act-repository.ts';
import type { BoundGateway } from '../../jobs/outbox-worker.ts';
import { bankContent, centreContent } from '../acts/act-content.ts';
import { eligibilityAskedOn } from '../acts/act-eligibility.ts';
import { invoiceContent } from '../invoice/invoice-content.ts';
import type { BuildDeps } from './build-deps.ts';

/** An act with its line: the content is read from the tables once, and serves building, sending and finding out alike. */
export function bindAct({ db, clock, lines: { centre, bank, invoice } }: BuildDeps, act: Act): BoundGateway {
  if (act.line === 'invoice') {
    const content = invoiceContent(db, act);
    if (invoice === null) throw new AppError('gateway', 'invoice.unreachable', 'no platform is connected');
    return {
      build: async () => invoice.build(content),
      send: (message) => invoice.send(content, message),
      resolve: () => invoice.resolve(content),
    };
  }
  if (act.line === 'bank') {
    const content = bankContent(db, act);
    return {
      build: async () => bank.build(content),
      send: (message) => bank.send(content, message),
      resolve: ({ messageId }) => bank.resolve(content, messageId),
    };
  }
  const content = centreContent(db, act);
  const eligibleOn = eligibilityAskedOn(db, act, clock.now());
  return {
    asksFirst: eligibleOn !== null || content.kind === 'settlement',
    build: () => centre.build(content, eligibleOn),
    isCurrent: () => !('order' in content) || isDeepStrictEqual(centreContent(db, act), content),
    send: (message) => centre.send(content, message),
    resolve: (trail) => centre.resolve(content, trail),
  };
}
