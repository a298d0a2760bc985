import type { SupervisorView } from '../../../../shared/contract/supervisor-contract.ts';
import { amount, bold, type Cell, count, head, type Say, text, writeSheets } from './workbook.ts';

/** Writes what the supervisor's board shows as one workbook. A word that the page did not give stands as its own name. */
export async function writeSupervisorBook(file: string, view: SupervisorView, words: Readonly<Record<string, string>>): Promise<void> {
  const say: Say = (name) => words[name] ?? name;
  await writeSheets(file, [
    { sheet: say('approvals'), data: approvalRows(view, say) },
    { sheet: say('tills'), data: tillRows(view, say) },
    { sheet: say('means'), data: meansRows(view, say) },
    { sheet: say('hours'), data: hourRows(view, say) },
    { sheet: say('counts'), data: Object.entries(view.counts).map(([name, value]) => [bold(text(say(name))), count(value)]) },
  ]);
}

const approvalRows = ({ approvals }: SupervisorView, say: Say): Cell[][] => [
  head(say, ['stayNumber', 'patientName', 'reason', 'askedBy', 'amount']),
  ...approvals.map((approval) => [
    ...[approval.stayNumber, approval.patientName, approval.reason, approval.askedBy].map(text),
    approval.kind !== 'recall' ? amount(approval.amount) : null,
  ]),
];

const tillRows = ({ tills }: SupervisorView, say: Say): Cell[][] => [
  head(say, ['tills', 'clerk', 'expected', 'difference']),
  ...tills.map(({ shiftId, clerkName, expected, difference }) => [text(shiftId), text(clerkName), amount(expected), amount(difference)]),
];

const meansRows = ({ means }: SupervisorView, say: Say): Cell[][] => [
  head(say, ['means', 'inCount', 'inAmount', 'outCount', 'outAmount']),
  ...means.map((row) => [text(say(row.means)), count(row.inCount), amount(row.inAmount), count(row.outCount), amount(row.outAmount)]),
];

const hourRows = ({ hours }: SupervisorView, say: Say): Cell[][] => [
  head(say, ['hour', 'settlements', 'receipts']),
  ...hours.map(({ hour, settlements, receipts }) => [count(hour), count(settlements), count(receipts)]),
];
