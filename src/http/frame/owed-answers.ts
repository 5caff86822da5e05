import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that wait for the answer to the one before them. Few clients send even a second. */
const MOST_WAITING = 16;

/** Pieces of a body that may come after its answer. A client that cuts a body into more has no good reason. */
const MOST_UNREAD = 1_000;

/** How often a client that sends nothing more is asked whether it still waits for its answer, in milliseconds. */
const ASK_EVERY_MS = 1_000;

/** What a parser of Node takes for an error of the request, so that it leaves the rest of what it was given. */
const STOP = -1;

/** Node's parser of a connection. It is not documented; `owed-answers.spec.ts` fails where it is another. */
type Parsed = Socket & {
  readonly parser?: { onIncoming: (request: IncomingMessage, keepAlive: boolean) => number } | null;
};

type Owed = Readonly<{ request: IncomingMessage; response: ServerResponse; answer: () => void }>;

const ON_CONNECTION = new WeakMap<Socket, OwedAnswers>();

/**
 * The answers that are owed on one connection, to requests that were read. A client takes answers in the order of its requests, so
 * the next one is made once the one before it has left: otherwise a client that sends requests and reads nothing would fill the memory
 * with its answers. One that sends ever more is cut off at once.
 */
export class OwedAnswers {
  readonly #owed: Owed[] = [];
  /** The request that came last, until it was read to its end and answered. */
  #latest: Owed | undefined;
  #isEnding = false;
  /** How much had come when the last request was taken: the same for all requests of one piece. */
  #bytesTaken = 0;

  constructor(private readonly socket: Socket) {
    ON_CONNECTION.set(socket, this);
    this.#boundParser(socket);
    socket.once('end', () => this.#askNowAndThen());
  }

  static on(socket: Socket): OwedAnswers {
    return ON_CONNECTION.get(socket) ?? new OwedAnswers(socket);
  }

  /** Answers the request when its turn comes. */
  take(request: IncomingMessage, response: ServerResponse, listener: RequestListener): void {
    const answer = (): void => listener(request, response);
    const { bytesRead } = this.socket;
    const cameApart = this.#owed.length === 0 && bytesRead !== this.#bytesTaken;
    this.#bytesTaken = bytesRead;
    const owed = { request, response, answer: cameApart ? answer : AsyncResource.bind(answer) };
    this.#latest = owed;
    this.#owed.push(owed);
    response.once('close', () => this.#left(owed));
    if ('transfer-encoding' in request.headers)
      response.prependOnceListener('finish', () => this.#boundUnread(request));
    if (cameApart) answer();
    else if (this.#owed.length === 1) this.#answerNext();
  }

  /** Answers the request whose turn it is. */
  answer(): void {
    if (!this.socket.destroyed) this.#owed[0]?.answer();
  }

  /**
   * Ends the connection, on which nothing more can be read: after the answers that are owed or, where none is, with these words. They are
   * left out where a request whose body cannot be read was answered before its body came: no client waits for a second answer.
   */
  end(words: () => string): void {
    const { socket } = this;
    if (this.#isEnding || socket.destroyed) return;
    this.#isEnding = true;
    socket.pause();
    const isAnswered = this.#isUnreadAnswered();
    if (this.#owed.length > 0) return;
    if (isAnswered) socket.destroySoon();
    else socket.end(words(), () => socket.destroy());
  }

  /** Whether the request that was not read to its end has its answer. If not, none is owed to it any more. */
  #isUnreadAnswered(): boolean {
    const unread = this.#latest;
    if (unread === undefined || unread.request.complete) return false;
    if (unread.response.headersSent) return true;
    // It came last.
    this.#owed.pop();
    return false;
  }

  /**
   * A parser goes through all it was given, 64 KiB of small requests, whatever becomes of the connection meanwhile. It stops here, so
   * that others do not wait for what is thrown away.
   */
  #boundParser({ parser }: Parsed): void {
    if (!parser) return;
    const { onIncoming } = parser;
    parser.onIncoming = (request, keepAlive) => {
      if (this.#owed.length <= MOST_WAITING) return onIncoming(request, keepAlive);
      this.socket.destroy();
      return STOP;
    };
  }

  #left(owed: Owed): void {
    if (this.#latest === owed && owed.request.complete) this.#latest = undefined;
    if (this.#owed[0] !== owed) return;
    this.#owed.shift();
    if (this.#owed.length > 0) this.#answerNext();
    else if (this.#isEnding) this.socket.destroySoon();
  }

  /** Others have their turn between: what came in one piece is not answered in one piece, and who comes new waits for none of it. */
  #answerNext(): void {
    NEXT.push(this);
    if (NEXT.length === 1) setImmediate(answerOne);
  }

  /** Of a body that comes after its answer so much is read and thrown away. */
  #boundUnread(request: IncomingMessage): void {
    if (request.complete) return;
    let pieces = 0;
    request.on('data', () => {
      pieces += 1;
      if (pieces > MOST_UNREAD) this.socket.destroy();
    });
  }

  /**
   * A client may send all it has to say, close its side and wait for the answer; one that has gone for good looks alike. What is written to
   * that one comes back as an error, which ends its connection, and with it the work for it.
   */
  #askNowAndThen(): void {
    const asking = setInterval(() => {
      const [first] = this.#owed;
      if (first && !first.response.headersSent && first.request.httpVersion !== '1.0') first.response.writeContinue();
    }, ASK_EVERY_MS).unref();
    this.socket.once('close', () => clearInterval(asking));
  }
}

/** Connections whose next request is to be answered: of all of them one in each turn of the loop, in which one connection is taken. */
const NEXT: OwedAnswers[] = [];

function answerOne(): void {
  NEXT[0]?.answer();
  NEXT.shift();
  if (NEXT.length > 0) setImmediate(answerOne);
}
