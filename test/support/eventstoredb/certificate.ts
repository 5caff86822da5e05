import { execFileSync, spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';
import { temporaryFolder } from '../store-folder.js';

/** For suites that need a certificate. */
export const describeOverTls: typeof describe | typeof describe.skip =
  spawnSync('openssl', ['version']).status === 0 ? describe : describe.skip;

/** Files (PEM) with a new key and a certificate of it for `localhost`. */
export function certified(): Readonly<{ key: string; certificate: string; remove: () => void }> {
  const folder = temporaryFolder();
  const [key, certificate] = [folder.path('key.pem'), folder.path('certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const files = ['-keyout', key, '-out', certificate];
  const made = ['req', '-x509', ...curve, '-nodes', '-days', '2', ...subject, ...files];
  execFileSync('openssl', made, { stdio: 'ignore' });
  return { key, certificate, remove: () => folder.remove() };
}
