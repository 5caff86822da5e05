import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came of one request: the status of its answer, and how long that took to be complete. */
export type Answer = Readonly<{ status: number; ms: number }>;

const END_OF_HEAD = '\r\n\r\n';
const STATUS = /^HTTP\/1\.1 (\d{3}) /;
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;
/** A server that says nothing for so long will not say anything. */
const PATIENCE_MS = 10_000;

/**
 * A kept connection that sends prepared requests, each when the answer to the one before is complete. Ours and no library's:
 * on the two cores that it shares with the service, what those take for themselves would be measured too (docs/performance.md).
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

  /** @throws Error when the connection ends or falls silent before the last answer, or an answer is not as long as it says. */
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

/** The status of the answer, `undefined` before its last byte is there. @throws Error when something follows it. */
function statusOf(received: Buffer): number | undefined {
  const end = received.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end + 2);
  const [status, length] = [STATUS, LENGTH].map((part) => part.exec(head)?.[1]);
  if (status === undefined || length === undefined) throw new Error(`Not an answer that says its length: ${head}`);
  const missing = end + END_OF_HEAD.length + Number(length) - received.length;
  if (missing < 0) throw new Error(`Something follows the answer that nobody asked for: ${head}`);
  return missing > 0 ? undefined : Number(status);
}
