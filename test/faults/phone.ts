import { setTimeout as delay } from 'node:timers/promises';
import { Caller } from '../centre/caller/caller.ts';
import type { Verdict } from '../centre/referee.ts';
import type { StandinProcess } from '../support/standin-processes.ts';
import { TooLate } from './clerk.ts';
import type { Patient } from './patients.ts';

/** Settles as the patient's phone does: at the centre itself, with a message that is not the desk's. Returns the settlement's number. */
export async function settleByPhone(
  { name, certNo, psnNo, totalFen }: Patient,
  stayNumber: string,
  at: { readonly centre: StandinProcess; readonly nowMs: () => number; readonly asText: boolean; readonly over: () => boolean },
): Promise<string> {
  const caller = new Caller(at.centre.url);
  caller.nowMs = at.nowMs;
  for (; !at.over(); await delay(200)) {
    // A centre whose store was killed under the call: first what became of it.
    const verdict = await at.centre.control<Verdict>('GET', `referee?iptNo=${stayNumber}`).catch(() => undefined);
    const [there] = verdict?.stays ?? [];
    const [settled] = there?.settlements.setlIds ?? [];
    if (settled !== undefined) return settled;
    const data = {
      psn_no: psnNo,
      ...{ mdtrt_cert_type: '02', mdtrt_cert_no: certNo, psn_cert_type: '01', certno: certNo, psn_type: '11', psn_name: name },
      ...{ medfee_sumamt: (totalFen / 100).toFixed(2), psn_setlway: '01', mdtrt_id: there?.admissions.mdtrtIds[0] ?? '' },
      ...{ insutype: '310', acct_used_flag: '0', mid_setl_flag: '0', insuplc_admdvs: '210200', mdtrtarea_admvs: '210200' },
    };
    await caller.call('2304', at.asText ? JSON.stringify({ data }) : { data }).catch(() => undefined);
  }
  throw new TooLate('the phone could not settle');
}
