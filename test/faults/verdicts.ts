import { worklistContract } from '../../shared/contract/worklist-contract.ts';
import type { PaperKind } from '../../shared/model/stay.ts';
import type { Verdict as BankVerdict } from '../bank/referee.ts';
import type { Verdict as CentreVerdict } from '../centre/referee.ts';
import type { CentreAndBank } from '../support/standin-processes.ts';
import type { Clerk, Told } from './clerk.ts';
import type { CoreProcess } from './core-process.ts';
import { type Judgement, judgePatient } from './referee.ts';
import type { Cast } from './story.ts';
import { judgeVisit } from './visit-referee.ts';

/** One run: one patient's stay or visit, through everything that was drawn for his world. */
export interface Run extends Judgement {
  readonly person: string | null;
  readonly stayNumber: string | null;
  readonly problem: string;
}

interface Over {
  readonly cast: Cast;
  readonly core: CoreProcess;
  readonly clerk: Clerk;
  readonly standins: CentreAndBank;
}

/** When everything is quiet: who has what. */
export async function judgeWorld({ cast, core, clerk, standins }: Over): Promise<readonly Run[]> {
  const open = [...cast.stays, ...cast.visits].some(({ told }) => !told.finished);
  const waiting = open ? await core.call(worklistContract.list, {}).catch(() => ({ items: [], total: 0 })) : { items: [] };
  const print = async (told: Told, kind: PaperKind): Promise<string | null> =>
    told.encounterId === null ? null : ((await clerk.print(told, kind).catch(() => null))?.file ?? null);
  const papers = new Map<Told, string | null>();
  for (const { told } of cast.stays) papers.set(told, await print(told, 'settlement-statement'));
  for (const { told } of cast.visits) papers.set(told, await print(told, 'visit-statement'));
  // Nothing moves any more: what was not finished in time is judged as it stands.
  await core.stop();
  const centre = await standins.centre.control<CentreVerdict>('GET', 'referee');
  const bank = await standins.bank.control<BankVerdict>('GET', 'referee');
  const run = (told: Told, judgement: Judgement): Run => {
    const shown = waiting.items.filter(
      ({ encounterId, group }) => encounterId === null || (encounterId === told.encounterId && group !== 'left-unsettled'),
    );
    const problem = [told.lastProblem, ...shown.map(({ group, matter, words }) => `${group} ${matter} ${words}`)].join('; ');
    return { ...judgement, person: told.person ?? (told.finished ? null : 'not finished'), stayNumber: told.stayNumber, problem };
  };
  const known = (told: Told) => ({
    told,
    centre: centre.stays.find(({ iptNo }) => iptNo === told.stayNumber),
    statement: papers.get(told) ?? null,
  });
  return [
    ...cast.stays.map(({ patient, told }) =>
      run(told, judgePatient({ patient, ...known(told), bank: bank.stays.find(({ stayNo }) => stayNo === told.stayNumber) })),
    ),
    ...cast.visits.map(({ visitor, told }) =>
      run(told, judgeVisit({ visitor, ...known(told), centre: centre.stays.find(({ iptNo }) => iptNo === visitor.orderNo) })),
    ),
  ];
}
