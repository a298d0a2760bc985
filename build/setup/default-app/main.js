// What `electron <folder>` runs first, with the command line of Electron's own default app:
// -v, -a, --app=, -r/--require, then a folder or file. Playwright starts the program with `-r <its loader>`.
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

const { file, modules } = readArguments(process.argv.slice(1));
if (modules.length > 0) Module._preloadModules(modules);
if (!file) {
  console.error('usage: electron [-r module] <application folder or file>');
  process.exit(1);
}
await run(path.resolve(file));

function readArguments(given) {
  const found = { file: null, modules: [] };
  const rest = [...given];
  while (rest.length > 0 && !found.file) {
    const argument = rest.shift();
    if (argument === '-v' || argument === '--version') answer(`v${process.versions.electron}`);
    else if (argument === '-a' || argument === '--abi') answer(process.versions.modules);
    else if (argument === '-r' || argument === '--require') found.modules.push(rest.shift());
    else if (argument.startsWith('--app=')) found.file = argument.slice('--app='.length);
    else if (!argument.startsWith('-')) found.file = argument;
  }
  return found;
}

function answer(text) {
  console.log(text);
  process.exit(0);
}

async function run(target) {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const manifest = path.join(target, 'package.json');
  const isFolder = fs.existsSync(manifest);
  if (isFolder) introduce(JSON.parse(fs.readFileSync(manifest, 'utf8')));
  // With its separator a folder stays one, whatever file of the same name (x.js beside x) lies next to it.
  const main = Module._resolveFilename(isFolder ? path.join(target, path.sep) : target, null, true);
  app.setAppPath(isFolder ? target : path.dirname(main));
  await import(pathToFileURL(main).href);
}

function introduce({ name, productName, version, desktopName }) {
  if (version) app.setVersion(version);
  app.name = productName || name || app.name;
  app.setDesktopName(desktopName || `${app.name}.desktop`);
}
