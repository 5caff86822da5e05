import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { TestServer, type TestServerOptions } from './test-server.js';

/** A test server, and the client as it is to ask it. */
export class AskedDirectly {
  private constructor(
    readonly server: TestServer,
    readonly client: EventStoreDBClient,
  ) {}

  static async start(options: TestServerOptions = {}): Promise<AskedDirectly> {
    const server = await TestServer.start(options);
    return new AskedDirectly(server, EventStoreDBClient.connectionString(server.url));
  }

  async stop(): Promise<void> {
    await this.client.dispose();
    await this.server.stop();
  }
}

/** So many events, numbered. */
export const numbered = (count: number) =>
  Array.from({ length: count }, (_, number) => jsonEvent({ id: randomUUID(), type: 'Numbered', data: { number } }));

/** Each append a call of its own. */
export const ALONE = { credentials: { username: '', password: '' } };

/** The revisions that a read of the stream shows. */
export async function revisionsOf(
  client: EventStoreDBClient,
  stream: string,
  options: object = {},
): Promise<readonly number[]> {
  const revisions: number[] = [];
  for await (const { event } of client.readStream(stream, options)) revisions.push(Number(event?.revision));
  return revisions;
}
