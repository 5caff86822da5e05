import { EventStoreDBClient } from '@eventstore/db-client';
import { type Calling, withReadableErrors } from './readable-errors.js';

/** A client, and what ends its calls and its connection. `isConnected`: whether what is asked now goes over a connection that is there. */
export type Client = Readonly<{ client: EventStoreDBClient; isConnected: () => boolean; close: () => Promise<void> }>;

/** The part of a channel of gRPC that is used here. */
type Channel = Calling &
  Readonly<{
    close: () => void;
    getConnectivityState: (tryToConnect: boolean) => number;
    watchConnectivityState: (current: number, deadline: number, changed: (error?: Error) => void) => void;
  }>;

/** States of a channel, as gRPC numbers them. */
const READY = 2;
const SHUTDOWN = 4;

/** What the client takes for granted where the URL does not say otherwise: milliseconds, and seconds for gossip. */
const KEEP_ALIVE_MS = 10_000;
const GOSSIP_S = 1;

/** So many clients in a row differ in their interval, by so many milliseconds in all. */
const DIFFERENT = 1_000;

let count = 0;

/**
 * The client, made so that it can be given up.
 *
 * - After a failed call it looks for another node beside (`handleError` of 6.2.1), and where that fails as well, as when the last
 *   node of a cluster dies meanwhile, the rejection would end the process. The next call discovers anew, and its caller is told.
 * - `dispose` ends its calls and leaves the connection; that is remembered here, and closed.
 * - All channels of a process to one node with the same settings are one connection for gRPC: a client that is given up since
 *   its connection is silent would get it back. So each waits a millisecond longer than the one before, up to a second, until it
 *   asks whether the other side lives.
 * - A call that fails closes the channel, and one that is put in that turn throws. In an append (`append.js`) no caller can catch
 *   that, and it ends the process: what would be put on a closed channel is refused before.
 * - Who closes it while it still looks for a node does not wait for that: the connection made then is closed at once, and what
 *   was asked of it is not sent.
 * - A node of a cluster that hangs is waited for five seconds before the next one is asked who leads, longer than any caller
 *   waits: one second, unless the URL says otherwise.
 *
 * `connected` hears of each connection, also of one that gRPC makes by itself where the one before broke.
 */
export function clientOf(url: string, connected: () => void = () => undefined): Client {
  const client = EventStoreDBClient.connectionString(withDefaults(url));
  const handleError = client['handleError'];
  const createChannel = client['createChannel'] as () => Promise<Channel>;
  let channel: Channel | undefined;
  client['handleError'] = (...failed) => handleError(...failed).catch(() => undefined);
  const execute = client['execute'];
  client['execute'] = (kind, name, action) =>
    execute(kind, name, async (service) => {
      const over: Channel = service.getChannel();
      if (over.getConnectivityState(false) === SHUTDOWN) throw new Error('Channel has been shut down');
      return action(service);
    });
  let closed = false;
  client['createChannel'] = async () => {
    const made = await createChannel();
    if (!closed) {
      watch(made, connected);
      withReadableErrors(made);
      return (channel = made);
    }
    made.close();
    throw new Error('Failed to discover a node before the client was closed');
  };
  const close = async (): Promise<void> => {
    closed = true;
    await client.dispose();
    channel?.close();
  };
  const isConnected = (): boolean => channel?.getConnectivityState(false) === READY;
  return { client, isConnected, close };
}

function watch(channel: Channel, connected: () => void): void {
  const state = channel.getConnectivityState(false);
  if (state === SHUTDOWN) return;
  channel.watchConnectivityState(state, Infinity, (error) => {
    if (error) return;
    if (channel.getConnectivityState(false) === READY) connected();
    watch(channel, connected);
  });
}

function withDefaults(url: string): string {
  count += 1;
  const [hosts, given = ''] = url.split('?');
  const options = new Map(given.split('&').filter(Boolean).map(optionIn));
  const interval = Number(options.get('keepAliveInterval') ?? KEEP_ALIVE_MS);
  if (interval >= 0) options.set('keepAliveInterval', String(interval + (count % DIFFERENT)));
  if (!options.has('gossipTimeout')) options.set('gossipTimeout', String(GOSSIP_S));
  return `${hosts}?${Array.from(options, (option) => option.join('=')).join('&')}`;
}

function optionIn(option: string): readonly [name: string, value: string] {
  const [name = '', value = ''] = option.split('=');
  return [name, value];
}
