import { afterAll, describe, expect, it } from '@jest/globals';
import { CurrentStreams } from '../../src/deciding/in-writer/current-streams.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { type EmulationYear, YEAR_EVENTS, yearHistories } from '../../src/emulation-years/emulation-year.fold.js';
import type { Fact, Histories } from '../../src/kernel/decider.js';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForWriting } from '../../src/log/sqlite/open-log.js';
import { encode } from '../../src/log/stored-event.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { folded } from '../support/given.js';
import { opened } from '../support/mothers/seven-provinces.js';
import { METADATA } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const folder = temporaryFolder();
const log = new LogWriter(openForWriting(folder.path('ledger.db')));
afterAll(() => {
  log.close();
  folder.remove();
});

/** Whether the fold reads anything of the data. */
function isRead(type: string, state: Histories<EmulationYear | undefined>): boolean {
  let read = false;
  const reads = (): void => void (read = true);
  const data = new Proxy({}, { get: reads, ownKeys: () => (reads(), []), has: () => (reads(), false) });
  try {
    yearHistories.evolve(state, { type, data, revision: 1, metadata: METADATA } as Fact as Fact<EmulationYearEvent>);
  } catch {
    // What it read was not there.
    return true;
  }
  return read;
}

describe('the fold of a year', () => {
  it('passes over each type of whose data it reads nothing, and no other', () => {
    const { initial, passesOver = [] } = yearHistories;
    const year = folded({ fold: yearHistories }, [opened()]);
    const unread = YEAR_EVENTS.filter((type) => !isRead(type, year));
    expect([...passesOver].sort()).toEqual(unread.sort());
    expect(unread.filter((type) => isRead(type, initial))).toEqual([]);
    expect(unread).toContain('ScoreExplained');
  });
});

describe('a stream that is folded cold', () => {
  const heard = {
    initial: [] as unknown,
    evolve: (seen: unknown, { data }: { data: unknown }) => [...(seen as unknown[]), data],
  };
  const event = (id: string, type: string) =>
    encode({ id, type, data: { text: 'ế'.repeat(4000) }, metadata: METADATA });

  it('is read without the data of what its fold passes over, but for what has to be brought up to date', () => {
    log.begin();
    log.store('unit-a', 0, [event('a', 'Kept'), event('b', 'Passed'), event('c', 'Changed')]);
    log.commit();
    const schemas = new EventSchemas(['Kept', 'Passed', 'Changed'], { Changed: { 1: (data) => data } });
    const streams = new CurrentStreams(log, schemas);
    const read = streams.of('unit-a', { ...heard, passesOver: ['Passed', 'Changed'] });
    expect((read.state as object[]).map((data) => Object.keys(data))).toEqual([['text'], [], ['text']]);
    expect(read).toMatchObject({ revision: 2, eventId: 'c' });
  });
});
