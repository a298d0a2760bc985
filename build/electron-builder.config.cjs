// How the program is packed: `npm run dist` → release/linux-unpacked/huimin-desk.
// electron-builder does not find this name by itself; build/run/dist.mjs names it.
const fs = require('node:fs');
const path = require('node:path');
const pins = require('./runtime-pins.json');

module.exports = {
  appId: 'invalid.example.huimin-desk',
  productName: 'HuiminDesk',
  directories: { output: 'release', buildResources: 'build' },

  // The runtime and the native module that the tests ran with. A rebuild would replace the module by one compiled for another Electron.
  electronVersion: pins.electron,
  electronDist: 'node_modules/electron/dist',
  npmRebuild: false,
  nodeGypRebuild: false,

  // Everything is bundled into out/ except the native module and its loader; better-sqlite3 alone would bring the sources of SQLite.
  files: [
    'out/**',
    '!out/sources.sha256',
    'package.json',
    'node_modules/koffi/package.json',
    'node_modules/koffi/**/*.cjs',
    'node_modules/@koromix/koffi-*/**',
    '!node_modules/**',
    'node_modules/better-sqlite3/package.json',
    'node_modules/better-sqlite3/lib/**',
    'node_modules/better-sqlite3/build/Release/better_sqlite3.node',
    'node_modules/{bindings,file-uri-to-path}/**',
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  afterPack: removeDevelopmentParts,

  // A handed-out program runs only itself: neither as a bare Node, nor with a debugger, nor with other code beside it.
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    enableCookieEncryption: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },

  linux: { target: ['dir'], category: 'Office', icon: 'build/icons', executableName: 'huimin-desk', synopsis: 'Hospital front desk' },
};

/** The start program of development copies, and our note of where the runtime came from. */
function removeDevelopmentParts({ appOutDir }) {
  for (const file of ['resources/default_app.asar', 'source.json']) fs.rmSync(path.join(appOutDir, file), { force: true });
}
