import { cpSync, rmSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Native modules cannot be bundled. Everything else is: packages that are ES modules only could not be required by the CommonJS
// core, and one file opens faster than hundreds.
const external = ['electron', 'better-sqlite3', 'koffi'];

/** CommonJS under the name .cjs: a sandboxed preload must be CommonJS, and package.json says "module" for .js. */
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' } as const;

/** The regions' packs are data that the core reads at run time, so they lie beside the bundle: out/packs. */
const packs = {
  name: 'packs',
  closeBundle() {
    rmSync('out/packs', { recursive: true, force: true });
    cpSync('shared/policy/packs', 'out/packs', { recursive: true });
  },
};

export default defineConfig({
  main: {
    plugins: [packs],
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { main: 'electron/shell/main.ts', core: 'electron/core/main.ts', devices: 'electron/devices/device-host.ts' },
        external,
        output: commonJs,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: { input: { preload: 'electron/preload.ts' }, external, output: commonJs },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      rollupOptions: { input: { index: 'renderer/index.html', print: 'renderer/print.html' } },
    },
  },
});
