import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const NOBODY = 65534;

/** How to start the program as somebody who is not root, with Chromium's sandbox on. */
export interface OrdinaryUser {
  /** Stands for the runtime's own executable. */
  readonly executable: string;
  /** The program, where this user can read it. */
  readonly program: string;
  /** Makes a folder and everything in it this user's own. */
  own(folder: string): void;
}

/** The test tool adds --no-sandbox because it is root itself; this user is not, and starts without it. */
const startScript = (home: string, runtime: string): string => `#!/bin/sh
export HOME=${home}/home
for argument do
  shift
  [ "$argument" = --no-sandbox ] || set -- "$@" "$argument"
done
exec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups ${runtime} "$@"
`;

/** Root starts it as `nobody`; anybody else is ordinary already. */
export function ordinaryUser(root: string): OrdinaryUser {
  const electron = createRequire(import.meta.url)('electron') as unknown as string;
  if (process.getuid?.() !== 0) return { executable: electron, program: root, own: () => undefined };
  // A checkout may lie where nobody can look: the program and its runtime are copied to where everybody can.
  const place = mkdtempSync(path.join(os.tmpdir(), 'desk-ordinary-'));
  chmodSync(place, 0o755);
  for (const part of ['out', 'package.json']) cpSync(path.join(root, part), path.join(place, part), { recursive: true });
  cpSync(path.dirname(electron), path.join(place, 'runtime'), { recursive: true, verbatimSymlinks: true });
  for (const needed of ['better-sqlite3', 'bindings', 'file-uri-to-path']) {
    cpSync(path.join(root, 'node_modules', needed), path.join(place, 'node_modules', needed), { recursive: true, dereference: true });
  }
  const executable = path.join(place, 'as-nobody');
  const runtime = path.join(place, 'runtime', path.basename(electron));
  writeFileSync(executable, startScript(place, runtime));
  chmodSync(executable, 0o755);
  const own = (folder: string): void => {
    chownSync(folder, NOBODY, NOBODY);
    spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
  };
  return { executable, program: place, own };
}
