import { isDunned } from '../../../../shared/claim/in-patient-urgency.ts';
import type { Reminder } from '../../../../shared/contract/books-contract.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { ReadableDb } from '../../db/database.ts';
import { listEncounters } from '../../db/repositories/encounter-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import type { StripService } from '../stay/strip-service.ts';

/** Reminders leave nobody out. */
const EVERYBODY = 1_000_000;

/** 催款: who is short of cover, by ward and bed; what is expected are all charges where nothing can be estimated. */
export function remindersOf({ db, strips }: { readonly db: ReadableDb; readonly strips: StripService }): Reminder[] {
  const short = listEncounters(db, { open: true, search: '', most: EVERYBODY }).flatMap((encounter): Reminder[] => {
    const strip = strips.from(encounter);
    const { balance, expectedBurden, chargesTotal, depositBalance, creditLocked } = strip;
    if (balance === null || !isDunned(strip)) return [];
    return [
      {
        encounterId: encounter.id,
        stayNumber: strip.stayNumber,
        patientName: maskName(strip.patient.name),
        ward: findOrder(db, encounter.orderNumber)?.ward ?? '',
        bed: strip.bed,
        held: depositBalance,
        locked: creditLocked,
        expected: expectedBurden?.least ?? chargesTotal,
        short: balance.most.negated(),
      },
    ];
  });
  return short.sort((a, b) => a.ward.localeCompare(b.ward, 'zh') || a.bed.localeCompare(b.bed));
}
