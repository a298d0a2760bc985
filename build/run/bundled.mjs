// A TypeScript program of ours bundled as the shipped program is, and run under the shipped runtime: for measurements.
// The loader of `node FILE` keeps the names of inner functions, which costs a third of the time of code made of small functions.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../setup/context.mjs';
import { runInElectron } from './tools.mjs';

/** `file` counts from the checkout's top folder; gives the exit code. */
export async function runBundled(file, args) {
  const { build } = await import('vite');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-bundled-'));
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [foldersStay],
      ssr: { noExternal: true },
      build: {
        ssr: path.resolve(root, file),
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rollupOptions: { output: { entryFileNames: 'program.mjs' } },
      },
    });
    const { code } = await runInElectron([path.join(folder, 'program.mjs'), ...args]);
    return code;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A module finds its files where its source lies, not where the bundle does. */
const foldersStay = {
  name: 'folders-stay',
  transform(code, id) {
    return code.includes('import.meta.dirname') ? code.replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id))) : undefined;
  },
};
