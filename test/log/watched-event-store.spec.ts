import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import type { Appended, EventStore, Grounds } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { UnderstoodEventStore } from '../../src/log/understood-event-store.js';
import { AppendMetrics } from '../../src/operations/append-metrics.js';
import { MeasuredEventStore } from '../../src/operations/measured-event-store.js';
import { TracedEventStore } from '../../src/operations/tracing/traced-event-store.js';
import { SCHEMAS } from '../support/store-commands.js';
import { noted } from '../support/store-events.js';

class Asked extends InMemoryEventStore {
  readonly given: unknown[] = [];

  override async append(...given: Parameters<EventStore['append']>): Promise<Appended> {
    this.given.push(given);
    const [stream, expected, events] = given;
    return super.append(stream, expected, events);
  }
}

const WATCHING: Readonly<Record<string, (store: EventStore) => EventStore>> = {
  UnderstoodEventStore: (store) => new UnderstoodEventStore(store, SCHEMAS),
  MeasuredEventStore: (store) => new MeasuredEventStore(store, new AppendMetrics(new Registry())),
  TracedEventStore: (store) => new TracedEventStore(store, { inHand: { spanId: () => undefined } } as never),
};

it('knows every store that stands over another', () => {
  const all = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(`src/${file}`, 'utf8').matchAll(/class (\w+) extends WatchedEventStore/g)].map(
        ([, name]) => name,
      ),
    );
  expect(all.toSorted()).toEqual(Object.keys(WATCHING).toSorted());
});

it.each(Object.keys(WATCHING))('%s hands on all that an append rests on', async (name) => {
  const store = new Asked();
  const grounds: Grounds = { connection: 3, again: async () => undefined };
  const given = ['unit-1', 'absent', [noted('a')], grounds] as const;
  await WATCHING[name]!(store).append(...given);
  expect(store.given).toEqual([given]);
});
