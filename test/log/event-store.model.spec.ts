import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEGINNING, type NewEvent, type Recorded } from '../../src/kernel/event.js';
import { RevisionConflict, type EventStore, type ExpectedRevision } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { logOf, noted, streamOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

/** The model of a store is its log, in order. */
type Model = { log: Recorded[]; appended: { stream: string; expected: ExpectedRevision; events: NewEvent[] }[] };
type Real = { store: EventStore; reopen: () => Promise<EventStore> };

type StoreCommand = fc.AsyncCommand<Model, Real>;

const streamIn = ({ log }: Model, stream: string) => log.filter((event) => event.stream === stream);
const withoutPosition = ({ position: _, ...event }: Recorded) => event;

function expectedIn(model: Model, stream: string): ExpectedRevision {
  return streamIn(model, stream).at(-1)?.revision ?? 'absent';
}

class Append implements StoreCommand {
  constructor(
    readonly stream: string,
    readonly texts: readonly string[],
  ) {}

  check = () => true;

  async run(model: Model, { store }: Real): Promise<void> {
    const expected = expectedIn(model, this.stream);
    const events = this.texts.map((text) => noted(text));
    const { revision, position } = await store.append(this.stream, expected, events);
    const first = streamIn(model, this.stream).length;
    expect(revision).toBe(first + events.length - 1);
    expect(position > (model.log.at(-1)?.position ?? BEGINNING)).toBe(true);
    model.appended.push({ stream: this.stream, expected, events });
    model.log.push(
      ...events.map((event, index) => ({ ...event, stream: this.stream, revision: first + index, position })),
    );
  }

  toString = () => `append(${this.stream}, ${JSON.stringify(this.texts)})`;
}

class AppendStale implements StoreCommand {
  constructor(
    readonly stream: string,
    readonly behind: number,
  ) {}

  check = (model: Readonly<Model>) => streamIn(model, this.stream).length > 0;

  async run(model: Model, { store }: Real): Promise<void> {
    const actual = expectedIn(model, this.stream);
    const place = Math.max(0, Number(actual) - this.behind);
    const stale = place === 0 ? 'absent' : place - 1;
    const append = store.append(this.stream, stale, [noted('stale')]);
    await expect(append).rejects.toEqual(new RevisionConflict(this.stream, stale, actual));
  }

  toString = () => `appendStale(${this.stream}, ${this.behind})`;
}

class AppendAgain implements StoreCommand {
  constructor(readonly which: number) {}

  check = (model: Readonly<Model>) => model.appended.length > 0;

  async run(model: Model, { store }: Real): Promise<void> {
    const earlier = model.appended[this.which % model.appended.length];
    if (!earlier) throw new Error('nothing was appended yet');
    const { revision } = await store.append(earlier.stream, earlier.expected, earlier.events);
    const first = earlier.expected === 'absent' ? 0 : earlier.expected + 1;
    expect(revision).toBe(first + earlier.events.length - 1);
  }

  toString = () => `appendAgain(${this.which})`;
}

class Read implements StoreCommand {
  constructor(
    readonly stream: string,
    readonly from: number,
  ) {}

  check = () => true;

  async run(model: Model, { store }: Real): Promise<void> {
    const read = await streamOf(store, this.stream, this.from);
    expect(read.map(withoutPosition)).toEqual(streamIn(model, this.stream).slice(this.from).map(withoutPosition));
  }

  toString = () => `read(${this.stream}, ${this.from})`;
}

class ReadAll implements StoreCommand {
  constructor(readonly batchSize: number) {}

  check = () => true;

  async run(model: Model, { store }: Real): Promise<void> {
    const read = await logOf(store, BEGINNING, this.batchSize);
    expect(read.map(withoutPosition)).toEqual(model.log.map(withoutPosition));
    expect(await store.head()).toBe(read.at(-1)?.position ?? BEGINNING);
  }

  toString = () => `readAll(${this.batchSize})`;
}

class Restart implements StoreCommand {
  check = () => true;

  async run(_: Model, real: Real): Promise<void> {
    await real.store.close();
    real.store = await real.reopen();
  }

  toString = () => 'restart';
}

const streams = fc.constantFrom('unit-a', 'unit-b', 'emulationYear-s2-2024');
const texts = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 });

const everyday = [
  fc.tuple(streams, texts).map(([stream, said]) => new Append(stream, said)),
  fc.tuple(streams, fc.nat(3)).map(([stream, behind]) => new AppendStale(stream, behind)),
  fc.nat(20).map((which) => new AppendAgain(which)),
  fc.tuple(streams, fc.nat(5)).map(([stream, from]) => new Read(stream, from)),
  fc.integer({ min: 1, max: 7 }).map((batchSize) => new ReadAll(batchSize)),
];

const folder = temporaryFolder();
afterAll(folder.remove);

async function hold(commands: Iterable<StoreCommand>, open: () => EventStore | Promise<EventStore>): Promise<void> {
  const real: Real = { store: await open(), reopen: async () => open() };
  await fc.asyncModelRun(() => ({ model: { log: [], appended: [] }, real }), commands);
  await real.store.close();
}

describe('any sequence of appends and reads', () => {
  it('leaves the store in memory as the model says', async () => {
    const sequences = fc.commands<Model, Real, false>(everyday, { maxCommands: 40 });
    const property = fc.asyncProperty(sequences, (commands) => hold(commands, () => new InMemoryEventStore()));
    await fc.assert(property, { numRuns: 300 });
  });

  it('leaves the store on SQLite as the model says, restarts included', async () => {
    const sequences = fc.commands<Model, Real, false>([...everyday, fc.constant(new Restart())], { maxCommands: 40 });
    const property = fc.asyncProperty(sequences, (commands) => {
      const path = folder.path(`${randomUUID()}.db`);
      return hold(commands, () => SqliteEventStore.open(path));
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
