import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault, type FaultCode } from '../problems/fault.js';
import { type Answer, faultAnswer, faultOfStatus, languageOf } from '../problems/problem.js';
import { OwedAnswers } from './owed-answers.js';
import { UNCACHED } from './security-headers.js';
import type { TurnedAway } from './turned-away.js';

/** What Node's parser says when it gives up on a request; whatever else it says, the request cannot be read. */
const FAULT_OF_PARSER: Readonly<Record<string, FaultCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

/** On a connection that asked for a tunnel: when its client reads nothing for so long, it ends, in milliseconds. A stop waits for that. */
const TUNNEL_SILENCE_MS = 5_000;

type ParserError = Error & Readonly<{ code?: string }>;

/**
 * Answers what no route sees: what could not be read, or asks for what is no address. Each is counted by where it came from, as being
 * turned away at the door is: it costs as much.
 */
export class UnreadRequests {
  constructor(private readonly turnedAway: TurnedAway) {}

  /** Answers a request that the parser could not read: it became no request, so all there is to answer on is its connection. */
  answerUnparsed({ code = '' }: ParserError, socket: Socket): void {
    if (code === 'ECONNRESET') return;
    OwedAnswers.on(socket).end(() => written(this.#answer(FAULT_OF_PARSER[code] ?? 'MALFORMED_REQUEST', socket)));
  }

  /** Answers an `Expect` that is not 100-continue, which Node would answer by itself with nothing to read. */
  answerExpectation({ headers, socket }: IncomingMessage, response: ServerResponse): void {
    const answer = this.#answer('EXPECTATION_FAILED', socket, headers['accept-language']);
    const { body, head } = told(answer);
    response.writeHead(answer.problem.status, head).end(body);
  }

  /** Answers a CONNECT, on which Node would close the connection without a word. */
  answerTunnel({ headers }: IncomingMessage, socket: Socket): void {
    // Node has let go of it: nothing else hears its errors, limits it or closes it.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(TUNNEL_SILENCE_MS, () => socket.destroy());
    const language = headers['accept-language'];
    OwedAnswers.on(socket).end(() => written(this.#answer('METHOD_NOT_ALLOWED', socket, language)));
  }

  /** Answers an address that cannot be decoded or is too long: it matches no route, so no filter sees the error. */
  answerUnmatched(error: Error, { id, ip, headers }: FastifyRequest, reply: FastifyReply): void {
    const status = 'statusCode' in error ? Number(error.statusCode) : 400;
    const fault = this.turnedAway.count(ip) ?? new Fault(faultOfStatus(status));
    const { problem, headers: more } = inWords(fault, headers['accept-language'], id);
    void reply
      .status(problem.status)
      .headers({ ...UNCACHED, ...more })
      .type('application/problem+json')
      .send(problem);
  }

  #answer(code: FaultCode, { remoteAddress = '' }: Socket, acceptLanguage?: string): Answer {
    return inWords(this.turnedAway.count(remoteAddress) ?? new Fault(code), acceptLanguage);
  }
}

function inWords(fault: Fault, acceptLanguage?: string, traceId: string = randomUUID()): Answer {
  return faultAnswer(fault, { language: languageOf(acceptLanguage), traceId });
}

function written(answer: Answer): string {
  const { body, head } = told(answer);
  const { status } = answer.problem;
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n');
}

/** What may follow on the connection was not read, so it is of no further use. */
function told({
  problem,
  headers,
}: Answer): Readonly<{ body: string; head: Readonly<Record<string, string | number>> }> {
  const body = JSON.stringify(problem);
  const type = { 'content-type': 'application/problem+json; charset=utf-8' };
  const head = { ...UNCACHED, ...headers, ...type, 'content-length': Buffer.byteLength(body), connection: 'close' };
  return { body, head };
}
