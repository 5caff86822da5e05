import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Projector } from '../../projections/projector/projector.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import type { Kept, ReadModelStore } from '../../read-models/read-model-store.js';
import { defined } from '../../src/kernel/defined.js';
import { BEGINNING } from '../../src/kernel/event.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { servedBy } from '../support/serving.js';
import { logOf } from '../support/store-events.js';
import { BLOCS, entries, Historian, joined, left, moved, type RosterEvent, rosters } from './rosters.js';
import { TroubledStore } from './troubled-store.js';

const LEASES = { beat: 2, silence: 8 };
const WAITS = { first: 1, longest: 4 };
const END = { timeoutMs: 60_000 };

/** Schedules that are played beside one another: they mostly wait. */
const AT_ONCE = 10;

/** What happens to a process that projects, or that one begins; `ms` go by before the next. */
type Happening = Readonly<{
  what: 'START' | 'STOP' | 'KILL' | 'PAUSE' | 'WAKE' | 'SLOW' | 'CUT' | 'REBUILD' | 'SWITCH';
  whom: number;
  much: number;
  ms: number;
}>;

const happening = fc.record<Happening>({
  what: fc.constantFrom('START', 'STOP', 'KILL', 'PAUSE', 'WAKE', 'SLOW', 'CUT', 'REBUILD', 'SWITCH'),
  whom: fc.nat(5),
  much: fc.integer({ min: 1, max: 5 }),
  ms: fc.nat(12),
});
const schedule = fc.array(happening, { minLength: 4, maxLength: 12 });

type Process = Readonly<{ projector: Projector; way: TroubledStore }>;

/** Processes that project one log into one store, and the schedule by which they come, suffer and go. */
class Theatre {
  private readonly events = new InMemoryEventStore();
  private readonly historian = new Historian(this.events);
  private readonly ended = new AbortController();
  private readonly alive: Process[] = [];
  private readonly dead: Process[] = [];
  private readonly rebuilding: Promise<unknown>[] = [];
  private readonly rebuilders: TroubledStore[] = [];
  private version = 1;
  private readonly writing: Promise<void>;

  constructor(private readonly store: ReadModelStore) {
    this.writing = this.write();
  }

  async play(happenings: readonly Happening[]): Promise<void> {
    this.start();
    for (const each of happenings) {
      await this.happen(each);
      await setTimeout(each.ms);
    }
  }

  /** Lets one healthy process of the newest version come to the end of the log. */
  async settle(): Promise<boolean> {
    this.ended.abort();
    await this.writing;
    for (const rebuilder of this.rebuilders) rebuilder.bury();
    await Promise.allSettled(this.rebuilding);
    const { projector } = this.start();
    for (const process of this.alive.slice(0, -1)) this.kill(process);
    return projector.caughtUpTo(await this.events.head(), END);
  }

  async close(): Promise<void> {
    for (const { way } of this.dead) way.bury();
    await Promise.all([...this.alive, ...this.dead].map(({ projector }) => projector.stop()));
    await this.events.close();
  }

  async rowsIn(store: ReadModelStore): Promise<readonly (readonly Kept[])[]> {
    const keys = [BLOCS, (await logOf(this.events, BEGINNING)).map(({ id }) => id)];
    return Promise.all(
      this.projections().map(async (projection, n) => {
        const current = await servedBy(store, projection.name);
        if (!current) throw new Error(`${projection.name} does not serve`);
        const kept = await store.load({ ...projection, ...current }, keys[n] ?? []);
        return [...kept.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
      }),
    );
  }

  async foldInto(fresh: ReadModelStore): Promise<void> {
    const { events } = this;
    const signal = new AbortController().signal;
    const hears = { progress: () => undefined, report: () => undefined };
    await rebuild({ projections: this.projections(), events, store: fresh, signal, ...hears });
  }

  private projections(): readonly AnyProjection[] {
    return [{ ...rosters, version: this.version }, entries];
  }

  private start(): Process {
    const way = new TroubledStore(this.store);
    const { events } = this;
    const setting = { projections: this.projections(), events, store: way.store, leases: LEASES, waits: WAITS };
    const projector = new Projector({ ...setting, report: () => undefined });
    projector.start();
    const process = { projector, way };
    this.alive.push(process);
    return process;
  }

  private kill(process: Process): void {
    process.way.pause();
    this.alive.splice(this.alive.indexOf(process), 1);
    this.dead.push(process);
  }

  private async happen({ what, whom, much }: Happening): Promise<void> {
    const process = this.alive[whom % this.alive.length] ?? this.start();
    const acts: Record<Happening['what'], () => unknown> = {
      START: () => this.start(),
      STOP: () => this.stop(process),
      KILL: () => this.kill(process),
      PAUSE: () => process.way.pause(),
      WAKE: () => process.way.wake(),
      SLOW: () => (process.way.slowness = much),
      CUT: () => (process.way.lost = much),
      REBUILD: () => this.rebuild(whom),
      SWITCH: () => {
        this.version += 1;
        this.start();
      },
    };
    await acts[what]();
  }

  private async stop(process: Process): Promise<void> {
    process.way.wake();
    this.alive.splice(this.alive.indexOf(process), 1);
    await process.projector.stop();
  }

  private rebuild(whom: number): void {
    const way = new TroubledStore(this.store);
    way.slowness = 1;
    this.rebuilders.push(way);
    const projection = this.projections()[whom % 2] ?? entries;
    const hears = { progress: () => undefined, report: () => undefined };
    const { signal } = this.ended;
    const done = rebuild({ projections: [projection], events: this.events, store: way.store, signal, ...hears });
    // It loses against a newer version, or against another rebuild, and says so.
    this.rebuilding.push(done.catch(() => undefined));
  }

  /** Goes on and on, whatever happens to those who read. */
  private async write(): Promise<void> {
    for (let n = 0; !this.ended.signal.aborted; n += 1) {
      await this.historian.record(...factsOf(n));
      await (n % 2 === 0 ? setTimeout(1) : setImmediate());
    }
  }
}

/** The nth thing that is recorded: units come, move and leave. */
function factsOf(n: number): readonly RosterEvent[] {
  const [bloc, other] = [BLOCS[n % 3] ?? 'north', BLOCS[(n + 1) % 3] ?? 'south'];
  const unit = `u${n % 7}`;
  const first = n % 5 === 4 ? left(bloc, unit) : joined(bloc, unit);
  return n % 4 === 3 ? [first, moved(bloc, other, unit)] : [first];
}

/** Plays it on an empty store. @throws what differs from the rows folded anew. */
async function play(happenings: readonly Happening[], open: () => Promise<ReadModelStore>): Promise<void> {
  const [store, fresh] = await Promise.all([open(), open()]);
  const theatre = new Theatre(store);
  try {
    await theatre.play(happenings);
    expect(await theatre.settle()).toBe(true);
    await theatre.foldInto(fresh);
    expect(await theatre.rowsIn(store)).toEqual(await theatre.rowsIn(fresh));
  } finally {
    await theatre.close();
    await Promise.all([store.close(), fresh.close()]);
  }
}

/**
 * Whatever happens to the processes that project, and however they take over from one another while everybody writes, the
 * rows are in the end as folded anew. `open` opens an empty store. So many schedules are played, some beside one another,
 * each with a log and a store of its own.
 */
export function takeOverProperty(
  engine: string,
  open: () => Promise<ReadModelStore>,
  { schedules, seed }: Readonly<{ schedules: number; seed?: number }>,
): void {
  it(`leaves rows on ${engine} as folded anew in ${schedules} schedules of stops, kills, pauses, breaks and rebuilds`, async () => {
    const several = fc.array(schedule, { minLength: AT_ONCE, maxLength: AT_ONCE });
    const playing = fc.asyncProperty(several, async (each) => {
      const outcomes = await Promise.allSettled(each.map((happenings) => play(happenings, open)));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    });
    // A smaller schedule would meet another moment: what failed is shown as it was.
    await fc.assert(playing, { numRuns: schedules / AT_ONCE, endOnFailure: true, ...defined({ seed }) });
  });
}
