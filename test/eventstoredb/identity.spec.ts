import { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import { StoreRefuses, StoreUnavailable, StreamCut } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { REFUSALS } from '../support/eventstoredb/protocol.js';
import { PATIENT, StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import { onceAvailable } from '../support/once-available.js';
import { logOf, noted } from '../support/store-events.js';

let met: StoreOnServer;
beforeEach(async () => {
  met = await StoreOnServer.start();
});
afterEach(() => met.stop());

describe('the identity of a log on a server', () => {
  it('is the same for every process, also when all of them ask first', async () => {
    const others = [await met.another(), await met.another(), await met.another()];
    const identities = await Promise.all([met.store, ...others].map((store) => store.identity()));
    expect(new Set(identities).size).toBe(1);
    expect(met.server.log.ofStream('ledgerIdentity')).toHaveLength(1);
  });

  it('is one for each of the ledgers that share the server', async () => {
    const other = await met.another('&ledger=tayBac');
    expect(await other.identity()).not.toBe(await met.store.identity());
    expect(met.server.log.ofStream('tayBac.ledgerIdentity')).toHaveLength(1);
  });

  it('of a log that was begun without one is the id of its first event', async () => {
    await met.store.append('unit-1', 'absent', [noted('a', '7d4b1f6e-5a0f-4c0e-9d53-3c8a2f0c1b11'), noted('b')]);
    expect(await met.store.identity()).toBe('7d4b1f6e-5a0f-4c0e-9d53-3c8a2f0c1b11');
    expect(await (await met.another()).identity()).toBe('7d4b1f6e-5a0f-4c0e-9d53-3c8a2f0c1b11');
  });

  it('of a log that is to be a copy is that of the other, unless it has one already', async () => {
    const copy = await EventStoreDbEventStore.open(met.server.url, { ...PATIENT, identity: 'the-original' });
    expect(await copy.identity()).toBe('the-original');
    await copy.close();
    const again = await EventStoreDbEventStore.open(met.server.url, { ...PATIENT, identity: 'another' });
    expect(await again.identity()).toBe('the-original');
    await again.close();
  });

  it('is not written by who writes nothing, and is what it will be; where there is no ledger, that is said', async () => {
    const options = { ...PATIENT, writesNothing: true };
    const reader = await EventStoreDbEventStore.open(met.server.url, options);
    await expect(reader.identity()).rejects.toThrow(/holds no ledger under this URL.*ledger=/);
    const first = noted('a');
    await met.store.append('unit-1', 'absent', [first]);
    expect(await reader.identity()).toBe(first.id);
    expect(met.server.log.ofStream('ledgerIdentity')).toHaveLength(0);
    expect(await met.store.identity()).toBe(first.id);
    await reader.close();
  });

  it('of a copy is given to no ledger that stands there without one', async () => {
    await met.store.append('unit-1', 'absent', [noted('a')]);
    const copy = await EventStoreDbEventStore.open(met.server.url, { ...PATIENT, identity: 'the-original' });
    await expect(copy.identity()).rejects.toThrow(/holds a ledger already, .* move into an empty place \(ledger=/);
    await copy.close();
    expect(met.server.log.ofStream('ledgerIdentity')).toHaveLength(0);
    await (await met.another()).append('unit-1', 0, [noted('b')]);
  });

  it('is asked again over another connection: behind the same URL another log may stand by then', async () => {
    const before = await met.store.identity();
    met.server.log.putBack(1);
    met.server.gate.cut();
    await onceAvailable(() => met.store.head());
    const after = await onceAvailable(() => met.store.identity());
    expect([after === before, after]).toEqual([false, await (await met.another()).identity()]);
  });

  it.each<[string, (client: EventStoreDBClient) => Promise<unknown>]>([
    ['deleted', (client) => client.deleteStream('ledgerIdentity')],
    ['ended for good', (client) => client.tombstoneStream('ledgerIdentity')],
    ['truncated', (client) => client.setStreamMetadata('ledgerIdentity', { truncateBefore: 1 })],
  ])('is never another one: where its stream was %s, that is said', async (_, remove) => {
    await met.store.append('unit-1', 'absent', [noted('a')]);
    await met.store.identity();
    const client = EventStoreDBClient.connectionString(met.server.url);
    await remove(client);
    await client.dispose();
    await expect(met.another()).rejects.toThrow(StreamCut);
    expect(met.server.log.ofStream('ledgerIdentity').filter(({ type }) => type === 'LedgerIdentified')).toHaveLength(1);
  });

  it('is that of a whole ledger, whatever others write behind it', async () => {
    const identity = await met.store.identity();
    met.server.foreign('ledgerIdentity');
    expect(await (await met.another()).identity()).toBe(identity);
  });

  it('is made once when the answer to making it is lost', async () => {
    met.server.mishaps.push('CUT_AFTER');
    await expect(met.store.identity()).rejects.toThrow('does not answer');
    const identity = await onceAvailable(() => met.store.identity());
    expect(await (await met.another()).identity()).toBe(identity);
    expect(met.server.log.ofStream('ledgerIdentity')).toHaveLength(1);
  });
});

describe('the event at a position of a server', () => {
  it('is none where a record of others stands, or none begins', async () => {
    await met.store.append('unit-1', 'absent', [noted('a')]);
    met.server.foreign('invoice-1');
    await met.store.append('unit-1', 0, [noted('b')]);
    const [first, last] = await logOf(met.store, BEGINNING);
    const commits = met.server.log.records.map(({ commit }) => commit);
    const found = await Promise.all(
      commits.flatMap((commit) => [commit, commit + 1n]).map((commit) => met.store.at(positionOf(commit))),
    );
    expect(found.filter((event) => event !== undefined)).toEqual([first, last]);
  });

  /** Nothing is told apart by what the server says: it has one sentence for all that it did not foresee. */
  it('is not said to be none by a server that fails at everything', async () => {
    const { position } = await met.store.append('unit-1', 'absent', [noted('a')]);
    met.server.refuses = REFUSALS.UNFORESEEN();
    await expect(met.store.at(position)).rejects.toThrow(StoreRefuses);
    met.server.refuses = undefined;
    expect((await met.store.at(position))?.position).toBe(position);
  });

  it.each([1, 2, 3])('is not said to be none by a server that failed just then: %s times', async (times) => {
    const { position } = await met.store.append('unit-1', 'absent', [noted('a')]);
    met.server.readMishaps.push(...Array.from({ length: times }, REFUSALS.UNFORESEEN));
    const found = await met.store.at(position).catch((error: unknown) => error);
    expect(found instanceof StoreRefuses || (found as Recorded | undefined)?.position === position).toBe(true);
  });

  it('is not said to be none by a server that ends the reading in peace before it said anything, unless it is beyond the end', async () => {
    const { position } = await met.store.append('unit-1', 'absent', [noted('a')]);
    met.server.endsAtOnce = (request) => request.getOptions()?.getAll()?.hasPosition() === true;
    await expect(met.store.at(position)).rejects.toThrow(StoreUnavailable);
    expect(await met.store.at(positionOf(BigInt(position) + 1_000n))).toBeUndefined();
  });

  it('is not said to be none by a server that fails at every place of the log, and shows its end', async () => {
    const { position } = await met.store.append('unit-1', 'absent', [noted('a')]);
    met.server.failsToRead = (request) =>
      request.getOptions()?.getAll()?.hasPosition() === true ? REFUSALS.UNFORESEEN() : undefined;
    await expect(met.store.at(position)).rejects.toThrow(StoreRefuses);
  });
});

function positionOf(commit: bigint): Position {
  return commit.toString().padStart(20, '0') as Position;
}
