import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { OutcomeUnknown, Overloaded, RevisionConflict, StoreUnavailable } from '../../log/event-store.js';
import { Refused } from '../../deciding/decision.js';
import { IncompleteToken, KeysUnreachable, Unauthenticated } from '../../identity/token-verifier.js';
import { Fault, type FaultCode, InvalidInput } from './fault.js';
import { type Answer, faultAnswer, faultOfStatus, invalidInputAnswer, languageOf, refusalAnswer } from './problem.js';

/** The methods that an address takes, for a 404 that is really a 405. */
type Routes = Readonly<{ methodsAt: (url: string) => readonly string[] }>;

/** Turns every error into its answer. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter<unknown> {
  constructor(
    private readonly routes: Routes,
    private readonly log: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { problem, headers } = this.#answer(error, request);
    if (problem.status >= 500) this.#report(error, request);
    void reply.status(problem.status).headers(headers).type('application/problem+json').send(problem);
  }

  #answer(error: unknown, request: FastifyRequest): Answer {
    const context = { language: languageOf(request.headers['accept-language']), traceId: request.id };
    if (error instanceof Refused) return refusalAnswer(error.refusal, context);
    if (error instanceof InvalidInput) return invalidInputAnswer(error, context);
    const status = statusOfLibrary(error);
    if (status !== undefined) return this.#ofLibrary(status, request, context);
    return faultAnswer(faultOf(error), context);
  }

  #ofLibrary(status: number, request: FastifyRequest, context: Parameters<typeof faultAnswer>[1]): Answer {
    const allowed = status === 404 ? this.routes.methodsAt(request.url) : [];
    if (allowed.length > 0)
      return faultAnswer(new Fault('METHOD_NOT_ALLOWED', {}, { allow: allowed.join(', ') }), context);
    const code = faultOfStatus(status);
    return faultAnswer(new Fault(code), context, code === 'INTERNAL' ? undefined : status);
  }

  #report(error: unknown, { id, method, routeOptions }: FastifyRequest): void {
    this.log.error({ err: error, traceId: id, method, route: routeOptions.url }, 'request failed');
  }
}

/** The status that the framework or a plugin of the server gave its error. */
function statusOfLibrary(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const named = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof named === 'number' ? named : undefined;
}

/** Errors of the store and of identity that pass: the caller should try again. */
const PASSING: readonly (readonly [kind: new (...parts: never[]) => Error, code: FaultCode])[] = [
  [Overloaded, 'OVERLOADED'],
  [StoreUnavailable, 'STORE_UNAVAILABLE'],
  [OutcomeUnknown, 'OUTCOME_UNKNOWN'],
  [KeysUnreachable, 'KEYS_UNREACHABLE'],
];

/** RFC 6750: a request without a token is asked for one, a token that is no good is called so. */
function challenge({ sent }: Unauthenticated): string {
  return sent ? 'Bearer error="invalid_token"' : 'Bearer';
}

/** The fault for an error of the store or of identity. An unforeseen error is INTERNAL. */
function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof RevisionConflict) return new Fault('PRECONDITION_FAILED', { expected: error.expected });
  if (error instanceof Unauthenticated)
    return new Fault('UNAUTHENTICATED', {}, { 'www-authenticate': challenge(error) });
  if (error instanceof IncompleteToken) return new Fault('TOKEN_INCOMPLETE', { role: error.role, claim: error.claim });
  const passing = PASSING.find(([kind]) => error instanceof kind);
  return new Fault(passing ? passing[1] : 'INTERNAL');
}
