import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AskedPast } from '../../projections/projector/asked-past.js';
import { Replay } from '../../projections/projector/replay.js';
import { type Moment, NotSettled, NotYet, TooManyReplays } from '../../read-models/replay-port.js';
import { Crowded } from '../../src/beside/reader-threads.js';
import type { Position } from '../../src/kernel/event.js';
import type { Instant, LocalDate } from '../../src/kernel/instant.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { Historian, joined, minute, type Roster, rosters } from './rosters.js';

const NOW = minute(60);

describe('asking about the past', () => {
  let events: InMemoryEventStore;
  let historian: Historian;
  let settling: Instant[];
  let settles: () => Promise<number>;
  let past: AskedPast;

  beforeEach(() => {
    events = new InMemoryEventStore();
    historian = new Historian(events);
    settling = [];
    settles = async () => 0;
    const replay = new Replay([rosters], events);
    past = new AskedPast({
      events,
      ledger: {
        now: () => NOW,
        settles: (instant) => {
          settling.push(instant);
          return settles();
        },
      },
      replay: (question, { signal }) => replay.answer(question, signal),
    });
  });

  afterEach(() => events.close());

  async function north(moment: Moment, signal = new AbortController().signal): Promise<readonly string[] | undefined> {
    return (await past.row<Roster>('rosters', 'north', moment, { caller: 'a', signal }))?.row.units;
  }

  it('waits for what was decided by that instant and is not seen yet', async () => {
    await historian.recordAt(minute(1), joined('north', 'a'));
    settles = async () => {
      await historian.recordAt(minute(2), joined('north', 'on its way'));
      return 0;
    };
    const answer = await north({ instant: minute(2) });
    expect(answer).toEqual(['a', 'on its way']);
    settles = async () => 0;
    expect(await north({ instant: minute(2) })).toEqual(answer);
  });

  it.each([
    ['none where one writer has recorded something later', false, minute(3), []],
    ['that of the writer where its last record is ahead of the clock', false, minute(61), [minute(2)]],
    ['that of all where several write', true, minute(3), [minute(2)]],
  ] as const)('needs settling: %s', async (_, shared, later, asked) => {
    const log = Object.assign(events, { shared });
    await historian.recordAt(minute(1), joined('north', 'a'));
    await historian.recordAt(later, joined('south', 'x'));
    expect([await north({ instant: minute(2) }), settling]).toEqual([['a'], asked]);
    expect(log.shared).toBe(shared);
  });

  it('says when to ask again where settling takes long', async () => {
    await historian.recordAt(minute(1), joined('north', 'a'));
    settles = async () => 7_200;
    await expect(north({ instant: minute(2) })).rejects.toEqual(new NotSettled(8));
  });

  it('refuses every moment that has not come', async () => {
    const head = await historian.record(joined('north', 'a'));
    const ahead: readonly Moment[] = [
      { instant: NOW },
      { instant: minute(61) },
      { day: '2025-01-02' as LocalDate },
      { position: '0000000000000002' as Position },
      { position: `0000${head}` as Position },
      { position: '9' as Position },
    ];
    for (const moment of ahead) await expect(north(moment)).rejects.toThrow(NotYet);
    expect(await north({ position: head })).toEqual(['a']);
    expect(await north({ day: '2025-01-01' as LocalDate })).toBeUndefined();
  });

  it('knows no position of an empty log', async () => {
    await expect(north({ position: '0000000000000001' as Position })).rejects.toThrow(NotYet);
  });

  it('says that too many wait', async () => {
    const crowded = new AskedPast({
      events,
      ledger: { now: () => NOW, settles },
      replay: async () => Promise.reject(new Crowded()),
    });
    const asking = { caller: 'a', signal: new AbortController().signal };
    await expect(crowded.row('rosters', 'north', { instant: minute(1) }, asking)).rejects.toThrow(TooManyReplays);
  });

  it('ends with its request', async () => {
    await historian.record(joined('north', 'a'));
    await expect(north({ position: await events.head() }, AbortSignal.abort(new Error('gone')))).rejects.toThrow(
      'gone',
    );
  });

  it('reads one event where one is asked for', async () => {
    await historian.record(joined('north', 'a'), joined('north', 'b'));
    const asked: unknown[] = [];
    const read = events.read.bind(events);
    events.read = (stream, from, part) => {
      asked.push([stream, from, part]);
      return read(stream, from, part);
    };
    expect((await past.event('bloc-north', 1))?.data).toEqual({ bloc: 'north', unit: 'b' });
    expect(await past.event('bloc-north', 2)).toBeUndefined();
    expect(asked).toEqual([
      ['bloc-north', 1, { most: 1 }],
      ['bloc-north', 2, { most: 1 }],
    ]);
  });
});
