import type {
  FastifyInstance,
  FastifyRequest,
  onRequestHookHandler,
  preValidationHookHandler,
  RouteOptions,
} from 'fastify';
import { Refused } from '../../deciding/decision.js';
import { type Access, refusedAtTheDoor, refusedManner } from './access.js';
import type { CommandType } from '../../identity/policy.js';
import { type TokenVerifier, Unauthenticated } from '../../identity/token-verifier.js';
import type { Origin } from '../../kernel/event.js';
import { implausibleBody } from './plausible-body.js';
import { isOpenPage, type RouteTable } from './route-table.js';

const SCHEME = /^Bearer /i;
const SCHEME_LENGTH = 'Bearer '.length;
const TOKEN = /^[\w.~+/-]+=*$/;
const UNMATCHED: Access = { kind: 'READS', what: 'PUBLISHED' };
const OPEN: Access = { kind: 'PUBLIC' };

/** What the door needs to know. */
type DoorParts = Readonly<{ verifier: TokenVerifier; routes: RouteTable; largeBodyLimit: number }>;

/**
 * Who may come in. A hook of the server on each route and not a guard of the framework, because it must stand before the body
 * is read: a stranger's megabyte is not parsed, and who may not send a command learns that first (check order of b.3). It is
 * the first hook of its route, before the limit for each bearer; what is hooked in for all routes runs before it.
 */
export function keepDoor(server: FastifyInstance, { verifier, routes, largeBodyLimit }: DoorParts): void {
  server.addHook('onRoute', (route) => {
    routes.add(route);
    if (route.config?.largeBody === true) route.bodyLimit = largeBodyLimit;
    const access = accessOf(route);
    if (access.kind !== 'PUBLIC') route.onRequest = [admitBearer(access), route.onRequest ?? []].flat();
    if (access.kind === 'SENDS') route.preValidation = [route.preValidation ?? [], admitBody(access.command)].flat();
  });
  // A route that nothing matched is shown to nobody without a token: it would tell what there is.
  const admitToNothing = admitBearer(UNMATCHED);
  const admitUnmatched: onRequestHookHandler = (request, reply, done) => {
    if (request.is404 && request.caller === undefined) admitToNothing.call(server, request, reply, done);
    else done();
  };
  server.addHook('onRequest', admitUnmatched);
  // Again, since the framework gives up some addresses although a route matches them, before the route's own hooks.
  server.addHook('preHandler', admitUnmatched);

  function admitBearer(access: Access): onRequestHookHandler {
    return (request, _reply, done) => {
      const { authorization = '' } = request.headers;
      if (!SCHEME.test(authorization)) return done(new Unauthenticated('none sent'));
      const token = authorization.slice(SCHEME_LENGTH);
      const known = verifier.recall(token);
      if (known !== undefined) return done(admit(request, access, known));
      if (!TOKEN.test(token)) return done(new Unauthenticated('none sent'));
      verifier.verify(token).then(
        (bearer) => done(admit(request, access, bearer)),
        (error: unknown) => done(error instanceof Error ? error : new Unauthenticated('unknown')),
      );
    };
  }
}

/** Whether the caller may send the command in that manner, and whether the body is one that can be looked at. */
function admitBody(command: CommandType): preValidationHookHandler {
  return ({ caller, body }, _reply, done) => {
    const refusal = caller && refusedManner(command, caller, body);
    done(refusal ? new Refused(refusal) : implausibleBody(body));
  };
}

function accessOf({ config, url }: RouteOptions): Access {
  return config?.access ?? (isOpenPage(url) ? OPEN : UNMATCHED);
}

function admit(request: FastifyRequest, access: Access, bearer: Origin): Refused | undefined {
  request.caller = bearer;
  const refusal = refusedAtTheDoor(access, bearer);
  return refusal === undefined ? undefined : new Refused(refusal);
}
