import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Fault } from '../problems/fault.js';
import type { TurnedAway } from './turned-away.js';

/**
 * Refuses heads that a proxy and this service could read differently: no host or two, two tokens, a body in a coding besides chunks,
 * which Node takes for plain chunks.
 */
export function refuseUnclearHeads(server: FastifyInstance, turnedAway: TurnedAway): void {
  server.addHook('onRequest', ({ raw, ip }, _reply, done) => {
    if (isClear(raw)) done();
    else done(turnedAway.count(ip) ?? new Fault('MALFORMED_REQUEST'));
  });
}

function isClear({ headers, httpVersion, rawHeaders }: IncomingMessage): boolean {
  const { host, 'transfer-encoding': coding = 'chunked' } = headers;
  return (host !== undefined || httpVersion === '1.0') && /^\s*chunked\s*$/i.test(coding) && !isTwofold(rawHeaders);
}

/** Of two such lines Node itself hides the second. */
function isTwofold(rawHeaders: readonly string[]): boolean {
  let [hosts, tokens] = [0, 0];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place]?.toLowerCase();
    if (name === 'host') hosts += 1;
    else if (name === 'authorization') tokens += 1;
  }
  return hosts > 1 || tokens > 1;
}
