import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { allRows } from '../projections/all-rows.js';
import { eventually } from '../support/eventually.js';
import { Cluster } from './cluster.js';
import type { ServiceProcess } from './service-process.js';
import { positionIn } from '../support/serving.js';

const BLOCS = 40;
const MOST_SECONDS = 15;

describe('two projectors in processes of their own', () => {
  let cluster: Cluster;
  let store: ReadModelStore;
  let projectors: ServiceProcess[];

  beforeAll(async () => {
    cluster = await Cluster.found();
    projectors = [await cluster.start('projector'), await cluster.start('projector')];
    store = await openReadModelStore(cluster.settings['READ_MODELS'] ?? '');
  });
  afterAll(async () => {
    await store.close();
    await cluster.close();
  });

  const caughtUp = (): Promise<boolean> => cluster.isLevel(store);
  /** The process that folds and the one that stands by, once that is settled. */
  const roles = async (): Promise<readonly [ServiceProcess, ServiceProcess]> => {
    let found: readonly [ServiceProcess, ServiceProcess] | undefined;
    await eventually(async () => {
      const folds = await Promise.all(projectors.map((projector) => projector.projects()));
      const [holder] = projectors.filter((_, n) => folds[n]);
      const [other] = projectors.filter((_, n) => !folds[n]);
      if (holder && other) found = [holder, other];
      return found !== undefined;
    });
    if (!found) throw new Error('No process folds');
    return found;
  };

  it('lose and double no row when the one that folds is killed in the middle of it', async () => {
    await eventually(caughtUp);
    const [holder, other] = await roles();
    const sowing = cluster.sow(BLOCS);
    await eventually(async () => (await positionIn(store, 'audit-trail')) > BEGINNING);
    const killed = performance.now();
    await holder.kill();
    await eventually(() => other.projects());
    const seconds = (performance.now() - killed) / 1000;
    await sowing;
    await eventually(caughtUp);
    process.stdout.write(`The other projector had taken over ${seconds.toFixed(1)} s after the kill\n`);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(await allRows(store)).toEqual(await cluster.foldedAnew());
    projectors = [other];
  });

  it('hand over without waiting when the one that folds is asked to stop', async () => {
    projectors.push(await cluster.start('projector'));
    const [holder, other] = await roles();
    const asked = performance.now();
    expect(await holder.stop()).toBe(0);
    await eventually(() => other.projects());
    const seconds = (performance.now() - asked) / 1000;
    process.stdout.write(`The other projector had taken over ${seconds.toFixed(1)} s after the stop\n`);
    expect(holder.logged).toEqual([]);
  });
});
