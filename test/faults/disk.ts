import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const SIZE = '24m';

/** A small file system of its own, in memory, which can be filled to the last byte and cleared again. */
export class SmallDisk {
  readonly folder: string;
  readonly #ballast: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.#ballast = path.join(folder, 'ballast');
  }

  /** Mounts it, or says why it cannot be: it needs Linux, root and the right to mount. */
  static mount(folder: string): SmallDisk | string {
    mkdirSync(folder);
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder], { encoding: 'utf8' });
    return status === 0 ? new SmallDisk(folder) : `a file system cannot be mounted here (${stderr?.trim() || 'no mount'})`;
  }

  /** Not a byte more goes on it from here on. */
  fill(): void {
    const file = openSync(this.#ballast, 'w');
    try {
      for (let size = 1 << 20; size >= 1; size >>= 1) writeUntilFull(file, Buffer.alloc(size));
    } finally {
      closeSync(file);
    }
  }

  clear(): void {
    rmSync(this.#ballast, { force: true });
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.folder]);
  }
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    while (writeSync(file, bytes) === bytes.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

let strace: string | undefined;

/** Why no system call can be made to fail here; "" when it can. */
export function whyNoStrace(): string {
  if (strace === undefined) {
    const { status, stderr } = spawnSync('strace', ['-D', '-qq', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
    strace = status === 0 ? '' : `strace cannot be used here (${stderr?.trim() || 'not installed'})`;
  }
  return strace;
}

/**
 * Put before a program: its nth flush of a file fails with EIO. The tracer stands beside (`-D`), so that whoever kills the
 * program kills the program and not its tracer.
 */
export function failingFlush(nth: number): readonly string[] {
  return [
    'strace',
    '-D',
    '-f',
    '-qq',
    '-o',
    '/dev/null',
    '-e',
    'trace=fsync,fdatasync',
    '-e',
    `inject=fsync,fdatasync:error=EIO:when=${nth}`,
  ];
}
