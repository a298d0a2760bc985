import { ReaderFault } from '../reader-fault.ts';
import { type CardHolder, decodeCard, UnreadableCard } from '../social-security-card.ts';
import { Deadline } from './deadline.ts';
import { readRecords } from './read-records.ts';
import { slotOf } from './reader-slot.ts';
import { RESULT, resultText, STATE } from './result-codes.ts';
import type { Handle, ReaderState, Winscard } from './winscard.ts';

export interface PcscSource {
  /** The beginning of the reader's name; null: the one reader of this computer, or the one that has a card. */
  readonly readerName: string | null;
  readonly withinMs: number;
}

/** The service looks into the slots every 400 ms, and sees a changed card at the second look: one put in a moment ago is waited for. */
const NOTICE_MS = 900;

/** A card that failed before it had answered anything was perhaps not the one that lies there. */
const ATTEMPTS = 3;

/** Between two tries while another program has the card for itself. */
const HELD_PAUSE_MS = 50;

const BUSY = 'the reader is busy: another program holds the card, or the card does not answer';
const SILENT = 'the card does not answer';

/**
 * Reads the card in a PC/SC reader: whole, from one card, or not at all.
 *
 * Each reading has a context of its own: one of a service that stopped stays "valid" and is of no use.
 * Throws ReaderFault. After reader.not-responding a native call still hangs: the process must be replaced.
 */
export async function readPcscCard(winscard: Winscard, { readerName, withinMs }: PcscSource): Promise<CardHolder> {
  const deadline = new Deadline(withinMs);
  const { code, context } = await deadline.wait(winscard.establish(), 'the reader service does not answer');
  if (code !== RESULT.success) throw faultOf(code);
  try {
    for (let attempt = 1; ; attempt += 1) {
      const reader = await readerWithCard(winscard, context, readerName, deadline);
      try {
        return await readIn(winscard, context, reader.name, deadline);
      } catch (error) {
        if (!(error instanceof NothingRead) || attempt === ATTEMPTS) throw error;
        // The service takes what lies there for the card before, until it looks again: start over, the last time after it has looked.
        if (attempt === ATTEMPTS - 1) await slotChange(winscard, context, reader, deadline);
      }
    }
  } catch (error) {
    if (error instanceof UnreadableCard) throw new ReaderFault('card.unreadable', error.message);
    throw error;
  } finally {
    void winscard.release(context).catch(() => undefined); // nobody waits for it: it may hang with the reader
  }
}

/** The card failed before it had answered anything. */
class NothingRead extends ReaderFault {}

/** Waits as long as the service needs to look, at most until it sees that a card came or went. Other changes of state are none of ours. */
async function slotChange(winscard: Winscard, context: Handle, reader: ReaderState, deadline: Deadline): Promise<void> {
  const before = slotOf(reader.state);
  const endsAt = performance.now() + NOTICE_MS;
  for (let known = reader; ; ) {
    const leftMs = Math.ceil(endsAt - performance.now());
    if (leftMs <= 0) return;
    const { code, states } = await deadline.wait(winscard.statusChange(context, leftMs, [known]), BUSY);
    const [now] = states;
    if (code !== RESULT.success || now === undefined) return;
    const slot = slotOf(now.state);
    if (slot.present !== before.present || slot.count !== before.count) return;
    known = now;
  }
}

/** Names of the readers that the setting means. Throws ReaderFault reader.none. */
export function meantReaders(names: readonly string[], wanted: string | null): readonly string[] {
  const meant = wanted === null ? names : names.filter((name) => name.startsWith(wanted));
  if (names.length === 0) throw new ReaderFault('reader.none', 'no reader is plugged in');
  if (meant.length === 0) throw new ReaderFault('reader.none', 'the reader of the settings is not plugged in');
  return meant;
}

async function readerWithCard(winscard: Winscard, context: Handle, wanted: string | null, deadline: Deadline): Promise<ReaderState> {
  const { code, names } = await deadline.wait(winscard.listReaders(context), BUSY);
  if (code !== RESULT.success) throw faultOf(code);
  const readers = meantReaders(names, wanted);
  const states = await statesOf(winscard, context, readers, deadline);
  const withCard = states.filter(({ state }) => (state & STATE.present) !== 0);
  const [first] = withCard;
  if (withCard.length > 1) throw new ReaderFault('card.unreadable', 'cards lie in two readers');
  if (first !== undefined && (first.state & STATE.mute) !== 0) throw new ReaderFault('card.unreadable', 'the card does not start');
  if (first !== undefined) return first;
  if (states.every(({ state }) => (state & (STATE.unknown | STATE.unavailable)) !== 0)) {
    throw new ReaderFault('reader.none', 'the reader was unplugged');
  }
  throw new ReaderFault('card.absent', 'no card');
}

async function statesOf(winscard: Winscard, context: Handle, readers: readonly string[], deadline: Deadline) {
  const ask = async (waitMs: number, known: readonly ReaderState[]) => {
    const answer = await deadline.wait(winscard.statusChange(context, waitMs, known), BUSY);
    if (answer.code !== RESULT.success && answer.code !== RESULT.timeout) throw faultOf(answer.code);
    return answer;
  };
  const now = await ask(
    0,
    readers.map((name) => ({ name, state: 0 })),
  );
  if (now.states.some(({ state }) => (state & STATE.empty) === 0)) return now.states;
  const later = await ask(NOTICE_MS, now.states);
  return later.code === RESULT.success ? later.states : now.states;
}

async function readIn(winscard: Winscard, context: Handle, reader: string, deadline: Deadline): Promise<CardHolder> {
  const { card, protocol } = await connected(winscard, context, reader, deadline);
  let hangs = false;
  try {
    await begun(winscard, card, deadline);
    let answers = 0;
    const records = await readRecords(async (command) => {
      const { code, answer } = await deadline.wait(winscard.transmit(card, protocol, command), SILENT);
      if (code !== RESULT.success) throw await transmitFault(winscard, code, answers);
      if (answer.length === 0) throw cardGone(answers, 'an empty answer');
      answers += 1;
      return answer;
    });
    return decodeCard(records);
  } catch (error) {
    hangs = error instanceof ReaderFault && error.code === 'reader.not-responding';
    throw error;
  } finally {
    if (!hangs) await letGo(winscard, card, deadline);
  }
}

/** Other programs see the card again, at once. What goes wrong here changes nothing about what was read. */
async function letGo(winscard: Winscard, card: Handle, deadline: Deadline): Promise<void> {
  await deadline.wait(winscard.end(card), BUSY).catch(() => undefined);
  await deadline.wait(winscard.disconnect(card), BUSY).catch(() => undefined);
}

async function connected(winscard: Winscard, context: Handle, reader: string, deadline: Deadline) {
  for (;;) {
    const { code, card, protocol } = await deadline.wait(winscard.connect(context, reader), BUSY);
    if (code === RESULT.success) return { card, protocol };
    if (code !== RESULT.sharingViolation) throw faultOf(code);
    if (deadline.leftMs === 0) throw new ReaderFault('reader.not-responding', BUSY);
    await deadline.pause(HELD_PAUSE_MS);
  }
}

/** From here on the card is ours alone. Another program may have reset it before; a reset after this would end our transaction. */
async function begun(winscard: Winscard, card: Handle, deadline: Deadline): Promise<void> {
  const first = await deadline.wait(winscard.begin(card), BUSY);
  if (first.code === RESULT.success) return;
  if (first.code !== RESULT.reset) throw faultOf(first.code);
  for (const step of [winscard.reconnect, winscard.begin]) {
    const { code } = await deadline.wait(step(card), BUSY);
    if (code !== RESULT.success) throw faultOf(code);
  }
}

/** A broken line to the service and a card that went may look the same: only a new context tells. */
async function transmitFault(winscard: Winscard, code: number, answers: number): Promise<ReaderFault> {
  const { code: alive, context } = await winscard.establish();
  if (alive !== RESULT.success) return faultOf(alive);
  void winscard.release(context);
  return cardGone(answers, resultText(code));
}

function cardGone(answers: number, because: string): ReaderFault {
  const Fault = answers === 0 ? NothingRead : ReaderFault;
  return new Fault('card.unreadable', `the card was taken out (${because})`);
}

function faultOf(code: number): ReaderFault {
  const text = resultText(code);
  switch (code) {
    case RESULT.noService:
    case RESULT.serviceStopped:
    case RESULT.communication:
    case RESULT.cancelled:
    case RESULT.invalidHandle:
      return new ReaderFault('reader.service-stopped', text);
    case RESULT.noReaders:
    case RESULT.unknownReader:
    case RESULT.readerUnavailable:
      return new ReaderFault('reader.none', text);
    case RESULT.noCard:
    case RESULT.removed:
      return new NothingRead('card.absent', text); // between two looks of the service
    default:
      return new NothingRead('card.unreadable', `the card does not start (${text})`);
  }
}
