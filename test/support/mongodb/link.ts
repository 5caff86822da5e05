import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { serverMet } from './test-databases.js';

/** A link to the server that can break: cut, it refuses and drops connections; frozen, it takes bytes and passes none. */
export class Link {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private frozen = false;

  private constructor() {
    this.server = createServer((near) => this.join(near));
  }

  static async open(): Promise<Link> {
    const link = new Link();
    link.server.listen(0, '127.0.0.1');
    await once(link.server, 'listening');
    return link;
  }

  /** Where the near end listens, the same after it was cut and mended. */
  readonly port = (): number => (this.server.address() as AddressInfo).port;

  async cut(): Promise<number> {
    const port = this.port();
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
    return port;
  }

  async mend(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.cut();
  }

  private join(near: Socket): void {
    // Of several servers the first, as the link leads to one.
    const [host = '', port = '27017'] = serverMet().hosts.split(',')[0]?.split(':') ?? [];
    const far = connect(Number(port), host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('data', (bytes) => other.write(bytes));
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      // What breaks on one side is seen as the end of the other.
      one.on('error', () => other.destroy());
      if (this.frozen) one.pause();
    }
  }
}
