import type { FastifyInstance, preValidationHookHandler } from 'fastify';
import type { Words } from '../problems/words.js';
import { below, Reasons } from '../shapes/reasons.js';
import { NO_UTF8 } from './json.js';

const STRAY_PERCENT: Words = {
  vi: 'có dấu % không kèm hai chữ số thập lục phân: hãy viết %25 cho chính dấu %',
  en: 'has a % without two hexadecimal digits behind it: write %25 for the sign itself',
};

/**
 * Refuses a query with bytes that are no UTF-8, as bodies and paths with such are refused. The usual reader keeps them as they
 * stand or replaces them, so that a look-up finds nothing and says so as if there were nothing. What is not encoded at all is no
 * address for Node's parser.
 */
export function refuseUnclearQueries(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.preValidation = [refuseUnclear, route.preValidation ?? []].flat();
  });
}

const refuseUnclear: preValidationHookHandler = ({ url }, _reply, done) => {
  const begin = url.indexOf('?');
  if (begin === -1 || !url.includes('%', begin)) return done();
  const reasons = new Reasons();
  for (const parameter of url.slice(begin + 1).split('&')) {
    const wrong = wrongIn(parameter);
    if (wrong !== undefined) reasons.add(() => below('', nameOf(parameter)), wrong);
  }
  done(reasons.refusal);
};

function wrongIn(parameter: string): Words | undefined {
  if (/%(?![\da-f]{2})/i.test(parameter)) return STRAY_PERCENT;
  return decoded(parameter) === undefined ? NO_UTF8 : undefined;
}

/** As it stands where it cannot be decoded. */
function nameOf(parameter: string): string {
  const [name = ''] = parameter.split('=', 1);
  return decoded(name) ?? name;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
