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
  'admission.orders',
  'admission.open',
  'admission.recheck',
  'admission.commit',
  'encounter.list',
  'encounter.get',
  'settlement.view',
  'settlement.askCentre',
  'settlement.commit',
  'recall.view',
  'recall.ask',
  'recall.decide',
  'recall.giveUp',
  'recall.withdraw',
  'reconciliation.view',
  'reconciliation.compare',
  'reconciliation.handle',
  'reconciliation.confirm',
  'worklist.list',
  'worklist.findOut',
  'worklist.sendAgain',
  'paper.print',
  'paper.list',
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
