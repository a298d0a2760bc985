import { createRequire } from 'node:module';
import type { KoffiFunc, LibraryHandle } from 'koffi';
import { type Abi, abiOf, ioRequest, nameBytes, namesIn, readDword, readPointer, stateLayout, writeDword, writePointer } from './abi.ts';
import { RESULT } from './result-codes.ts';

/** A PC/SC handle; zero is none. */
export type Handle = bigint;

export interface ReaderState {
  readonly name: string;
  /** As it was answered the last time; 0 asks for the present state at once. */
  readonly state: number;
}

/**
 * The functions of PC/SC that we need. Each runs on a thread of its own, so that nothing here ever holds up this process; a call that
 * hangs in the reader's driver never comes back, whoever waits needs a time limit of his own.
 * `code` is the result as unsigned 32 bits (result-codes.ts); the other fields mean something only when it is 0.
 */
export interface Winscard {
  establish(): Promise<{ code: number; context: Handle }>;
  release(context: Handle): Promise<{ code: number }>;
  listReaders(context: Handle): Promise<{ code: number; names: readonly string[] }>;
  /** Answers when a state differs from the given one, at the latest after `waitMs`. */
  statusChange(context: Handle, waitMs: number, states: readonly ReaderState[]): Promise<{ code: number; states: readonly ReaderState[] }>;
  cancel(context: Handle): void;
  connect(context: Handle, reader: string): Promise<{ code: number; card: Handle; protocol: number }>;
  reconnect(card: Handle): Promise<{ code: number }>;
  /** Leaves the card powered: the next program may be another one. */
  disconnect(card: Handle): Promise<{ code: number }>;
  begin(card: Handle): Promise<{ code: number }>;
  end(card: Handle): Promise<{ code: number }>;
  /** Some drivers say success with an empty answer when the card was pulled out: `answer` may be shorter than its status word. */
  transmit(card: Handle, protocol: number, command: Uint8Array): Promise<{ code: number; answer: Uint8Array }>;
}

const SCOPE_SYSTEM = 2;
const SHARED = 2;
const ANY_PROTOCOL = 3; // T=0 or T=1
const LEAVE_CARD = 0;
const LONGEST_ANSWER = 258;
const LONGEST_LIST = 4_096;

/** The CommonJS half of the package is one file beside its native module: both lie in the packed program as they are. */
const requireNow = createRequire(import.meta.url);

let loaded: Winscard | undefined;

/** Loaded at the first use: a desk without a PC/SC reader needs neither the library of the system nor the native module. */
export function loadWinscard(): Winscard {
  loaded ??= bind(abiOf());
  return loaded;
}

type Native = KoffiFunc<(...args: unknown[]) => number | bigint>;

function bind(abi: Abi): Winscard {
  const koffi = requireNow('koffi') as typeof import('koffi');
  const library: LibraryHandle = koffi.load(abi.library);
  const native = (name: string, ...parameters: string[]) => library.func(abi.convention, name, 'long', parameters) as unknown as Native;
  const handle = 'uintptr_t';
  const dword = 'unsigned long';
  const memory = 'void *';

  const functions = {
    establish: native('SCardEstablishContext', dword, memory, memory, memory),
    release: native('SCardReleaseContext', handle),
    list: native(`SCardListReaders${abi.suffix}`, handle, memory, memory, memory),
    status: native(`SCardGetStatusChange${abi.suffix}`, handle, dword, memory, dword),
    cancel: native('SCardCancel', handle),
    connect: native(`SCardConnect${abi.suffix}`, handle, memory, dword, dword, memory, memory),
    reconnect: native('SCardReconnect', handle, dword, dword, dword, memory),
    disconnect: native('SCardDisconnect', handle, dword),
    begin: native('SCardBeginTransaction', handle),
    end: native('SCardEndTransaction', handle, dword),
    transmit: native('SCardTransmit', handle, memory, memory, dword, memory, memory, memory),
  };

  /** The buffers among the arguments stay alive until the call has come back, because this closure holds them. */
  const call = (name: keyof typeof functions, ...args: unknown[]): Promise<number> =>
    new Promise((resolve, reject) => {
      functions[name].async(...args, (error: unknown, result: number | bigint) => {
        if (error instanceof Error) reject(error);
        else resolve(Number(BigInt.asUintN(32, BigInt(result))));
      });
    });
  const dwordBuffer = (value = 0): Buffer => {
    const bytes = Buffer.alloc(abi.dwordBytes);
    writeDword(abi, bytes, value);
    return bytes;
  };
  const layout = stateLayout(abi);

  return {
    establish: async () => {
      const out = Buffer.alloc(abi.pointerBytes);
      const code = await call('establish', SCOPE_SYSTEM, null, null, out);
      return { code, context: readPointer(abi, out) };
    },
    release: async (context) => ({ code: await call('release', context) }),
    listReaders: async (context) => {
      const list = Buffer.alloc(LONGEST_LIST);
      const length = dwordBuffer(abi.encoding === 'utf16le' ? LONGEST_LIST / 2 : LONGEST_LIST);
      const code = await call('list', context, null, list, length);
      return { code, names: code === RESULT.success ? namesIn(abi, list, readDword(abi, length)) : [] };
    },
    statusChange: async (context, waitMs, states) => {
      const names = states.map(({ name }) => nameBytes(abi, name)); // must outlive the call
      const memoryOfStates = Buffer.alloc(layout.size * states.length);
      states.forEach(({ state }, index) => {
        const at = index * layout.size;
        writePointer(abi, memoryOfStates, koffi.address(names[index]), at + layout.name);
        writeDword(abi, memoryOfStates, state, at + layout.known);
      });
      const code = await call('status', context, waitMs, memoryOfStates, states.length);
      const state = (index: number) => readDword(abi, memoryOfStates, index * layout.size + layout.present) >>> 0;
      return { code, states: names.map((_, index) => ({ name: states[index]?.name ?? '', state: state(index) })) };
    },
    cancel: (context) => void functions.cancel(context),
    connect: async (context, reader) => {
      const card = Buffer.alloc(abi.pointerBytes);
      const protocol = dwordBuffer();
      const code = await call('connect', context, nameBytes(abi, reader), SHARED, ANY_PROTOCOL, card, protocol);
      return { code, card: readPointer(abi, card), protocol: readDword(abi, protocol) };
    },
    reconnect: async (card) => ({ code: await call('reconnect', card, SHARED, ANY_PROTOCOL, LEAVE_CARD, dwordBuffer()) }),
    disconnect: async (card) => ({ code: await call('disconnect', card, LEAVE_CARD) }),
    begin: async (card) => ({ code: await call('begin', card) }),
    end: async (card) => ({ code: await call('end', card, LEAVE_CARD) }),
    transmit: async (card, protocol, command) => {
      const answer = Buffer.alloc(LONGEST_ANSWER);
      const length = dwordBuffer(LONGEST_ANSWER);
      const code = await call('transmit', card, ioRequest(abi, protocol), Buffer.from(command), command.length, null, answer, length);
      return { code, answer: new Uint8Array(answer.subarray(0, Math.min(readDword(abi, length), LONGEST_ANSWER))) };
    },
  };
}
