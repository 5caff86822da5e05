import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { PATIENT, StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import { logOf, noted, streamOf, textsOf } from '../support/store-events.js';

let met: StoreOnServer;
beforeEach(async () => {
  met = await StoreOnServer.start();
});
afterEach(() => met.stop());

const FOREIGN = ['$stats-127.0.0.1', '$ce-unit', '$$unit-1', 'invoice-1', 'units-1', 'other.unit-1'];

describe('a server that others use as well', () => {
  it('sends only the events of this ledger, in order', async () => {
    for (const [index, stream] of FOREIGN.entries()) {
      met.server.foreign(stream);
      await met.store.append(`unit-${index}`, 'absent', [noted(`${index}`)]);
      met.server.foreign(stream);
    }
    expect(textsOf(await logOf(met.store, BEGINNING, 2))).toEqual(['0', '1', '2', '3', '4', '5']);
    const subscription = met.server.readings.filter(({ followsAfter }) => followsAfter !== undefined);
    expect(subscription.map(({ sent }) => sent)).toEqual([FOREIGN.length]);
  });

  it('has no head for a ledger without events, and the last own event for the others', async () => {
    met.server.foreign('invoice-1');
    expect(await met.store.head()).toBe(BEGINNING);
    const { position } = await met.store.append('unit-1', 'absent', [noted('a')]);
    for (let index = 0; index < 50; index += 1) met.server.foreign('invoice-1');
    expect(await met.store.head()).toBe(position);
    expect(await met.store.head()).toBe(position);
    expect(await logOf(met.store, position)).toEqual([]);
  });

  it('keeps two ledgers apart', async () => {
    const other = await met.another('&ledger=tayBac');
    await met.store.append('unit-1', 'absent', [noted('here')]);
    await other.append('unit-1', 'absent', [noted('there')]);
    expect(met.server.log.ofStream('tayBac.unit-1')).toHaveLength(1);
    expect(textsOf(await logOf(met.store, BEGINNING))).toEqual(['here']);
    expect((await logOf(other, BEGINNING)).map(({ stream }) => stream)).toEqual(['unit-1']);
    expect(textsOf(await streamOf(other, 'unit-1'))).toEqual(['there']);
  });

  it('can hold a log of other categories', async () => {
    const options = { ...PATIENT, categories: ['audit'] };
    const audit = await EventStoreDbEventStore.open(met.server.url, options);
    await audit.append('audit-1', 'absent', [noted('seen')]);
    await met.store.append('unit-1', 'absent', [noted('a')]);
    expect(textsOf(await logOf(audit, BEGINNING))).toEqual(['seen']);
    await audit.close();
  });

  it('names an event in a stream of ours that is not ours', async () => {
    met.server.foreign('unit-1');
    await expect(streamOf(met.store, 'unit-1')).rejects.toThrow('Event 0 (Foreign) of the stream unit-1 is of');
  });
});
