import type { FastifyInstance } from 'fastify';
import { Fault } from '../problems/fault.js';
import { CSV, XLSX } from './sheet-answers.js';

/** What a spreadsheet is sent as; what it is, its bytes say. */
export const FILE_TYPES = [XLSX, CSV, 'application/octet-stream'];

/** So many files are taken in at once: each is held whole until it is answered. */
const AT_ONCE = 4;

/** Takes spreadsheets as they are, on the routes that import, and nowhere else. */
export function takeFiles(server: FastifyInstance): void {
  let inHand = 0;
  server.addHook('preParsing', ({ routeOptions }, reply, payload, done) => {
    if (routeOptions.config.access?.kind !== 'IMPORTS') return done(null, payload);
    // Whoever left while its token was verified is not waited for: `close` was told already, and its place would never be free.
    if (reply.raw.destroyed || reply.raw.closed) return done(new Fault('REQUEST_TIMEOUT'));
    if (inHand >= AT_ONCE) return done(new Fault('OVERLOADED'));
    inHand += 1;
    reply.raw.once('close', () => (inHand -= 1));
    done(null, payload);
  });
  server.addContentTypeParser<Buffer>(FILE_TYPES, { parseAs: 'buffer' }, ({ routeOptions }, bytes, done) => {
    if (routeOptions.config.access?.kind === 'IMPORTS') done(null, bytes);
    else done(new Fault('UNSUPPORTED_MEDIA_TYPE'));
  });
}
