import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { admissionContract } from '../../shared/contract/admission-contract.ts';
import { deskContract } from '../../shared/contract/desk-contract.ts';
import { encounterContract } from '../../shared/contract/encounter-contract.ts';
import { invoiceContract } from '../../shared/contract/invoice-contract.ts';
import { sessionContract } from '../../shared/contract/session-contract.ts';
import { worklistContract } from '../../shared/contract/worklist-contract.ts';
import type { EncounterId, PatientId } from '../../shared/identity/ids.ts';
import { dayOf } from '../../shared/time/calendar-date.ts';
import { call } from './client.ts';

// Reads that more than one area of the page shows. What belongs to one area lives with it.

const STATUS_EVERY_MS = 10_000;

export const problemQuery = queryOptions({ queryKey: ['desk', 'problem'], queryFn: () => call(deskContract.problem, {}) });

export const statusQuery = queryOptions({
  queryKey: ['desk', 'status'],
  queryFn: () => call(deskContract.status, {}),
  refetchInterval: STATUS_EVERY_MS,
});

/** What of the status hardly ever changes: whoever shows no lights and no queue is not drawn again with each of them. */
export const deskFactsQuery = queryOptions({
  ...statusQuery,
  select: ({ hospitalName, filingUrl, cardIn, now }) => ({ hospitalName, filingUrl, cardIn, today: dayOf(now) }),
});

export const keyMapQuery = queryOptions({ queryKey: ['desk', 'key-map'], queryFn: () => call(deskContract.keyMap, {}) });

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: () => call(sessionContract.current, {}) });

/** Who works at this desk. */
export const clerksQuery = queryOptions({ queryKey: ['session', 'clerks'], queryFn: () => call(sessionContract.clerks, {}) });

export const worklistQuery = queryOptions({ queryKey: ['worklist'], queryFn: () => call(worklistContract.list, {}) });

/** How much waits for somebody, without what. */
export const workCountQuery = queryOptions({ ...worklistQuery, select: ({ total }) => total });

export const encounterQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['encounter', encounterId], queryFn: () => call(encounterContract.get, { encounterId }) });

export const staysQuery = (open: boolean, search: string) =>
  queryOptions({
    queryKey: ['stays', open, search],
    queryFn: () => call(encounterContract.list, { open, search }),
    placeholderData: (previous) => previous, // the list does not blink while a letter is typed
  });

export interface AdmissionSubject {
  readonly orderNumber: string;
  readonly patientId: PatientId;
}

/** Who else may owe the stay: doors and coverages follow from it. */
export type AdmissionPayer = z.output<typeof admissionContract.open.request>['payer'];

export const NOBODY_ELSE_PAYS: AdmissionPayer = { otherPayer: 'none', extent: 'none' };

/** The page that was just prepared need not ask a second time. */
const PREPARED_MS = 500;

/** Everything the core knows of the person at the moment, with the age of each fact. */
export const admissionQuery = ({ orderNumber, patientId }: AdmissionSubject, coverageId: string | null, payer: AdmissionPayer) =>
  queryOptions({
    queryKey: ['admission', 'open', orderNumber, patientId, coverageId, payer],
    queryFn: () => call(admissionContract.open, { orderNumber, patientId, coverageId, payer }),
    staleTime: PREPARED_MS,
    placeholderData: (previous) => previous,
  });

/** Asks the invoice platform whether a paper was taken or the invoice booked: a taking-back waits for its answer. The core tells all pages of it. */
export const invoiceStandingQuery = (encounterId: EncounterId, wanted: boolean) =>
  queryOptions({
    queryKey: ['invoice-standing', encounterId],
    queryFn: () => call(invoiceContract.askStanding, { encounterId }),
    enabled: wanted,
    retry: false,
  });
