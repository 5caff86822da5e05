import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROJECTIONS } from '../../projections/all.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { Load, recorded } from '../crash/load.js';
import { allRows } from '../projections/all-rows.js';
import { eventually } from '../support/eventually.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { Cluster } from './cluster.js';
import type { ServiceProcess } from './service-process.js';

const SEED = Number(process.env['TAKE_OVER_SEED'] ?? 20_261_129);
/** On each engine. */
const TAKE_OVERS = 25;
const SIGNALS = ['SIGTERM', 'SIGKILL', 'SIGSTOP'] as const;
/** Folded while the first of them take over. */
const BLOCS = 20;
/** Long, because a busy machine starts processes and folds slowly. */
const WITHIN_MS = 60_000;
/** Between two looks at who folds, since each answer asks both stores. */
const LOOK_MS = 100;

type Happening = Readonly<{ signal: (typeof SIGNALS)[number]; afterMs: number }>;

/** The signals one after another in an order of the seed, each some moments after the last has been settled. */
function happenings(): readonly Happening[] {
  const signals = Array.from({ length: TAKE_OVERS }, (_, n) => SIGNALS[n % SIGNALS.length] ?? 'SIGTERM');
  const moments = fc.array(fc.nat(400), { minLength: TAKE_OVERS, maxLength: TAKE_OVERS });
  const plan = fc.tuple(fc.shuffledSubarray(signals, { minLength: TAKE_OVERS }), moments);
  const [[order, afters] = [[], []]] = fc.sample(plan, { seed: SEED, numRuns: 1 });
  return order.map((signal, n) => ({ signal, afterMs: afters[n] ?? 0 }));
}

/** Two processes that project one log, one of which folds until something happens to it. */
class Projectors {
  private constructor(
    private readonly cluster: Cluster,
    private alive: readonly ServiceProcess[],
  ) {}

  static async start(cluster: Cluster): Promise<Projectors> {
    const projectors = new Projectors(cluster, [await cluster.start('projector'), await cluster.start('projector')]);
    await shared(projectors.alive);
    return projectors;
  }

  /** Returns once the others fold all that it folded, and it folds nothing or is replaced. */
  async happen({ signal, afterMs }: Happening): Promise<void> {
    const victim = await this.busiest();
    const others = this.alive.filter((projector) => projector !== victim);
    await pause(afterMs);
    if (signal === 'SIGSTOP') {
      await this.cluster.betweenWrites(() => victim.pause());
      await shared(others);
      victim.wake();
    } else {
      if (signal === 'SIGTERM') expect(await victim.stop()).toBe(0);
      else await victim.kill();
      this.alive = [...others, await this.cluster.start('projector')];
    }
    await shared(this.alive);
  }

  private async busiest(): Promise<ServiceProcess> {
    const folds = await Promise.all(
      this.alive.map(async (projector) => ({ projector, count: (await projector.folds()).length })),
    );
    const [first] = folds.sort((a, b) => b.count - a.count);
    if (!first) throw new Error('No process projects');
    return first.projector;
  }
}

/** Waits until each read model is folded by exactly one of them. */
async function shared(projectors: readonly ServiceProcess[]): Promise<void> {
  const all = PROJECTIONS.map(({ name }) => name).sort();
  await eventually(async () => {
    await pause(LOOK_MS);
    const folded = await Promise.all(projectors.map((projector) => projector.folds()));
    return isDeepStrictEqual(folded.flat().sort(), all);
  }, WITHIN_MS);
}

type Rows = Awaited<ReturnType<typeof allRows>>;

/** The names and keys of the rows that are missing in one of the two or differ. */
function differing(some: Rows, others: Rows): readonly string[] {
  return PROJECTIONS.flatMap(({ name }) => {
    const [one, other] = [some, others].map((rows) => new Map(rows[name]?.map((row) => [row.key, row])));
    const keys = new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])]);
    return [...keys].filter((key) => !isDeepStrictEqual(one?.get(key), other?.get(key))).map((key) => `${name} ${key}`);
  });
}

function takeOvers(engine: string, readModels: () => string | undefined): void {
  let cluster: Cluster;
  afterEach(() => cluster.close());

  it(`leaves rows on ${engine} as folded anew after ${TAKE_OVERS} take-overs under a load that never pauses`, async () => {
    const started = performance.now();
    cluster = await Cluster.found(readModels());
    const api = await cluster.start('api');
    const projectors = await Projectors.start(cluster);
    const token = await cluster.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const load = new Load(api, token, { prefix: 'tiep-quan', callers: 2, pauseMs: 40 });
    const sowing = cluster.sow(BLOCS);
    const plan = happenings();
    for (const happening of plan) {
      const before = load.sent.length;
      await projectors.happen(happening);
      expect(load.sent.length).toBeGreaterThan(before);
    }
    await sowing;
    await load.stop();
    const store = await openReadModelStore(cluster.settings['READ_MODELS'] ?? '');
    await eventually(() => cluster.isLevel(store), WITHIN_MS);
    const rows = await allRows(store);
    await store.close();
    const anew = await cluster.foldedAnew();

    const count = Object.values(anew).reduce((sum, { length }) => sum + length, 0);
    const kinds = SIGNALS.map((signal) => `${plan.filter((each) => each.signal === signal).length} ${signal}`);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stdout.write(
      `${TAKE_OVERS} take-overs on ${engine} (${kinds.join(', ')}; seed ${SEED}): ` +
        `${load.sent.length} commands acknowledged, ${count} rows compared, ${seconds} s\n`,
    );
    expect(load.sent.filter((sent) => !recorded(sent))).toEqual([]);
    expect(differing(rows, anew)).toEqual([]);
    const units = new Set(rows['unit-directory']?.map(({ key }) => key));
    expect(load.sent.filter(({ unitId }) => !units.has(unitId))).toEqual([]);
  });
}

describe('projectors in processes of their own that end and pause in turn', () => {
  takeOvers('SQLite', () => undefined);
});

describeOnMongodb('projectors in processes of their own that end and pause in turn', () => {
  const databases = new TestDatabases();
  afterAll(() => databases.drop());
  takeOvers('MongoDB', () => databases.url());
});
