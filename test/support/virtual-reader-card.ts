import type { CardImage } from '../his/cards.ts';

/** What a card does at its n-th command after it was put in, counted from 1. */
export interface Mishap {
  readonly at: number;
  /** `swap`: this card leaves and `next` comes; `swap-unseen`: the same, and the reader notices nothing, which no real one should. */
  readonly kind: 'pull' | 'mute' | 'swap' | 'swap-unseen' | 'answer-nothing' | 'answer-garbage';
  readonly next?: CardSpec;
}

/** A card of the virtual reader. Left out: a card as most are. */
export interface CardSpec {
  readonly image: CardImage;
  /** Hexadecimal; '' is never answered. */
  readonly atr?: string;
  /** P1 of the SELECTs by file identifier that it takes. */
  readonly selects?: readonly number[];
  /** How records can be asked for: by identifier (P2 00), by place (P2 04), by identifier with the short id of the file. */
  readonly reads?: readonly ('identifier' | 'place' | 'short-id')[];
  /** T=0 manners: 61xx after SELECT, 6Cxx to a wrong length. */
  readonly manners?: readonly ('61' | '6C')[];
  /** Status of everything but SELECT of the application, as of a card that wants a PIN first. */
  readonly refuses?: string;
  /** Not a social-security card. */
  readonly stranger?: boolean;
  readonly delayMs?: number;
  readonly mishap?: Mishap;
}

const AID = '7378312E73682EC9E7BBE1B1A3D5CF';
const FILES: Readonly<Record<string, keyof CardImage>> = { EF05: 'ef05', EF06: 'ef06' };
const SHORT_IDS: Readonly<Record<number, keyof CardImage>> = { 5: 'ef05', 6: 'ef06' };

/** The chip: commands in, answers out. Written from the published card interface, not from the program's reader. */
export class VirtualCard {
  #spec: CardSpec;
  #chosen = false;
  #file: keyof CardImage | undefined;
  #waiting = Buffer.alloc(0);

  constructor(spec: CardSpec) {
    this.#spec = spec;
  }

  get spec(): CardSpec {
    return this.#spec;
  }

  /** Another card in its place, with the same files selected: the worst a reader could hide. */
  become(spec: CardSpec): void {
    this.#spec = spec;
  }

  reset(): void {
    this.#chosen = false;
    this.#file = undefined;
    this.#waiting = Buffer.alloc(0);
  }

  answer(command: Buffer): Buffer {
    const [, instruction, p1 = 0, p2 = 0] = command;
    if (instruction === 0xa4)
      return this.#select(
        p1,
        command
          .subarray(5, 5 + (command[4] ?? 0))
          .toString('hex')
          .toUpperCase(),
      );
    if (instruction === 0xb2) return this.#readRecord(p1, p2, command[4] ?? 0);
    if (instruction === 0xc0) return ok(this.#waiting.subarray(0, command[4] || 256));
    return status('6D00');
  }

  #select(p1: number, what: string): Buffer {
    if (p1 === 0x04) {
      this.#chosen = what === AID && this.#spec.stranger !== true;
      return this.#chosen ? this.#selected() : status('6A82');
    }
    if (this.#spec.refuses !== undefined) return status(this.#spec.refuses);
    const file = FILES[what];
    if (!this.#chosen || file === undefined) return status('6A82');
    if (!(this.#spec.selects ?? [0x00, 0x02]).includes(p1)) return status('6A86');
    this.#file = file;
    return this.#selected();
  }

  #selected(): Buffer {
    this.#waiting = Buffer.from('6F1C840F7378312E73682EC9E7BBE1B1A3D5CFA5098801019F0C03010203', 'hex');
    return this.#spec.manners?.includes('61') ? Buffer.from([0x61, this.#waiting.length]) : status('9000');
  }

  #readRecord(p1: number, p2: number, length: number): Buffer {
    if (this.#spec.refuses !== undefined) return status(this.#spec.refuses);
    const record = this.#find(p1, p2);
    if (typeof record === 'string') return status(record);
    if (this.#spec.manners?.includes('6C') && length !== record.length) return Buffer.from([0x6c, record.length]);
    return ok(record);
  }

  #find(p1: number, p2: number): Buffer | string {
    const shortId = SHORT_IDS[p2 >> 3];
    const form = p2 === 0x04 ? 'place' : p2 === 0x00 ? 'identifier' : 'short-id';
    if (!(this.#spec.reads ?? ['identifier', 'place', 'short-id']).includes(form)) return '6A86';
    const file = form === 'short-id' ? shortId : this.#file;
    if (file === undefined) return '6986';
    const records = this.#spec.image[file];
    const tag = form === 'place' ? Object.keys(records)[p1 - 1] : p1.toString(16).padStart(2, '0').toUpperCase();
    const record = records[tag ?? ''];
    return record === undefined ? '6A83' : Buffer.from(record, 'hex');
  }
}

const status = (hex: string): Buffer => Buffer.from(hex, 'hex');
const ok = (data: Buffer): Buffer => Buffer.concat([data, status('9000')]);
