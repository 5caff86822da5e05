import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { REMEDIES } from '../../projections/projector/lane-state.js';
import type { ModelStatus } from '../../projections/projector/projecting.js';
import { Projector } from '../../projections/projector/projector.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import { KnownLog, vet } from '../../projections/projector/vetting.js';
import { ReadModelNotBuilt, ReadModelsUnavailable } from '../../read-models/read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { BEGINNING, type NewEvent } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import type { Appended, EventStore, ExpectedRevision } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { WatchedEventStore } from '../../src/log/watched-event-store.js';
import { eventually } from '../support/eventually.js';
import { positionIn, servedBy } from '../support/serving.js';
import { logOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';
import { entries, Historian, joined, type Roster, rosters } from './rosters.js';

/** Ends what hangs, on the busiest machine, and says nothing of speed. */
const SOON = { timeoutMs: 60_000 };
const NOW = instantOf(0);
const LEASES = { beat: 10, silence: 100 };
const WAITS = { first: 1, longest: 4 };
const BOTH = [rosters, entries];

/** A store of read models as several ledgers may share it. */
class SharedStore extends SqliteReadModelStore {
  override readonly shared = true;
}

/** A server whose log can be exchanged under those who use it. */
class Server extends WatchedEventStore {
  private constructor(private readonly now: { log: EventStore }) {
    super(
      new Proxy(now.log, {
        get: (_, name) => {
          const member: unknown = Reflect.get(now.log, name);
          return typeof member === 'function' ? (member.bind(now.log) as unknown) : member;
        },
      }),
    );
  }

  static of(log: EventStore): Server {
    return new Server({ log });
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return this.now.log.append(stream, expected, events);
  }

  exchange(log: EventStore): void {
    this.now.log = log;
  }
}

/** A store whose rows can be exchanged under those who use it, as a server's are that is put back or fails over. */
function exchangeable(first: SqliteReadModelStore) {
  let now = first;
  const store = new Proxy(first, {
    get: (_, name) => {
      const member: unknown = Reflect.get(now, name, now);
      return typeof member === 'function' ? (member.bind(now) as unknown) : member;
    },
  });
  return { store, exchange: (next: SqliteReadModelStore): void => void (now = next) };
}

/** The log as a backup has it: its first events, under the same identity unless another is given. */
async function backupOf(events: EventStore, many: number, identity?: string): Promise<InMemoryEventStore> {
  const copy = new InMemoryEventStore(identity ?? (await events.identity()));
  for (const event of (await logOf(events, BEGINNING)).slice(0, many)) {
    await copy.append(event.stream, event.revision === 0 ? 'absent' : event.revision - 1, [event]);
  }
  return copy;
}

describe('read models of a log that', () => {
  const folder = temporaryFolder();
  let files = 0;
  let path: string;
  let store: SqliteReadModelStore;
  let events: InMemoryEventStore;
  let running: Projector[];
  let problems: string[];

  beforeEach(async () => {
    path = folder.path(`${++files}.db`);
    store = new SqliteReadModelStore(path);
    events = new InMemoryEventStore();
    running = [];
    problems = [];
    const historian = new Historian(events);
    for (let n = 0; n < 514; n += 1) await historian.record(joined('north', `u${n}`));
  });
  afterEach(async () => {
    for (const projector of running) await projector.stop();
    await store.close();
    folder.remove();
  });

  const project = (log: EventStore, into = store): Projector => {
    const report = (problem: string): void => void problems.push(problem);
    const projector = new Projector({
      projections: BOTH,
      events: log,
      store: into,
      report,
      leases: LEASES,
      waits: WAITS,
    });
    running.push(projector);
    projector.start();
    return projector;
  };
  const folded = async (log: EventStore, into = store): Promise<void> => {
    expect(await project(log, into).caughtUpTo(await log.head(), SOON)).toBe(true);
    await running.pop()?.stop();
  };
  const unitsIn = async (from = store): Promise<number | undefined> =>
    (await from.find<Roster>('rosters', 'north'))?.row.units.length;
  const entriesIn = async (log: EventStore): Promise<number> => {
    const model = { ...entries, ...((await servedBy(store, 'entries')) ?? { version: 1, build: 0 }) };
    return (
      await store.load(
        model,
        (await logOf(events, BEGINNING)).concat(await logOf(log, BEGINNING)).map(({ id }) => id),
      )
    ).size;
  };
  const statusOf = (projector: Projector): Promise<readonly ModelStatus[]> => projector.status(NOW);
  const more = async (log: EventStore, many: number): Promise<void> => {
    const [model] = await logOf(events, BEGINNING);
    const { length } = await logOf(log, BEGINNING);
    if (!model) throw new Error('There is no event to follow');
    const others = Array.from({ length: many }, (_, n) => ({
      ...model,
      ...joined('north', `v${n}`),
      id: `other ${n}`,
    }));
    if (many > 0) await log.append('bloc-north', length - 1, others);
  };

  it('are put back under their projector to an earlier moment are folded on from there, though nothing more is recorded', async () => {
    const { store: changing, exchange } = exchangeable(store);
    const projector = project(events, changing);
    expect(await projector.caughtUpTo(await events.head(), SOON)).toBe(true);
    const earlier = folder.path(`${files}-earlier.db`);
    const file = new Database(path, { readonly: true });
    await file.backup(earlier);
    file.close();
    await more(events, 1);
    expect(await projector.caughtUpTo(await events.head(), SOON)).toBe(true);

    const older = new SqliteReadModelStore(earlier);
    exchange(older);
    const head = await events.head();
    await eventually(
      async () => (await positionIn(older, 'rosters')) === head && (await positionIn(older, 'entries')) === head,
    );
    expect(await unitsIn(older)).toBe(515);
    await projector.stop();
    await older.close();
  });

  it.each([
    ['was put back behind them', 404, 0],
    ['was put back and has not come as far again', 404, 60],
    ['was put back and has come just as far with other events', 404, 110],
    ['was put back and has grown past them with other events', 404, 150],
    ['is empty again', 0, 0],
  ])('%s are shown by no process and built anew', async (_, kept, others) => {
    await folded(events);
    const restored = await backupOf(events, kept);
    await more(restored, others);
    await vet(store, 'rosters', new KnownLog(restored));
    await expect(store.find('rosters', 'north')).rejects.toThrow(ReadModelNotBuilt);
    await folded(restored);
    expect(await unitsIn()).toBe(kept + others || undefined);
    expect(await entriesIn(restored)).toBe(kept + others);
    expect(problems).toEqual(['The read model rosters is built anew', 'The read model entries is built anew']);
  });

  it('was put back, and ends with a command sent again under its old key, are shown by no process and built anew', async () => {
    await folded(events);
    const lost = (await logOf(events, BEGINNING)).at(-1);
    if (!lost) throw new Error('There is no event to send again');
    const restored = await backupOf(events, 404);
    await more(restored, 109);
    // The id of an event is made of stream, key and number, and its instant may be that of the stream: only its salt is its own.
    const again = { ...lost, metadata: { ...lost.metadata, salt: 'another salt' } };
    await restored.append('bloc-north', 512, [again]);
    expect(await restored.head()).toBe(await events.head());
    await folded(restored);
    expect((await store.find<Roster>('rosters', 'north'))?.row.units).toContain('v0');
    expect(problems).toEqual(['The read model rosters is built anew', 'The read model entries is built anew']);
  });

  it('was put back are said to be built anew, with the reason, by each process that finds them withdrawn', async () => {
    await folded(events);
    const restored = await backupOf(events, 404);
    // As each start does before the first answer.
    for (const { name } of BOTH) await vet(store, name, new KnownLog(restored));
    const switchTo = jest.spyOn(store, 'switchTo').mockRejectedValue(new ReadModelsUnavailable(new Error('not yet')));
    for (let start = 1; start <= 2; start += 1) {
      const projector = project(restored);
      await eventually(async () => {
        const remedies = (await statusOf(projector)).map(({ remedy }) => remedy);
        return remedies.every((remedy) => remedy === REMEDIES.WITHDRAWN);
      });
      await running.pop()?.stop();
      expect(problems.filter((problem) => problem.endsWith('is built anew'))).toHaveLength(2 * start);
    }
    switchTo.mockRestore();
    await folded(restored);
    expect(await unitsIn()).toBe(404);
  });

  it('was put back under a running projector are built anew, and go on with what is recorded then', async () => {
    const server = Server.of(events);
    const projector = project(server);
    await projector.caughtUpTo(await events.head(), SOON);
    const restored = await backupOf(events, 404);
    server.exchange(restored);
    await eventually(async () => (await unitsIn().catch(() => 0)) === 404);
    await more(restored, 5);
    expect(await projector.caughtUpTo(await restored.head(), SOON)).toBe(true);
    expect(await unitsIn()).toBe(409);
    expect(await entriesIn(restored)).toBe(409);
    expect((await statusOf(projector)).map(({ state, remedy }) => [state, remedy])).toEqual([
      ['LIVE', undefined],
      ['LIVE', undefined],
    ]);
  });

  it('grew are believed when every event is at its place', async () => {
    await folded(events);
    const grown = await backupOf(events, 514);
    await more(grown, 3);
    await folded(grown);
    expect(await servedBy(store, 'rosters')).toEqual({ version: 1, build: 1 });
    expect(await unitsIn()).toBe(517);
    expect(problems).toEqual([]);
  });

  it('is another one are built anew in a store of its own', async () => {
    await folded(events);
    await folded(await backupOf(events, 10, 'another'));
    expect(await unitsIn()).toBe(10);
    expect(problems).toHaveLength(2);
  });

  it('is another one are neither shown nor touched in a store that is shared, until a rebuild is asked for', async () => {
    const [theirs, ours] = [new SharedStore(path), new SharedStore(path)];
    await folded(events, theirs);
    const other = await backupOf(events, 10, 'another');
    const projector = project(other, ours);
    await eventually(async () => (await statusOf(projector)).every(({ state }) => state === 'FOREIGN'));
    expect((await statusOf(projector))[0]?.remedy).toMatch(/a database of its own.*rebuild/);
    expect(await projector.caughtUpTo(await other.head(), SOON)).toBe(false);
    await expect(ours.find('rosters', 'north')).rejects.toThrow(ReadModelNotBuilt);
    expect(await unitsIn(theirs)).toBe(514);
    const { signal } = new AbortController();
    const hears = { progress: () => undefined, report: () => undefined };
    await rebuild({ projections: BOTH, events: other, store: ours, signal, ...hears });
    expect(await unitsIn(ours)).toBe(10);
    await expect(theirs.find('rosters', 'north')).rejects.toThrow(ReadModelNotBuilt);
    await eventually(async () => (await statusOf(projector)).every(({ state }) => state === 'LIVE'));
    await running.pop()?.stop();
    await Promise.all([theirs.close(), ours.close()]);
  });
});
