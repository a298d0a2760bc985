// Which Debian package brings which shared library of Electron; names as in Debian 12.
const packageOf = new Map([
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libsmime3.so', 'libnss3'],
  ['libnspr4.so', 'libnspr4'],
  ['libasound.so.2', 'libasound2'],
  ['libgbm.so.1', 'libgbm1'],
  ['libcups.so.2', 'libcups2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libdrm.so.2', 'libdrm2'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libX11.so.6', 'libx11-6'],
  ['libxcb.so.1', 'libxcb1'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libXrandr.so.2', 'libxrandr2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libudev.so.1', 'libudev1'],
]);

/** Libraries `ldd` could not find: the packages that bring them, and the libraries no known package brings. */
export function missingFromLdd(output) {
  const libraries = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
  const packages = new Set(libraries.flatMap((library) => packageOf.get(library) ?? []));
  return { packages: [...packages].sort(), unknown: libraries.filter((library) => !packageOf.has(library)) };
}
