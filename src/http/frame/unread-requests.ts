import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault, type FaultCode } from '../problems/fault.js';
import { faultAnswer, faultOfStatus, languageOf, type Problem } from '../problems/problem.js';
import { UNCACHED } from './security-headers.js';

/** What Node's parser says when it gives up on a request; whatever else it says, the request cannot be read. */
const FAULT_OF_PARSER: Readonly<Record<string, FaultCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

type ParserError = Error & Readonly<{ code?: string }>;

/** The answers that are still owed on each connection, to requests that were read. */
const OWED = new WeakMap<Socket, Set<ServerResponse>>();

/** Connections that end once what is owed on them is answered. */
const ENDING = new WeakSet<Socket>();

/** Knows of each request that was read until it is answered. */
export function watchOwedAnswers({ server }: FastifyInstance): void {
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const owed = OWED.get(socket) ?? new Set();
    OWED.set(socket, owed.add(response));
    response.once('close', () => owed.delete(response));
  });
}

/**
 * Answers a request that the parser could not read: it became no request, so all there is to answer on is its socket. The parser says
 * so again of whatever comes after.
 */
export function answerUnparsed(error: ParserError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || ENDING.has(socket)) return;
  // Of a request whose body is the trouble the answer is owed here.
  if (endsAfterOwed(socket)) return;
  const problem = problemOf(FAULT_OF_PARSER[error.code ?? ''] ?? 'MALFORMED_REQUEST');
  if (socket.writable) socket.write(written(problem));
  socket.destroy(error);
}

/**
 * A client takes answers in the order of its requests: where others are owed they go first, and the connection ends after them.
 * @returns whether any are.
 */
function endsAfterOwed(socket: Socket): boolean {
  const last = [...(OWED.get(socket) ?? [])].filter(({ req }) => req.complete).at(-1);
  if (last === undefined) return false;
  ENDING.add(socket.pause());
  last.once('close', () => socket.destroySoon());
  return true;
}

/** Answers an address that cannot be decoded or is too long: it matches no route, so no filter sees the error. */
export function answerUnmatched(error: Error, { id, headers }: FastifyRequest, reply: FastifyReply): void {
  const status = 'statusCode' in error ? Number(error.statusCode) : 400;
  const problem = problemOf(faultOfStatus(status), headers['accept-language'], id);
  void reply.status(problem.status).headers(UNCACHED).type('application/problem+json').send(problem);
}

/**
 * Answers an `Expect` that is not 100-continue, which Node would answer by itself with nothing to read, and a CONNECT, on
 * which it would close the connection without a word.
 */
export function answerOddRequests({ server }: FastifyInstance): void {
  server.on('connect', ({ headers }: IncomingMessage, socket: Socket) => {
    // Node has let go of it: nothing else hears its errors, limits it or closes it.
    socket.on('error', () => socket.destroy());
    if (endsAfterOwed(socket)) return;
    socket.end(written(problemOf('METHOD_NOT_ALLOWED', headers['accept-language'])), () => socket.destroy());
  });
  server.on('checkExpectation', ({ headers }: IncomingMessage, response: ServerResponse) => {
    const problem = problemOf('EXPECTATION_FAILED', headers['accept-language']);
    const { body, head } = told(problem);
    response.writeHead(problem.status, head).end(body);
  });
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
