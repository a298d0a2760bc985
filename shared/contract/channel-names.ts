/** Plain text only: the preload imports this file and must need no zod. */
export const DESK_CHANNELS = [
  'desk.problem',
  'desk.status',
  'desk.keyMap',
  'desk.board',
  'session.current',
  'session.clerks',
  'session.signIn',
  'session.signOut',
  'card.read',
  'person.scan',
  'person.enter',
  'admission.orders',
  'admission.open',
  'admission.recheck',
  'admission.consent',
  'admission.withdrawConsent',
  'admission.premium',
  'admission.commit',
  'stay.identity',
  'stay.register',
  'stay.merge',
  'stay.undoMerge',
  'stay.linkOrder',
  'stay.admitUnknown',
  'stay.changes',
  'stay.change',
  'stay.changeCoverage',
  'stay.cancel',
  'dayCare.view',
  'dayCare.sign',
  'encounter.list',
  'encounter.get',
  'charge.view',
  'charge.lines',
  'charge.divide',
  'settlement.view',
  'settlement.askCentre',
  'settlement.commit',
  'settlement.leaving',
  'settlement.chooseAccount',
  'visit.waiting',
  'visit.open',
  'visit.view',
  'visit.choose',
  'visit.preSettle',
  'visit.settle',
  'visit.refund',
  'visit.resettle',
  'visit.records',
  'recall.view',
  'recall.ask',
  'recall.decide',
  'recall.giveUp',
  'reconciliation.view',
  'reconciliation.compare',
  'reconciliation.handle',
  'reconciliation.confirm',
  'dayEnd.view',
  'dayEnd.take',
  'dayEnd.ask',
  'dayEnd.handle',
  'dayEnd.confirm',
  'case.list',
  'case.step',
  'worklist.list',
  'worklist.finding',
  'worklist.findOut',
  'worklist.sendAgain',
  'credit.view',
  'credit.list',
  'credit.askBank',
  'credit.raise',
  'credit.leave',
  'credit.clearing',
  'credit.fetchClearing',
  'shift.view',
  'shift.open',
  'shift.addFloat',
  'shift.close',
  'shift.voidClose',
  'shift.list',
  'shift.sealed',
  'payment.view',
  'payment.change',
  'payment.take',
  'payment.giveBack',
  'payment.findOut',
  'payment.approveRefund',
  'payment.refuseRefund',
  'payment.refundPaid',
  'payment.askShare',
  'payment.decideShare',
  'invoice.view',
  'invoice.askStanding',
  'invoice.issueWithArrears',
  'supervisor.view',
  'supervisor.export',
  'books.day',
  'books.export',
  'books.reminders',
  'paper.print',
  'paper.printTill',
  'paper.list',
  'paper.recent',
  'paper.sendAgain',
  'paper.reprint',
  'settings.read',
  'settings.save',
] as const;

/** A print window's port answers these and nothing else. */
export const PRINT_CHANNELS = ['print.load', 'print.ready'] as const;

export const CHANNEL_NAMES = [...DESK_CHANNELS, ...PRINT_CHANNELS] as const;

export type ChannelName = (typeof CHANNEL_NAMES)[number];

export interface PortRequest {
  readonly id: string;
  readonly channel: ChannelName;
  readonly body: unknown;
}

export interface PortReply {
  readonly id: string;
  readonly reply: unknown;
}

/** Sent by the core without being asked: something the page may be showing has changed. */
export interface PortNotice {
  readonly notice: 'changed';
}
