import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Origin } from '../../kernel/event.js';
import { blocOf, homeBlocOf } from '../../kernel/stream.js';
import { AppendTooLarge } from '../../log/append-limit.js';
import {
  OutcomeUnknown,
  Overloaded,
  RevisionConflict,
  StoreFull,
  StoreRefuses,
  StoreUnavailable,
  StreamCut,
} from '../../log/event-store.js';
import { NotUnderstood } from '../../log/upcasting.js';
import { ClockImplausible } from '../../deciding/clock.js';
import { Refused } from '../../deciding/decision.js';
import { SEES, standpointOf } from '../../identity/policy.js';
import { IncompleteToken, KeysUnreachable, Unauthenticated } from '../../identity/token-verifier.js';
import { Fault, type FaultCode, InvalidInput } from './fault.js';
import { type Outages, reasonOf } from './outages.js';
import type { Address } from './refusal-status.js';
import {
  type Answer,
  faultAnswer,
  faultOfStatus,
  invalidInputAnswer,
  languageOf,
  type Problem,
  refusalAnswer,
} from './problem.js';

/** The methods that an address takes, for a 404 that is really a 405. */
type Routes = Readonly<{ methodsAt: (url: string) => readonly string[] }>;

type FilterParts = Readonly<{ routes: Routes; log: Logger; outages: Outages }>;

/** Turns every error into its answer, and writes to the log what the operator should know of it. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter<unknown> {
  constructor(private readonly parts: FilterParts) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { problem, headers } = this.#answer(error, request);
    this.#report(problem, error, request);
    void reply.status(problem.status).headers(headers).type('application/problem+json').send(problem);
  }

  #answer(error: unknown, request: FastifyRequest): Answer {
    const language = languageOf(request.headers['accept-language']);
    const context = { language, traceId: request.id, address: request.params as Address };
    if (error instanceof Refused) return refusalAnswer(error.refusal, context);
    if (error instanceof InvalidInput) return invalidInputAnswer(error, context);
    const status = statusOfLibrary(error);
    if (status !== undefined) return this.#ofLibrary(status, request, context);
    return faultAnswer(faultOf(error, request.caller), context);
  }

  #ofLibrary(status: number, request: FastifyRequest, context: Parameters<typeof faultAnswer>[1]): Answer {
    const allowed = status === 404 ? this.parts.routes.methodsAt(request.url) : [];
    if (allowed.length > 0)
      return faultAnswer(new Fault('METHOD_NOT_ALLOWED', {}, { allow: allowed.join(', ') }), context);
    return faultAnswer(new Fault(faultOfStatus(status)), context);
  }

  /** A bug with its stack; what passes by itself once for all the requests that it hits; who was turned away at the door. */
  #report({ code, status }: Problem, error: unknown, request: FastifyRequest): void {
    const { log, outages } = this.parts;
    const { id: traceId, method, caller, ip, routeOptions } = request;
    const where = { traceId, method, route: routeOptions.url };
    if (status === 503 || status === 429) outages.met(code, { ...where, reason: reasonOf(error) });
    else if (status >= 500) log.error({ err: error, ...where }, 'request failed');
    else if (AT_THE_DOOR.has(code))
      log.info({ code, ...where, subject: caller?.subject, ip, ...toldOf(error) }, 'refused at the door');
  }
}

/** Refusals of who calls, not of what is asked. */
const AT_THE_DOOR = new Set(['UNAUTHENTICATED', 'TOKEN_INCOMPLETE', 'NOT_ENTITLED']);

/** What the operator needs to find out why a caller was turned away; the caller is told less of a bad token. */
function toldOf(error: unknown): object {
  if (error instanceof Unauthenticated) return { reason: error.reason };
  return error instanceof Refused ? { facts: error.refusal.facts } : { reason: reasonOf(error) };
}

/** The status that the framework or a plugin of the server gave its error. */
function statusOfLibrary(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const named = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof named === 'number' ? named : undefined;
}

/** Errors of the store and of identity that pass: the caller should try again. The first line that fits counts. */
const PASSING: readonly (readonly [kind: new (...parts: never[]) => Error, code: FaultCode])[] = [
  [Overloaded, 'OVERLOADED'],
  [StoreFull, 'STORE_FULL'],
  [StoreRefuses, 'STORE_REFUSES'],
  [ClockImplausible, 'CLOCK_IMPLAUSIBLE'],
  [StoreUnavailable, 'STORE_UNAVAILABLE'],
  [OutcomeUnknown, 'OUTCOME_UNKNOWN'],
  [KeysUnreachable, 'KEYS_UNREACHABLE'],
];

/** A place in the log, only for who may read the trail there. */
function placeShown({ stream, revision }: Place, caller: Origin | undefined): Partial<Place> {
  const whose = { blocId: homeBlocOf(stream, blocOf({ stream, data: {} })), isMember: () => false };
  return caller && SEES.TRAIL[standpointOf(caller, whose)] === 'ALWAYS' ? { stream, revision } : {};
}

type Place = Readonly<{ stream: string; revision: number }>;

/** RFC 6750: a request without a token is asked for one, a token that is no good is called so. */
function challenge({ sent }: Unauthenticated): string {
  return sent ? 'Bearer error="invalid_token"' : 'Bearer';
}

/** The record has gone on since the expected revision, or never had it. */
function faultOfConflict({ expected, actual }: RevisionConflict): Fault {
  const hasMovedOn = actual !== 'absent' && (expected === 'absent' || expected < actual);
  return new Fault(hasMovedOn ? 'PRECONDITION_FAILED' : 'NO_SUCH_REVISION', { expected });
}

/** The fault for an error of the store or of identity. An unforeseen error is INTERNAL. */
function faultOf(error: unknown, caller: Origin | undefined): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof RevisionConflict) return faultOfConflict(error);
  if (error instanceof Unauthenticated)
    return new Fault('UNAUTHENTICATED', {}, { 'www-authenticate': challenge(error) });
  if (error instanceof IncompleteToken) return new Fault('TOKEN_INCOMPLETE', { role: error.role, claim: error.claim });
  const passing = PASSING.find(([kind]) => error instanceof kind);
  return passing ? new Fault(passing[1]) : faultOfHistory(error, caller);
}

/** The fault for what was stored, or cannot be. */
function faultOfHistory(error: unknown, caller: Origin | undefined): Fault {
  if (error instanceof NotUnderstood) {
    const { type, schema } = error.event;
    return new Fault('NOT_UNDERSTOOD', { type, schema, ...placeShown(error.event, caller) });
  }
  if (error instanceof StreamCut) return new Fault('STREAM_CUT', placeShown(error, caller));
  if (error instanceof AppendTooLarge) return new Fault('TOO_LARGE_TO_STORE', { limit: error.named });
  return new Fault('INTERNAL');
}
