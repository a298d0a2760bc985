import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Act } from '../../db/repositories/act-repository.ts';
import { listOrdersOf } from '../../db/repositories/list-repository.ts';
import type { BoundGateway } from '../../jobs/outbox-worker.ts';
import { bankContent, centreContent } from '../acts/act-content.ts';
import { coverageAskedToo, eligibilityAskedOn } from '../acts/act-eligibility.ts';
import { invoiceContent } from '../invoice/invoice-content.ts';
import { listGoesBack } from '../settlement/list-book.ts';
import { invoiceOfStay } from '../settlement/list-content.ts';
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
  const coverageToo = coverageAskedToo(db, act, clock.now());
  return {
    waits: () => waitsForOthers(db, act),
    asksFirst: eligibleOn !== null || coverageToo || content.kind === 'settlement' || content.kind === 'visit-settlement',
    build: () => centre.build(content, eligibleOn, coverageToo),
    isCurrent: () => !('order' in content) || isDeepStrictEqual(centreContent(db, act), content),
    send: (message) => centre.send(content, message),
    resolve: (trail) => centre.resolve(content, trail),
  };
}

/**
 * A settlement list names the invoice, so it waits for it; and a settlement is taken back after its list (interface reference §7.6, §2.1). A list that the
 * centre will not give back holds up nothing: then the centre says no to the 2305 itself, or takes it.
 */
function waitsForOthers(db: BuildDeps['db'], { kind, encounterId }: Act): boolean {
  if (kind === 'settlement-list') return invoiceOfStay(db, encounterId) === undefined;
  return kind === 'settlement-reversal' && listGoesBack(listOrdersOf(db, encounterId));
}
