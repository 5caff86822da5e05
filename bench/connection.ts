import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The status of an answer, and how long it took until it was complete. */
export type Answer = Readonly<{ status: number; ms: number }>;

const END_OF_HEAD = '\r\n\r\n';
const STATUS = /^HTTP\/1\.1 (\d{3}) /;
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;
/** A connection that is silent for this long counts as dead. */
const PATIENCE_MS = 10_000;

/**
 * A kept connection that sends prepared requests, each when the previous answer is complete. It is our own because the
 * generator shares two cores with the service: what a library uses would be measured too (docs/performance.md).
 */
export class Connection {
  readonly #socket: Socket;

  static async open(url: URL): Promise<Connection> {
    const socket = connect(Number(url.port), url.hostname);
    socket.setNoDelay(true);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`No answer within ${PATIENCE_MS} ms`)));
    await once(socket, 'connect');
    return new Connection(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** @throws Error when the connection ends or falls silent too early, or when an answer is longer than it says. */
  send(requests: readonly Buffer[]): Promise<readonly Answer[]> {
    return new Promise((resolve, reject) => {
      const answers: Answer[] = [];
      let sentAt = 0;
      let received: Buffer = Buffer.alloc(0);
      const next = (): void => {
        const request = requests[answers.length];
        if (request === undefined) {
          this.#socket.destroy();
          return resolve(answers);
        }
        sentAt = performance.now();
        this.#socket.write(request);
      };
      this.#socket.on('error', reject);
      this.#socket.on('close', () => reject(new Error(`Closed after ${answers.length} of ${requests.length} answers`)));
      this.#socket.on('data', (chunk: Buffer) => {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
        const status = statusOf(received);
        if (status === undefined) return;
        received = Buffer.alloc(0);
        answers.push({ status, ms: performance.now() - sentAt });
        next();
      });
      next();
    });
  }
}

/** The status of the answer, or `undefined` until it is complete. @throws Error when something follows it. */
function statusOf(received: Buffer): number | undefined {
  const end = received.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end + 2);
  const [status, length] = [STATUS, LENGTH].map((part) => part.exec(head)?.[1]);
  if (status === undefined || length === undefined) throw new Error(`Not an answer that says its length: ${head}`);
  const missing = end + END_OF_HEAD.length + Number(length) - received.length;
  if (missing < 0) throw new Error(`Unexpected bytes follow the answer: ${head}`);
  return missing > 0 ? undefined : Number(status);
}
