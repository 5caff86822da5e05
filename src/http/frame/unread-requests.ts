import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault, type FaultCode } from '../problems/fault.js';
import { faultAnswer, faultOfStatus, languageOf, type Problem } from '../problems/problem.js';
import { OwedAnswers } from './owed-answers.js';
import { UNCACHED } from './security-headers.js';

/** What Node's parser says when it gives up on a request; whatever else it says, the request cannot be read. */
const FAULT_OF_PARSER: Readonly<Record<string, FaultCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

type ParserError = Error & Readonly<{ code?: string }>;

/** Answers a request that the parser could not read: it became no request, so all there is to answer on is its connection. */
export function answerUnparsed({ code = '' }: ParserError, socket: Socket): void {
  if (code === 'ECONNRESET') return;
  OwedAnswers.on(socket).end(() => written(problemOf(FAULT_OF_PARSER[code] ?? 'MALFORMED_REQUEST')));
}

/** Answers an address that cannot be decoded or is too long: it matches no route, so no filter sees the error. */
export function answerUnmatched(error: Error, { id, headers }: FastifyRequest, reply: FastifyReply): void {
  const status = 'statusCode' in error ? Number(error.statusCode) : 400;
  const problem = problemOf(faultOfStatus(status), headers['accept-language'], id);
  void reply.status(problem.status).headers(UNCACHED).type('application/problem+json').send(problem);
}

/** Answers an `Expect` that is not 100-continue, which Node would answer by itself with nothing to read. */
export function answerExpectation({ headers }: IncomingMessage, response: ServerResponse): void {
  const problem = problemOf('EXPECTATION_FAILED', headers['accept-language']);
  const { body, head } = told(problem);
  response.writeHead(problem.status, head).end(body);
}

/** Answers a CONNECT, on which Node would close the connection without a word. */
export function answerTunnel({ headers }: IncomingMessage, socket: Socket): void {
  // Node has let go of it: nothing else hears its errors, limits it or closes it.
  socket.on('error', () => socket.destroy());
  OwedAnswers.on(socket).end(() => written(problemOf('METHOD_NOT_ALLOWED', headers['accept-language'])));
}

function problemOf(code: FaultCode, acceptLanguage?: string, traceId: string = randomUUID()): Problem {
  return faultAnswer(new Fault(code), { language: languageOf(acceptLanguage), traceId }).problem;
}

function written(problem: Problem): string {
  const { body, head } = told(problem);
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`, ...lines, '', body].join('\r\n');
}

/** What may follow on the connection was not read, so it is of no further use. */
function told(problem: Problem): Readonly<{ body: string; head: Readonly<Record<string, string | number>> }> {
  const body = JSON.stringify(problem);
  const type = { 'content-type': 'application/problem+json; charset=utf-8' };
  return { body, head: { ...UNCACHED, ...type, 'content-length': Buffer.byteLength(body), connection: 'close' } };
}
