import { readdirSync, readFileSync } from 'node:fs';

/** Proportional set size of a process and all that it started, in MB, by what each of them is. Linux only. */
export function memoryOf(root: number): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const pid of family(root)) {
    const kind = kindOf(pid);
    shares.set(kind, (shares.get(kind) ?? 0) + pssOf(pid));
  }
  return shares;
}

export const total = (shares: ReadonlyMap<string, number>): number => [...shares.values()].reduce((sum, share) => sum + share, 0);

function family(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : undefined;
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const members = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid, parent] of parents) {
      if (members.has(parent) && !members.has(pid)) {
        members.add(pid);
        grown = true;
      }
    }
  }
  return [...members];
}

function parentOf(pid: number): number | undefined {
  const status = read(`/proc/${pid}/status`);
  return status === '' ? undefined : Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1_024;
}

function kindOf(pid: number): string {
  const line = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  const service = /huimin-desk-(core|devices)/.exec(line)?.[1];
  if (service !== undefined) return service;
  const type = /--type=([a-z-]+)/.exec(line)?.[1];
  if (type === 'renderer') return 'page';
  if (type === 'utility') return /--utility-sub-type=([\w.]+)/.exec(line)?.[1]?.split('.').at(-1) ?? 'utility';
  return type ?? 'main';
}

/** A process may end while it is looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
