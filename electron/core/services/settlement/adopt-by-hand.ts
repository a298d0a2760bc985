import type { z } from 'zod';
import type { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { once } from '../desk/keyed.ts';
import { type ElsewhereDeps, queueAdoption, whyNotAdopted } from './settled-elsewhere.ts';

interface AdoptDeps extends ElsewhereDeps {
  readonly onChange: () => void;
}

/**
 * Somebody who may (insurance office, supervisor) gives the number of a settlement that stands at the centre and not here: it is asked for by that
 * number and taken over when its total is ours. Moves no money by itself. Errors: see the contract.
 */
export function adoptByHand(deps: AdoptDeps, request: z.output<typeof settlementContract.adopt.request>, clerkId: string): void {
  const { db, clock, onChange } = deps;
  const { encounterId, settlementNumber, reason, key } = request;
  once(db, key, request, clock.now(), () => {
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    const why = whyNotAdopted(deps, encounter);
    if (why !== null) throw new AppError('conflict', 'encounter.wrong-state', 'nothing may be taken over', { state: why });
    queueAdoption(deps, encounter, { settlementNumber, key, clerkId });
    insertAudit(db, {
      at: clock.now(),
      clerkId,
      event: 'settlement-adopted-by-hand',
      subjectId: encounterId,
      facts: { settlementNumber, reason },
    });
    return encounterId;
  });
  onChange();
}
