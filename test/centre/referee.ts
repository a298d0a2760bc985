import { fenText, sum } from './money.ts';
import { inTurn, type Store } from './store/database.ts';
import { liveLines } from './store/lines.ts';
import { type Settlement, settlementsOfStay } from './store/settlements.ts';
import { allStays, dischargesOf, type Stay } from './store/stays.ts';

export type ActState = 'absent' | 'once' | 'doubled';

/** What really happened to one stay of the hospital, told by its own number (`ipt_no`). */
export interface StayVerdict {
  readonly iptNo: string;
  readonly admissions: { readonly recorded: number; readonly live: number; readonly mdtrtIds: readonly string[] };
  readonly discharges: { readonly recorded: number; readonly live: number };
  readonly settlements: { readonly recorded: number; readonly live: number; readonly setlIds: readonly string[] };
  readonly lines: { readonly live: number; readonly duplicate: number; readonly amount: string; readonly settledAmount: string };
  /** Sums of the live settlements. */
  readonly money: { readonly total: string; readonly fund: string; readonly account: string; readonly part: string };
  /** 自付 of the live settlements: the person's burden without what the insurance never pays for. */
  readonly ownShare: string;
  readonly state: { readonly admission: ActState; readonly lines: ActState; readonly discharge: ActState; readonly settlement: ActState };
  /** Where the live stay lies, as told last; null: there is none, or a visit. */
  readonly bed: string | null;
  readonly doubled: boolean;
}

export interface Verdict {
  readonly stays: readonly StayVerdict[];
  readonly doubled: boolean;
}

/** Judges every stay, or only one. A number nobody ever sent is judged too: everything absent. */
export async function judge(store: Store, iptNo?: string): Promise<Verdict> {
  const stays = await allStays(store);
  const numbers = iptNo === undefined ? [...new Set(stays.map((stay) => stay.ipt_no))] : [iptNo];
  const verdicts = await inTurn(numbers, (number) =>
    judgeStay(
      store,
      number,
      stays.filter((stay) => stay.ipt_no === number),
    ),
  );
  return { stays: verdicts, doubled: verdicts.some((verdict) => verdict.doubled) };
}

async function judgeStay(store: Store, iptNo: string, stays: readonly Stay[]): Promise<StayVerdict> {
  const live = stays.filter((stay) => stay.ended_ms === null);
  const discharges = (await inTurn(stays, (stay) => dischargesOf(store, stay.mdtrt_id))).flat();
  const settlements = (await inTurn(stays, (stay) => settlementsOfStay(store, stay.mdtrt_id))).flat();
  const liveSettlements = settlements.filter((row) => row.ended_ms === null);
  const lines = (await inTurn(stays, (stay) => liveLines(store, stay.mdtrt_id))).flat();
  const duplicate = lines.length - new Set(lines.map((line) => line.feedetl_sn)).size;
  const liveDischarges = discharges.filter((row) => row.ended_ms === null).length;
  const state = {
    admission: stateOf(live.length),
    lines: lines.length === 0 ? ('absent' as const) : duplicate > 0 ? ('doubled' as const) : ('once' as const),
    discharge: stateOf(liveDischarges),
    settlement: stateOf(liveSettlements.filter((row) => row.interim === 0).length),
  };
  return {
    iptNo,
    admissions: { recorded: stays.length, live: live.length, mdtrtIds: live.map((stay) => stay.mdtrt_id) },
    discharges: { recorded: discharges.length, live: liveDischarges },
    settlements: { recorded: settlements.length, live: liveSettlements.length, setlIds: liveSettlements.map((row) => row.setl_id) },
    lines: {
      live: lines.length,
      duplicate,
      amount: fenText(sum(lines.map((line) => line.amount_fen))),
      settledAmount: fenText(sum(lines.filter((line) => line.setl_id !== null).map((line) => line.amount_fen))),
    },
    money: moneyOf(liveSettlements),
    ownShare: fenText(sum(liveSettlements.map(({ doc: { split } }) => split.part - split.selfPaid - split.overLimit))),
    state,
    bed: live[0]?.doc['adm_bed'] ?? null,
    doubled: Object.values(state).includes('doubled'),
  };
}

function moneyOf(settlements: readonly Settlement[]): StayVerdict['money'] {
  const text = (pick: (row: Settlement) => number): string => fenText(sum(settlements.map(pick)));
  return {
    total: text((row) => row.total_fen),
    fund: text((row) => row.fund_fen),
    account: text((row) => row.account_fen),
    part: text((row) => row.doc.split.part),
  };
}

function stateOf(count: number): ActState {
  return count === 0 ? 'absent' : count === 1 ? 'once' : 'doubled';
}
