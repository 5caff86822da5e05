import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '../event-store/handle-command.js';
import { type Access, refusedAtTheDoor, refusedManner } from '../identity/access.js';
import { type TokenVerifier, Unauthenticated } from '../identity/token-verifier.js';
import type { Origin } from '../kernel/event.js';
import { implausibleBody } from './plausible-body.js';
import { isOpenPage, type RouteTable } from './route-table.js';

const BEARER = /^Bearer ([\w.~+/-]+=*)$/i;
const UNMATCHED: Access = { kind: 'READS', what: 'PUBLISHED' };
const OPEN: Access = { kind: 'PUBLIC' };

/** What the door needs to know. */
type DoorParts = Readonly<{ verifier: TokenVerifier; routes: RouteTable; largeBodyLimit: number }>;

/**
 * Who may come in. A hook of the server and not a guard of the framework, because it must stand before the body is
 * read: a stranger's megabyte is not parsed, and who may not send a command learns that first (check order of b.3).
 */
export function keepDoor(server: FastifyInstance, { verifier, routes, largeBodyLimit }: DoorParts): void {
  server.addHook('onRoute', (route) => {
    routes.add(route);
    if (route.config?.largeBody === true) route.bodyLimit = largeBodyLimit;
  });

  server.addHook('onRequest', (request, _reply, done) => {
    const access = accessOf(request);
    if (access.kind === 'PUBLIC') return done();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return done(new Unauthenticated('none sent'));
    const known = verifier.recall(token);
    if (known !== undefined) return done(admit(request, access, known));
    verifier.verify(token).then(
      (bearer) => done(admit(request, access, bearer)),
      (error: unknown) => done(error instanceof Error ? error : new Unauthenticated('unknown')),
    );
  });

  server.addHook('preValidation', (request, _reply, done) => {
    const access = accessOf(request);
    if (access.kind !== 'SENDS' || request.caller === undefined) return done();
    const refusal = refusedManner(access.command, request.caller, request.body);
    if (refusal !== undefined) return done(new Refused(refusal));
    done(implausibleBody(request.body));
  });
}

/** A route that nothing matched is shown to nobody without a token: it would tell what there is. */
function accessOf({ routeOptions, is404 }: FastifyRequest): Access {
  if (is404) return UNMATCHED;
  return routeOptions.config.access ?? (isOpenPage(routeOptions.url ?? '') ? OPEN : UNMATCHED);
}

function admit(request: FastifyRequest, access: Access, bearer: Origin): Refused | undefined {
  request.caller = bearer;
  const refusal = refusedAtTheDoor(access, bearer);
  return refusal === undefined ? undefined : new Refused(refusal);
}
