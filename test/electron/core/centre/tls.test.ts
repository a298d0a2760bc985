import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CentreSettings, TlsFiles } from '../../../../electron/core/centre/centre-settings.ts';
import { HttpLine } from '../../../../electron/core/centre/http-line.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'centre-tls-'));
const at = (name: string) => path.join(folder, name);
const openssl = (...args: string[]) => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });

let server: FastifyInstance;
let url = '';
/** Names in the certificates of who called. */
const callers: string[] = [];

/** An authority of the bureau, a certificate of its server and one of this hospital; and a stranger's. */
function makeCertificates(): void {
  for (const name of ['bureau', 'stranger'])
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
    );
  writeFileSync(at('san'), 'subjectAltName=IP:127.0.0.1');
  for (const name of ['server', 'hospital']) {
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    const signed = ['x509', '-req', '-in', `${name}.csr`, '-CA', 'bureau.pem', '-CAkey', 'bureau.key', '-CAcreateserial', '-days', '2'];
    openssl(...signed, '-extfile', 'san', '-out', `${name}.pem`);
  }
}

beforeAll(async () => {
  makeCertificates();
  const [key, cert, ca] = ['server.key', 'server.pem', 'bureau.pem'].map((name) => readFileSync(at(name)));
  server = fastify({ https: { key, cert, ca, requestCert: true, rejectUnauthorized: true } }) as unknown as FastifyInstance;
  server.post('/fsi/api/*', async (request) => {
    const peer = (request.raw.socket as unknown as { getPeerCertificate(): { subject: { CN: string } } }).getPeerCertificate();
    callers.push(peer.subject.CN);
    return { infcode: 0, output: { signinoutb: { sign_no: 'QD1' } } };
  });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function post(tls: TlsFiles | undefined): Promise<unknown> {
  const settings = {
    baseUrl: url,
    accountId: 'a',
    token: 't',
    signatureCase: 'lower',
    tls,
    paths: {},
    genericPath: null,
    connectSeconds: 5,
  };
  const line = new HttpLine(settings as unknown as CentreSettings, {
    nextMessageId: () => '',
    milliseconds: () => Date.now(),
    heard: () => undefined,
  });
  try {
    return await line.post('9001', '{}', 5);
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await line.close();
  }
}

describe('a line with certificates', () => {
  const hospital = { certificateFile: at('hospital.pem'), keyFile: at('hospital.key') };

  it('shows the hospital its own and trusts the authority of the bureau', async () => {
    expect(await post({ ...hospital, authorityFile: at('bureau.pem') })).toMatchObject({ kind: 'done' });
    expect(callers).toEqual(['hospital']);
  });

  it.each([
    // We turn the other side away: nothing left this computer.
    ['to a server that nobody vouches for', undefined, 'centre.unreachable'],
    ['to one of an authority that nobody named', hospital, 'centre.unreachable'],
    ['to one of another authority', { ...hospital, authorityFile: at('stranger.pem') }, 'centre.unreachable'],
    // The other side turns us away, when bytes may have left: nobody knows, and a query will tell.
    ['without the certificate of the hospital', { authorityFile: at('bureau.pem') }, 'centre.outcome-unknown'],
    [
      'with that of a stranger',
      { authorityFile: at('bureau.pem'), certificateFile: at('stranger.pem'), keyFile: at('stranger.key') },
      'centre.outcome-unknown',
    ],
  ])('does not come about %s', async (_what, tls, code) => {
    const before = callers.length;
    expect(await post(tls)).toBe(code);
    expect(callers).toHaveLength(before);
  });

  it('names a file that is missing at the start, not with the first patient', () => {
    const settings = { tls: { authorityFile: at('nothing.pem') } } as unknown as CentreSettings;
    expect(() => new HttpLine(settings, { nextMessageId: () => '', milliseconds: () => 0, heard: () => undefined })).toThrow(
      expect.objectContaining({ code: 'settings.invalid', details: expect.objectContaining({ field: 'centre.tls.authorityFile' }) }),
    );
  });
});
