import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { OwedAnswers } from './owed-answers.js';
import type { UnreadRequests } from './unread-requests.js';

/** A request must arrive completely within this time, in milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Its head within this; so must the first request of a connection. */
const HEADERS_TIMEOUT_MS = 5_000;
/** How often Node looks for requests that are late. Its own half a minute would let them stay four times as long. */
const LOOK_EVERY_MS = 2_000;
/** A connection on which nothing moves while a request is in hand is ended: its client reads nothing. */
const SILENCE_MS = 60_000;
/** Longer than usual proxies keep idle connections, so that the proxy always closes them first. */
const KEEP_ALIVE_MS = 72_000;

/** Node's server with the limits of a connection. What comes on one is given to `answer` in turn; what is no request is answered here. */
export function nodeServer(answer: RequestListener, unread: UnreadRequests): Server {
  const server = createServer({
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // clear-heads.ts refuses a head without a host, in our words.
    requireHostHeader: false,
  });
  server.setTimeout(SILENCE_MS);
  // A client that has sent all it has to say still gets its answer.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('connection', (socket) => OwedAnswers.on(socket));
  server.on('request', (request, response) => OwedAnswers.on(request.socket).take(request, response, answer));
  const answerExpectation: RequestListener = (request, response) => unread.answerExpectation(request, response);
  server.on('checkExpectation', (request, response) =>
    OwedAnswers.on(request.socket).take(request, response, answerExpectation),
  );
  server.on('connect', (request, socket: Socket) => unread.answerTunnel(request, socket));
  server.on('clientError', (error, socket: Socket) => unread.answerUnparsed(error, socket));
  return server;
}
