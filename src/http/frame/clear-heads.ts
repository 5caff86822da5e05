import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Fault } from '../problems/fault.js';

/**
 * Refuses heads that a proxy and this service could read differently: no host, two tokens, a body in a coding besides chunks,
 * which Node takes for plain chunks.
 */
export function refuseUnclearHeads(server: FastifyInstance): void {
  server.addHook('onRequest', ({ raw }, _reply, done) => {
    if (isClear(raw)) done();
    else done(new Fault('MALFORMED_REQUEST'));
  });
}

function isClear({ headers, httpVersion, rawHeaders }: IncomingMessage): boolean {
  const { host, 'transfer-encoding': coding = 'chunked' } = headers;
  return (host !== undefined || httpVersion === '1.0') && /^\s*chunked\s*$/i.test(coding) && tokensIn(rawHeaders) < 2;
}

/** Of two, Node itself would hide the second. */
function tokensIn(rawHeaders: readonly string[]): number {
  let tokens = 0;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    if (rawHeaders[place]?.toLowerCase() === 'authorization') tokens += 1;
  }
  return tokens;
}
