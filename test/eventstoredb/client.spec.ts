import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type EventStoreDBClient, jsonEvent, NotLeaderError } from '@eventstore/db-client';
import { Channel, connectivityState } from '@grpc/grpc-js';
import { clientOf, type Client } from '../../src/log/eventstoredb/client.js';
import { Connection } from '../../src/log/eventstoredb/connection.js';
import { readEventStoreDbUrl } from '../../src/log/eventstoredb/connection-url.js';
import { StoreUnavailable } from '../../src/log/event-store.js';
import { Outages } from '../../src/log/outages.js';
import { notLeader } from '../support/eventstoredb/protocol.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { TransactionLog } from '../support/eventstoredb/transaction-log.js';
import { eventually } from '../support/eventually.js';

type Made = Readonly<{ options: Readonly<Record<string, unknown>> }>;

const keepAliveOf = (channel: Channel): unknown =>
  (channel['internalChannel'] as Made).options['grpc.keepalive_time_ms'];
const channelOf = ({ client }: Client) => client['getChannel']();

describe('a client that is closed while it still looks for the node that leads', () => {
  let nodes: readonly TestServer[];
  const closing = jest.spyOn(Channel.prototype, 'close');
  beforeEach(async () => {
    closing.mockClear();
    const log = new TransactionLog();
    nodes = [await TestServer.start({ log }), await TestServer.start({ log })];
    for (const node of nodes) {
      node.leaderPort = nodes[0]!.gate.port;
      node.leaderless = true;
    }
  });
  afterEach(async () => {
    for (const node of nodes) await node.stop();
  });

  it('keeps no connection when it finds it, and what was asked of it is not done any more', async () => {
    const hosts = nodes.map(({ gate }) => `127.0.0.1:${gate.port}`).join(',');
    const made = clientOf(`esdb://${hosts}?tls=false&discoveryInterval=20&maxDiscoverAttempts=100000`);
    const event = jsonEvent({ type: 'Noted', data: {} });
    const credentials = { username: '', password: '' };
    const calls = () => nodes.flatMap((node) => node.calls);
    const asked = made.client.appendToStream('unit-1', event, { credentials }).then(
      () => 'done',
      ({ message }: Error) => message,
    );
    await eventually(() => calls().includes('gossip'));
    await made.close();
    for (const node of nodes) node.leaderless = false;
    expect([await asked, calls().filter((call) => call !== 'gossip')]).toEqual([
      'Failed to discover a node before the client was closed',
      [],
    ]);
    const closed = closing.mock.contexts.filter((channel) => channel instanceof Channel);
    const itsOwn = closed.filter((channel) => keepAliveOf(channel) !== undefined);
    expect(itsOwn.map((channel) => channel.getConnectivityState(false))).toEqual([connectivityState.SHUTDOWN]);
  });
});

describe('the interval after which a client asks whether the other side lives', () => {
  it('is another one than that of the client before, and a second longer than the usual at most', async () => {
    const intervals: number[] = [];
    for (let count = 0; count < 2_100; count += 1) {
      const made = clientOf('esdb://127.0.0.1:1?tls=false');
      intervals.push(Number(keepAliveOf(await channelOf(made))));
      await made.close();
    }
    expect(intervals.filter((interval, index) => interval === intervals[index - 1])).toEqual([]);
    expect([Math.min(...intervals) >= 10_000, Math.max(...intervals) <= 11_000]).toEqual([true, true]);
  });
});

describe('a question that a node sends on to the leader, after its client was given up', () => {
  it('is put to the client that is there now: its own may be closed', async () => {
    const patience = { patience: 200, waits: { first: 1, longest: 1 } };
    const url = readEventStoreDbUrl('esdb://127.0.0.1:1?tls=false');
    const connection = new Connection(url, { ...patience, outages: new Outages(() => undefined) });
    const silent = connection.ask(() => new Promise<never>(() => undefined));
    const put: EventStoreDBClient[] = [];
    // Asked second, so that its time is not over when it hears that the first was not answered.
    const answer = await connection.ask(async (client) => {
      put.push(client);
      if (put.length === 2) return 'answered';
      await expect(silent).rejects.toThrow(StoreUnavailable);
      throw new NotLeaderError(notLeader('127.0.0.1', 1));
    });
    expect([answer, put.length, put[0] === put[1]]).toEqual(['answered', 2, false]);
    await connection.close();
  });
});
