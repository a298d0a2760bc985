import { cpSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Rollup } from 'vite';

// Native modules cannot be bundled. Everything else is: packages that are ES modules only could not be required by the CommonJS
// core, and one file opens faster than hundreds.
const external = ['electron', 'better-sqlite3', 'koffi'];

/** A note for other bundlers that stands where Rollup cannot use it harms nothing, and there are dozens in zod. */
const onwarn: Rollup.RollupOptions['onwarn'] = (warning, show) => {
  if (warning.code !== 'INVALID_ANNOTATION') show(warning);
};

/** Absolute: electron-vite leaves out whatever is called electron/…, because it takes that for a part of Electron. */
const entry = (file: string): string => path.resolve(file);

/** CommonJS under the name .cjs: a sandboxed preload must be CommonJS, and package.json says "module" for .js. */
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' } as const;

/** The regions' packs are data that the core reads at run time, so they lie beside it. */
const packs = {
  name: 'packs',
  writeBundle() {
    cpSync('shared/policy/packs', 'out/main/packs', { recursive: true });
  },
};

export default defineConfig({
  main: {
    plugins: [packs],
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      externalizeDeps: false,
      // undici asks for it only where it exists; the bundler would ask for it at the start, and Node 20 has none.
      commonjsOptions: { ignore: ['node:sqlite'] },
      rollupOptions: {
        input: {
          main: entry('electron/shell/main.ts'),
          core: entry('electron/core/main.ts'),
          devices: entry('electron/devices/device-host.ts'),
        },
        external,
        onwarn,
        output: commonJs,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: { input: { preload: entry('electron/preload.ts') }, external, onwarn, output: commonJs },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: 'esbuild',
      target: 'chrome130',
      rollupOptions: { input: { index: entry('renderer/index.html'), print: entry('renderer/print.html') }, onwarn },
    },
  },
});
