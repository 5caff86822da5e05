import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type Address = Readonly<{ host: string; port: number }>;

/**
 * A proxy before a TCP server. It can shut and open again on the same port, cut connections, and hold all bytes back.
 */
export class Gate {
  readonly #sockets = new Set<Socket>();
  readonly #behind: () => Address;
  #server: Server | undefined;
  #port = 0;
  #held = false;
  /** The number of connections so far. */
  connections = 0;
  /** Begins to hold as soon as a caller has sent this text. */
  holdsAfter: string | undefined;

  /** `behind` gives the address of the server. */
  constructor(behind: () => Address) {
    this.#behind = behind;
  }

  /** Stays the same when the gate shuts and opens again. */
  get port(): number {
    return this.#port;
  }

  /** Whether it takes connections and passes on what comes. */
  get isOpen(): boolean {
    return this.#server !== undefined && !this.#held;
  }

  async open(): Promise<void> {
    this.#server = createServer((caller) => this.#letIn(caller));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Breaks all connections, but accepts new ones at once. */
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

  /** Accepts connections, but passes nothing on. */
  hold(held: boolean): void {
    this.#held = held;
    for (const socket of this.#sockets)
      if (held) socket.pause();
      else socket.resume();
  }

  /** Passes nothing on any more on the connections that there are; new ones are as good as any. */
  freeze(): void {
    for (const socket of this.#sockets) socket.pause();
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
