import type {
  FastifyInstance,
  FastifyRequest,
  onRequestHookHandler,
  preValidationHookHandler,
  RouteOptions,
} from 'fastify';
import { Refused } from '../../deciding/decision.js';
import { type Access, type LargeBody, refusedAtTheDoor, refusedManner } from './access.js';
import { type Actors, maySend, type Readable } from '../../identity/policy.js';
import { type TokenVerifier, Unauthenticated } from '../../identity/token-verifier.js';
import type { Origin } from '../../kernel/event.js';
import { implausibleBody } from './plausible-body.js';
import type { RouteTable } from './route-table.js';
import type { TurnedAway } from './turned-away.js';

const SCHEME = /^Bearer /i;
const SCHEME_LENGTH = 'Bearer '.length;
const TOKEN = /^[\w.~+/-]+=*$/;
const UNMATCHED: Access = { kind: 'READS', what: 'OPEN' };

type DoorParts = Readonly<{
  verifier: TokenVerifier;
  routes: RouteTable;
  actors: Actors;
  /** Bytes. */
  largeBodies: Readonly<Record<LargeBody, number>>;
  turnedAway: TurnedAway;
}>;

/**
 * Authenticates the caller and checks the route's access. It is a hook of the server and not a guard of the framework,
 * because it must run before the body is read: a stranger's megabyte is not parsed, and a caller without the right learns
 * that before anything else. It is the first hook of each route, before the rate limit; hooks for all
 * routes run before it.
 */
export function keepDoor(
  server: FastifyInstance,
  { verifier, routes, actors, largeBodies, turnedAway }: DoorParts,
): void {
  server.addHook('onRoute', (route) => {
    routes.add(route);
    const large = route.config?.largeBody;
    if (large !== undefined) route.bodyLimit = largeBodies[large];
    const access = accessOf(route);
    route.onRequest = [...entrance(access), route.onRequest ?? []].flat();
    if (access.kind !== 'SENDS') return;
    // Throws for a command that no slice decides, so that the service does not start with such a route.
    maySend(actors, access.command);
    route.preValidation = [route.preValidation ?? [], admitBody(access.command)].flat();
  });
  // An unmatched address answers 401 without a token: a 404 would tell a stranger which addresses exist.
  const admitToNothing = admitBearer(UNMATCHED);
  const admitUnmatched: onRequestHookHandler = (request, reply, done) => {
    if (!request.is404 || request.caller !== undefined) return done();
    // No limit of a route counts it.
    const counted = (refusal?: Error): void => done(refusal ?? turnedAway.count(request.caller?.subject ?? request.ip));
    admitToNothing.call(server, request, reply, counted);
  };
  server.addHook('onRequest', admitUnmatched);
  // Again, because the framework answers 404 for some addresses that a route matches, before the route's own hooks run.
  server.addHook('preHandler', admitUnmatched);

  function admitBearer(access: Access): onRequestHookHandler {
    return (request, _reply, done) => {
      const { authorization = '' } = request.headers;
      const away = (reason: Error): void => done(turnedAway.count(request.caller?.subject ?? request.ip) ?? reason);
      const pass = (refusal: Error | undefined): void => (refusal === undefined ? done() : away(refusal));
      if (!SCHEME.test(authorization)) return away(new Unauthenticated('none sent'));
      const token = authorization.slice(SCHEME_LENGTH);
      const known = verifier.recall(token);
      if (known !== undefined) return pass(admit(request, access, known));
      if (!TOKEN.test(token)) return away(new Unauthenticated('not a token'));
      verifier.verify(token).then(
        (bearer) => pass(admit(request, access, bearer)),
        (error: unknown) => away(error instanceof Error ? error : new Unauthenticated('unknown')),
      );
    };
  }

  /** What runs first on the route. */
  function entrance(access: Access): readonly onRequestHookHandler[] {
    if (access.kind !== 'PUBLIC') return [admitBearer(access)];
    return access.more === undefined ? [] : [recogniseBearer(access.more)];
  }

  /** On a public route that has more to show: a token that is sent is checked as on any other. */
  function recogniseBearer(what: Readable): onRequestHookHandler {
    const admitToMore = admitBearer({ kind: 'READS', what });
    return (request, reply, done) => {
      if (request.headers.authorization === undefined) done();
      else admitToMore.call(server, request, reply, done);
    };
  }

  /** Checks that the caller may send the command as this act or claim, and that the body is safe to walk. */
  function admitBody(command: string): preValidationHookHandler {
    return ({ caller, body }, _reply, done) => {
      const refusal = caller && refusedManner({ command, body }, caller, actors);
      done(refusal ? new Refused(refusal) : implausibleBody(body));
    };
  }

  function admit(request: FastifyRequest, access: Access, bearer: Origin): Refused | undefined {
    request.caller = bearer;
    const refusal = refusedAtTheDoor(access, bearer, actors);
    return refusal === undefined ? undefined : new Refused(refusal);
  }
}

function accessOf({ config }: RouteOptions): Access {
  return config?.access ?? UNMATCHED;
}
