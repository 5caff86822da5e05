import { jsonEvent } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventStore, OutcomeUnknown, StoreRefuses, StoreUnavailable } from '../../src/log/event-store.js';
import { clientOf } from '../../src/log/eventstoredb/client.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { failureOf as meaningOf, neverArrived } from '../../src/log/eventstoredb/failures.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { noted } from '../support/store-events.js';

let stops: (() => Promise<void>)[];
beforeEach(() => {
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop();
});

async function opened(url: string, options = {}): Promise<EventStore> {
  const store = await EventStoreDbEventStore.open(url, { ...PATIENT, ...options });
  stops.push(() => store.close());
  return store;
}

async function failureOf(store: EventStore): Promise<unknown> {
  return store.append(`unit-${crypto.randomUUID()}`, 'absent', [noted('a')]).catch((error: unknown) => error);
}

/** What is said of it, and of what caused that. */
function words(error: unknown): string {
  return error instanceof Error ? `${error.message} ${words(error.cause)}` : '';
}

describe('an append that was not sent', () => {
  it('is in no doubt where the client found no node to send it to', async () => {
    const cluster = await TestCluster.start();
    stops.push(() => cluster.stop());
    const store = await opened(`${cluster.url}&maxDiscoverAttempts=1`);
    for (const node of cluster.nodes) await node.gate.shut();
    // What meets the broken connection is in doubt; from now on the client looks for a node.
    await eventually(async () =>
      words(await store.head().catch((error: unknown) => error)).includes('Failed to discover'),
    );
    let failure: unknown;
    await eventually(async () => words((failure = await failureOf(store))).includes('Failed to discover'));
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure).not.toBeInstanceOf(OutcomeUnknown);
  });

  it('is in no doubt where the client closed its channel in the turn in which it was put: another call had failed on it', async () => {
    const server = await TestServer.start();
    const { client, close } = clientOf(server.url);
    stops.push(() => server.stop(), close);
    const put = client['execute'](streamsService.StreamsClient, 'closing', async (service) => {
      service.getChannel().close();
      return service.batchAppend();
    });
    const error: unknown = await put.catch((thrown: unknown) => thrown);
    expect([neverArrived(error), meaningOf(error, 'x')]).toEqual([true, expect.any(StoreUnavailable)]);
  });

  it('is in no doubt, and ends no process, where that was so of a call of its own', async () => {
    const server = await TestServer.start();
    const { client, close } = clientOf(server.url);
    stops.push(() => server.stop(), close);
    const credentials = { username: '', password: '' };
    const put = () => client.appendToStream('unit-1', jsonEvent({ type: 'Noted', data: {} }), { credentials });
    await put();
    const channel = await client['getChannel']();
    const late = put().catch((thrown: unknown) => thrown);
    channel.close();
    const error: unknown = await late;
    expect([neverArrived(error), meaningOf(error, 'x')]).toEqual([true, expect.any(StoreUnavailable)]);
    expect(server.log.ofStream('unit-1')).toHaveLength(1);
  });

  it('is refused by name where the server that is met late loses events', async () => {
    const server = await TestServer.start({ version: '22.10.3' });
    stops.push(() => server.stop());
    await server.gate.shut();
    const store = await opened(server.url, { mayBeAway: true });
    await server.gate.open();
    let failure: unknown;
    await eventually(async () => words((failure = await failureOf(store))).includes('22.10.3'));
    expect(failure).toBeInstanceOf(StoreRefuses);
    expect(server.calls).not.toContain('append');
  });
});
