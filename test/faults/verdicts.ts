import { worklistContract } from '../../shared/contract/worklist-contract.ts';
import type { Verdict as BankVerdict } from '../bank/referee.ts';
import type { Verdict as CentreVerdict } from '../centre/referee.ts';
import type { CentreAndBank } from '../support/standin-processes.ts';
import type { Clerk, Told } from './clerk.ts';
import type { CoreProcess } from './core-process.ts';
import type { Patient } from './patients.ts';
import { type Judgement, judgePatient } from './referee.ts';

/** One run: one patient's stay, through everything that was drawn for his world. */
export interface Run extends Judgement {
  readonly person: string | null;
  readonly stayNumber: string | null;
  readonly problem: string;
}

interface Over {
  readonly patients: readonly Patient[];
  readonly told: readonly Told[];
  readonly core: CoreProcess;
  readonly clerk: Clerk;
  readonly standins: CentreAndBank;
}

/** When everything is quiet: who has what. */
export async function judgeWorld({ patients, told, core, clerk, standins }: Over): Promise<readonly Run[]> {
  const open = told.some(({ finished }) => !finished);
  const waiting = open ? await core.call(worklistContract.list, {}).catch(() => ({ items: [], total: 0 })) : { items: [] };
  const statements: (string | null)[] = [];
  for (const mine of told) {
    const paper = mine.encounterId === null ? null : await clerk.print(mine, 'settlement-statement').catch(() => null);
    statements.push(paper?.file ?? null);
  }
  // Nothing moves any more: what was not finished in time is judged as it stands.
  await core.stop();
  const centre = await standins.centre.control<CentreVerdict>('GET', 'referee');
  const bank = await standins.bank.control<BankVerdict>('GET', 'referee');
  return patients.map((patient, index) => {
    const mine = told[index] as Told;
    const judgement = judgePatient({
      patient,
      told: mine,
      centre: centre.stays.find(({ iptNo }) => iptNo === mine.stayNumber),
      bank: bank.stays.find(({ stayNo }) => stayNo === mine.stayNumber),
      statement: statements[index] ?? null,
    });
    const shown = waiting.items.filter(
      ({ encounterId, group }) => encounterId === null || (encounterId === mine.encounterId && group !== 'left-unsettled'),
    );
    const problem = [mine.lastProblem, ...shown.map(({ group, matter, words }) => `${group} ${matter} ${words}`)].join('; ');
    return { ...judgement, person: mine.person ?? (mine.finished ? null : 'not finished'), stayNumber: mine.stayNumber, problem };
  });
}
