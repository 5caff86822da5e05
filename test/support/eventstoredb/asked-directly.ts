import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import type { Position, ReadPosition } from '@eventstore/db-client';
import { eventually } from '../eventually.js';
import { TestServer, type TestServerOptions } from './test-server.js';

/** A test server, and the client as it is to ask it. */
export class AskedDirectly {
  private constructor(
    public server: TestServer,
    public client: EventStoreDBClient,
  ) {}

  static async start(options: TestServerOptions = {}): Promise<AskedDirectly> {
    const server = await TestServer.start(options);
    return new AskedDirectly(server, EventStoreDBClient.connectionString(server.url));
  }

  /** Is another server from now on, of that version. */
  async startAs(version: string): Promise<void> {
    await this.stop();
    const { server, client } = await AskedDirectly.start({ version });
    this.server = server;
    this.client = client;
  }

  /** A subscription to streams that begin with `unit-`, and what it was told. */
  following(fromPosition: ReadPosition, checkpointInterval = 1): Told {
    const told = { events: [] as string[], checkpoints: [] as Position[], order: [] as string[] };
    const filter = streamNameFilter({
      prefixes: ['unit-'],
      checkpointInterval,
      checkpointReached: (_, checkpoint) => {
        told.checkpoints.push(checkpoint);
        told.order.push('checkpoint');
      },
    });
    const subscription = this.client.subscribeToAll({ fromPosition, filter });
    subscription.on('data', ({ event }) => told.events.push(`${event?.streamId} ${event?.revision}`));
    subscription.on('confirmation', () => told.order.push('confirmation'));
    subscription.on('caughtUp', () => told.order.push('caught up'));
    subscription.on('fellBehind', () => told.order.push('fell behind'));
    subscription.on('error', (error) => told.order.push(error.message));
    const pause = (paused: boolean) => void (paused ? subscription.pause() : subscription.resume());
    return { ...told, pause, end: () => subscription.unsubscribe() };
  }

  async stop(): Promise<void> {
    await this.client.dispose();
    await this.server.stop();
  }
}

/** What a subscription was told; `order` is the order of all that were no events. `pause` reads on or does not. */
export type Told = Readonly<{
  events: string[];
  checkpoints: Position[];
  order: string[];
  pause: (paused: boolean) => void;
  end: () => Promise<void>;
}>;

export const liveAs = (told: Told): Promise<void> => eventually(() => told.order.includes('caught up'));

export async function positionsOf(client: EventStoreDBClient, stream: string): Promise<readonly Position[]> {
  const positions: Position[] = [];
  for await (const { event } of client.readStream(stream)) if (event?.position) positions.push(event.position);
  return positions;
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
