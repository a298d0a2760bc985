import { UnreadableCard } from '../social-security-card.ts';

/** One command to the card and its whole answer, status word included. */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>;

export interface Answer {
  readonly status: number;
  readonly data: Uint8Array;
}

export const OK = 0x9000;

/** "Here are xx more bytes" and "ask again for xx bytes": how T=0 speaks. Each is followed so many times at most. */
const TURNS_MOST = 8;

/** Sends a command and follows 61xx (GET RESPONSE) and 6Cxx (right length) to the end. Throws UnreadableCard on an answer without status. */
export async function exchange(transmit: Transmit, command: readonly number[]): Promise<Answer> {
  let asked = command;
  let data: Uint8Array = new Uint8Array();
  for (let turn = 0; turn < TURNS_MOST; turn += 1) {
    const answer = await transmit(Uint8Array.from(asked));
    const [first = 0, second = 0] = answer.subarray(-2);
    if (answer.length < 2 || first < 0x60 || first > 0x9f) throw new UnreadableCard('an answer without its status');
    data = Uint8Array.from([...data, ...answer.subarray(0, -2)]);
    if (first === 0x61) asked = [0x00, 0xc0, 0x00, 0x00, second];
    else if (first === 0x6c) asked = [...asked.slice(0, 4), second];
    else return { status: first * 256 + second, data };
  }
  throw new UnreadableCard('the card asks without end');
}
