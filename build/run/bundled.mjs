// A TypeScript program of ours bundled as the shipped program is, and run under the shipped runtime: for measurements.
// The loader of `node FILE` keeps the names of inner functions, which costs a third of the time of code made of small functions.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/context.mjs';
import { runInElectron } from './tools.mjs';

/** `file` counts from the checkout's top folder; gives the exit code. */
export async function runBundled(file, args) {
  const { build } = await import('vite');
  // Beside the shipped program: what stays outside the bundle (native parts) is found from there.
  fs.mkdirSync(path.join(root, 'out'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(root, 'out/bundled-'));
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [foldersStay],
      ssr: { noExternal: true, external: ['better-sqlite3', 'koffi'] },
      build: {
        ssr: path.resolve(root, file),
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        commonjsOptions: { ignore: ['node:sqlite'] }, // undici's cache on disk, which this runtime has not
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
    if (!code.includes('import.meta.')) return undefined;
    return code
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
  },
};
