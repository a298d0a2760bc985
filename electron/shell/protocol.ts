import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';

export const APP_ORIGIN = 'app://desk';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Before the app is ready: the scheme is a secure origin with its own storage, and nothing else may be fetched. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** The policy of every page. The nonce is fresh per load; Ant Design gets it through a meta element. */
export function contentSecurityPolicy(nonce: string, development?: string): string {
  const connect = development === undefined ? "'self'" : `'self' ${development} ${development.replace('http', 'ws')}`;
  return [
    "default-src 'none'",
    `script-src 'self'${development === undefined ? '' : ` ${development} 'nonce-${nonce}'`}`,
    `style-src 'self' 'nonce-${nonce}'${development === undefined ? '' : ` ${development}`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Serves the program's own files under app://desk, and nothing outside `root`. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.origin !== APP_ORIGIN && url.host !== 'desk') return new Response('not found', { status: 404 });
    const file = fileFor(root, url.pathname);
    if (file === undefined) return new Response('not found', { status: 404 });
    try {
      return respond(file, await readFile(file));
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
}

/** A path inside `root`, never above it. Paths without an extension are pages of the router. */
function fileFor(root: string, pathname: string): string | undefined {
  const page = pathname.startsWith('/print') ? 'print.html' : 'index.html';
  // A print page lies one level deeper and names its assets relative to itself.
  const wanted = path.extname(pathname) === '' ? page : decodeURIComponent(pathname.replace(/^\/print\//, '/'));
  const file = path.join(root, path.normalize(`/${wanted}`));
  return file.startsWith(root + path.sep) ? file : undefined;
}

function respond(file: string, bytes: Buffer): Response {
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  const headers: Record<string, string> = { 'content-type': type, 'x-content-type-options': 'nosniff' };
  if (!type.startsWith('text/html')) return new Response(new Uint8Array(bytes), { headers });
  const nonce = randomBytes(16).toString('base64');
  headers['content-security-policy'] = contentSecurityPolicy(nonce);
  headers['cache-control'] = 'no-store';
  return new Response(bytes.toString('utf8').replaceAll('%NONCE%', nonce), { headers });
}
