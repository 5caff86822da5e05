import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { BESIDE_BOUNDS, ProjectorBeside } from '../../projections/projector/projector-beside.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { positionAt } from '../../src/log/stored-event.js';
import type { Unread } from '../../src/log/upcasting.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { temporaryFolder } from '../support/store-folder.js';
import { eventually } from '../support/eventually.js';

const HEAD = positionAt(7);

/** A thread that says where one read model stands, after it did what `first` says, and ends when it is told to. */
const threadThat = (first: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    const lane = { model: 'ranking', version: 1, phase: 'LIVE', state: 'LIVE', position: '${HEAD}', serves: true };
    const tell = () => parentPort.postMessage({ standings: { lanes: [lane], folded: 7, silentMs: 0 } });
    parentPort.on('message', (message) => {
      if (message === 'appended') tell();
      if (message === 'stop') parentPort.close();
    });
    ${first}
  `)}`,
  );

/** Of which it can be said that a file was set aside. */
class ReadModelsHere extends SqliteReadModelStore {
  remedy: string | undefined;
  override get lost(): string | undefined {
    return this.remedy;
  }
}

describe('a projector in a thread of its own', () => {
  let events: InMemoryEventStore;
  let folder: ReturnType<typeof temporaryFolder>;
  let readModels: ReadModelsHere;
  let reports: string[];
  let met: Unread[];
  let projector: ProjectorBeside | undefined;
  beforeEach(() => {
    events = new InMemoryEventStore();
    folder = temporaryFolder();
    readModels = new ReadModelsHere(folder.path('read-models.db'));
    [reports, met] = [[], []];
  });
  afterEach(async () => {
    await projector?.stop();
    await readModels.close();
    folder.remove();
  });

  const beside = (first: string, bounds = BESIDE_BOUNDS): ProjectorBeside => {
    const report = (problem: string, error: unknown): void => void reports.push(`${problem}: ${String(error)}`);
    const setting = {
      entry: threadThat(first),
      data: {},
      projections: PROJECTIONS,
      events,
      readModels,
      report,
      bounds,
    };
    projector = new ProjectorBeside({ ...setting, met: (event) => void met.push(event) });
    return projector;
  };

  it('is known to be building until it says where it stands', async () => {
    const waiting = beside('');
    const before = await waiting.status(instantOf(0));
    expect(before.map(({ model, state }) => [model, state])).toEqual(PROJECTIONS.map(({ name }) => [name, 'BUILDING']));
    expect(waiting.shown).toBeUndefined();
  });

  it('settles who waits, and tells who listens, as soon as it says that it has moved', async () => {
    const moving = beside('');
    let heard = 0;
    moving.listen(() => (heard += 1));
    moving.start();
    const waiting = moving.caughtUpTo(HEAD, { timeoutMs: 300_000 });
    moving.appended();
    expect(await waiting).toBe(true);
    expect([moving.shown, moving.standings.folded, heard]).toEqual([HEAD, 7, 1]);
  });

  it('lets its failures, and what it does not understand, be known in this thread', async () => {
    const unread = { type: 'UnitDivided', schema: 1, stream: 'unit-a', revision: 1, obscure: 'TYPE' };
    const failing = beside(`
      parentPort.postMessage({ problem: 'The store fails', error: new Error('away') });
      parentPort.postMessage({ met: ${JSON.stringify(unread)} });`);
    failing.start();
    await eventually(() => met.length === 1);
    expect(reports).toEqual(['The store fails: Error: away']);
    expect(met).toEqual([unread]);
  });

  it('is begun anew when its thread ends, which is reported', async () => {
    const dying = beside(`
      tell();
      setTimeout(() => { throw new Error('out of memory'); });`);
    dying.start();
    await eventually(() => reports.length >= 2);
    expect(reports[1]).toBe('The thread that folds read models has ended, another follows: Error: out of memory');
  });

  it('shows nothing any more once its thread has ended, so that nothing waits for what it will show', async () => {
    const dying = beside(`
      tell();
      parentPort.once('message', () => { throw new Error('out of memory'); });`);
    dying.start();
    expect(await dying.caughtUpTo(HEAD, { timeoutMs: 300_000 })).toBe(true);
    const heard: unknown[] = [];
    dying.listen(() => heard.push(dying.shown));
    dying.appended();
    await eventually(() => heard.includes(undefined));
    expect(reports).toEqual([expect.stringContaining('has ended, another follows')]);
  });

  it('says of what is not read here why, before its thread has noticed', async () => {
    const unaware = beside('');
    readModels.remedy = 'was set aside';
    const remedies = (await unaware.status(instantOf(0))).map(({ remedy }) => remedy);
    expect(remedies).toEqual(PROJECTIONS.map(() => 'was set aside'));
  });

  /** What a thread can be in that does not come back. */
  const HANGS = ['for (;;);', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'];

  it.each(HANGS)('is ended and begun anew when its thread hangs, and says so meanwhile: %s', async (hang) => {
    // Nothing is told by the first thread after its first word; the second tells again.
    const hung = beside(
      `
      tell();
      setTimeout(() => { ${hang} });`,
      { hungAfter: 400, silent: 10, stopWithin: 100, endWithin: 1_000 },
    );
    hung.start();
    const remedies = new Set<string | undefined>();
    await eventually(async () => {
      for (const { remedy } of await hung.status(instantOf(0))) remedies.add(remedy);
      return reports.length > 0;
    });
    expect([...remedies].join()).toMatch(/has said nothing for \S+ s: after 0.4 s it is ended and another follows/);
    expect(reports).toEqual([
      'The thread that folds read models has ended, another follows: Hung: It said nothing for 0.4 s',
    ]);
    // It waits twice as long for the next.
    await eventually(() => reports.length > 1);
    expect(reports[1]).toContain('It said nothing for 0.8 s');
  });

  it.each(HANGS)('is not waited for by a stop when its thread hangs: %s', async (hang) => {
    const hung = beside(
      `
      tell();
      setTimeout(() => { ${hang} });`,
      { hungAfter: 300_000, silent: 300_000, stopWithin: 50, endWithin: 1_000 },
    );
    hung.start();
    await hung.caughtUpTo(HEAD, { timeoutMs: 300_000 });
    await hung.stop();
    expect(reports).toEqual([
      'The thread that folds read models is ended in the middle of its work: Error: It did not end within 0.05 s',
    ]);
  });

  it('keeps no start waiting that cannot open its stores', async () => {
    const closed = beside(`throw new Error('malformed');`);
    closed.start();
    await closed.begun();
    await closed.stop();
    expect(closed.standings.lanes.every(({ position }) => position === BEGINNING)).toBe(true);
  });

  it('stops although callers wait, who are told that nothing came', async () => {
    const still = beside('');
    still.start();
    const waiting = still.caughtUpTo(HEAD, { timeoutMs: 300_000 });
    await still.stop();
    expect(await waiting).toBe(false);
  });
});
