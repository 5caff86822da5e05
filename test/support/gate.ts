import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

type Address = Readonly<{ host: string; port: number }>;

/** A door before a TCP server: it can be shut, opened again on the same port, cut, and held so that nothing passes. */
export class Gate {
  readonly #sockets = new Set<Socket>();
  readonly #behind: () => Address;
  #server: Server | undefined;
  #port = 0;
  #held = false;
  /** Connections let in so far. */
  connections = 0;
  /** Holds everything as soon as a caller has sent this text. */
  holdsAfter: string | undefined;

  /** `behind`: where the server behind the door is. */
  constructor(behind: () => Address) {
    this.#behind = behind;
  }

  /** The same whenever it was shut and opened again. */
  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    this.#server = createServer((caller) => this.#letIn(caller));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Breaks all connections; new ones are let in at once. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Breaks all connections and refuses new ones. */
  async shut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    this.cut();
    await closed;
  }

  /** Lets callers connect, and nothing through. */
  hold(held: boolean): void {
    this.#held = held;
    for (const socket of this.#sockets)
      if (held) socket.pause();
      else socket.resume();
  }

  #letIn(caller: Socket): void {
    this.connections += 1;
    const inside = createConnection(this.#behind());
    for (const [from, to] of [
      [caller, inside],
      [inside, caller],
    ] as const) {
      this.#sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
      if (this.#held) from.pause();
    }
    caller.on('data', (bytes: Buffer) => {
      if (this.holdsAfter !== undefined && bytes.includes(this.holdsAfter)) this.hold(true);
    });
  }
}
