import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came of one request: the status of its answer, and how long that took to be complete. */
export type Answer = Readonly<{ status: number; ms: number }>;

const END_OF_HEAD = '\r\n\r\n';
const STATUS = /^HTTP\/1\.1 (\d{3}) /;
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

/**
 * A kept connection that sends prepared requests, each when the answer to the one before is complete. Ours and no library's:
 * on the two cores that it shares with the service, what those take for themselves would be measured too (docs/performance.md).
 */
export class Connection {
  readonly #socket: Socket;

  static async open(url: URL): Promise<Connection> {
    const socket = connect(Number(url.port), url.hostname);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** @throws Error when the connection ends before the last answer, or an answer does not say how long it is. */
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

/** The status of the answer, `undefined` before its last byte is there. */
function statusOf(received: Buffer): number | undefined {
  const end = received.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end + 2);
  const [status, length] = [STATUS, LENGTH].map((part) => part.exec(head)?.[1]);
  if (status === undefined || length === undefined) throw new Error(`Not an answer that says its length: ${head}`);
  return received.length < end + END_OF_HEAD.length + Number(length) ? undefined : Number(status);
}
