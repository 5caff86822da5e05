import { afterAll, describe, expect, it } from '@jest/globals';
import { CurrentStreams } from '../../src/deciding/in-writer/current-streams.js';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForWriting } from '../../src/log/sqlite/open-log.js';
import { SCHEMAS } from '../../src/slices.js';
import { METADATA } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const MOST_EVENTS = 100;

const folder = temporaryFolder();
const log = new LogWriter(openForWriting(folder.path('ledger.db')));
afterAll(() => {
  log.close();
  folder.remove();
});

/** Counts the events that it folds. */
const counting = { initial: 0, evolve: (counted: unknown) => Number(counted) + 1 };

/** Events that no log holds: only the kept streams can know them. */
const events = (first: number, count: number) =>
  Array.from({ length: count }, (_, nth) => {
    const revision = first + nth;
    return { type: 'Noted', data: {}, id: `event-${revision}`, revision, metadata: METADATA };
  });

describe('streams kept folded', () => {
  it('are known without the log as long as they are small enough', () => {
    const streams = new CurrentStreams(log, SCHEMAS, MOST_EVENTS);
    streams.of('unit-a', counting);
    streams.add('unit-a', events(0, MOST_EVENTS / 2));
    expect(streams.of('unit-a', counting)).toMatchObject({ state: MOST_EVENTS / 2, revision: MOST_EVENTS / 2 - 1 });
  });

  it('are let go when they have grown beyond the bound', () => {
    const streams = new CurrentStreams(log, SCHEMAS, MOST_EVENTS);
    streams.of('unit-a', counting);
    for (let first = 0; first < 2 * MOST_EVENTS; first += 10) streams.add('unit-a', events(first, 10));
    expect(streams.of('unit-a', counting)).toMatchObject({ state: 0, revision: 'absent' });
  });

  it('make room for others, the one that was used last staying longest', () => {
    const streams = new CurrentStreams(log, SCHEMAS, MOST_EVENTS);
    for (const stream of ['unit-a', 'unit-b', 'unit-c']) {
      streams.of(stream, counting);
      streams.add(stream, events(0, MOST_EVENTS / 3));
    }
    expect(streams.of('unit-c', counting)).toMatchObject({ state: 33 });
    expect(streams.of('unit-a', counting)).toMatchObject({ state: 0 });
  });
});
