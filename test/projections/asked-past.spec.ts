import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AskedPast } from '../../projections/projector/asked-past.js';
import { Replay } from '../../projections/projector/replay.js';
import { type Moment, NotSettled, NotYet, TooManyReplays } from '../../read-models/replay-port.js';
import { Crowded } from '../../src/beside/reader-threads.js';
import { clock, ClockImplausible } from '../../src/deciding/clock.js';
import { DecideInWriter, type WorkOfWriter } from '../../src/deciding/in-writer/decide-in-writer.js';
import { WriterLedger } from '../../src/deciding/in-writer/writer-ledger.js';
import type { Ledger } from '../../src/deciding/ledger.js';
import { OptimisticLedger } from '../../src/deciding/optimistic/optimistic-ledger.js';
import type { Position } from '../../src/kernel/event.js';
import type { Instant, LocalDate } from '../../src/kernel/instant.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForWriting } from '../../src/log/sqlite/open-log.js';
import { SCHEMAS, SLICES } from '../../src/slices.js';
import { temporaryFolder } from '../support/store-folder.js';
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
        settles: async (instant) => {
          settling.push(instant);
          return instant < NOW ? settles() : undefined;
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

describe('what is still to come', () => {
  const DAY_MS = 86_400_000;
  const day = (text: string): Moment => ({ day: text as LocalDate });
  const PASSED: readonly Moment[] = [
    ...['2024-12-28T08:00:00.000Z' as Instant, minute(30)].map((instant) => ({ instant })),
    ...['2024-12-28', '2024-12-31', '2025-01-01'].map(day),
  ];
  const TO_COME: readonly Moment[] = [
    ...[minute(61), minute(61 + 24 * 60), '2025-07-20T00:00:00.000Z' as Instant].map((instant) => ({ instant })),
    ...['2025-01-02', '2025-07-20', '2030-01-01', '9999-12-31'].map(day),
  ];
  let folder: ReturnType<typeof temporaryFolder>;
  let log: LogWriter;
  let wall: number;

  beforeEach(() => {
    wall = Date.parse(NOW);
    jest.spyOn(Date, 'now').mockImplementation(() => wall);
    folder = temporaryFolder();
    log = new LogWriter(openForWriting(folder.path('ledger.db')));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    log.close();
    folder.remove();
  });

  const inWriter = (): Ledger => {
    const work = new DecideInWriter(SLICES, SCHEMAS, log);
    const ask = async (request: unknown) => work.do(request as WorkOfWriter);
    return new WriterLedger({ ask, standing: async () => work.doubt() });
  };
  const optimistic = (): Ledger =>
    new OptimisticLedger(new InMemoryEventStore(), SLICES, SCHEMAS, { now: clock(undefined, () => 0) });

  const WRITER = { of: 'the writer of the log', ledgerOf: inWriter, passed: 'answered' };
  const OTHERS = { of: 'one process of several', ledgerOf: optimistic, passed: ClockImplausible };

  it.each([
    { ...WRITER, clock: 'is right', days: 0, toCome: NotYet },
    { ...WRITER, clock: 'leapt by two days', days: 2, toCome: ClockImplausible },
    { ...WRITER, clock: 'leapt by four hundred days', days: 400, toCome: ClockImplausible },
    { ...WRITER, clock: 'was set back by two days', days: -2, toCome: ClockImplausible },
    { ...WRITER, clock: 'was set back by four hundred days', days: -400, toCome: ClockImplausible },
    { ...OTHERS, clock: 'is right', days: 0, passed: 'answered', toCome: NotYet },
    { ...OTHERS, clock: 'leapt by four hundred days', days: 400, toCome: ClockImplausible },
    { ...OTHERS, clock: 'was set back by two days', days: -2, toCome: ClockImplausible },
  ])('is refused, days as instants, where the clock of $of $clock', async ({ ledgerOf, days, passed, toCome }) => {
    const events = Object.assign(new InMemoryEventStore(), { shared: ledgerOf === optimistic });
    await new Historian(events).recordAt('2024-12-29T08:00:00.000Z' as Instant, joined('north', 'a'));
    const ledger = ledgerOf();
    // As the writer is each second.
    expect(await ledger.doubt()).toBeUndefined();
    const past = new AskedPast({ events, ledger, replay: async () => ({ row: undefined }) });
    const asking = { caller: 'a', signal: new AbortController().signal };
    const outcome = (moment: Moment): Promise<unknown> =>
      past.row('rosters', 'north', moment, asking).then(
        () => 'answered',
        (error: Error) => error.constructor,
      );
    wall += days * DAY_MS;
    for (const moment of PASSED) expect([moment, await outcome(moment)]).toEqual([moment, passed]);
    for (const moment of TO_COME) expect([moment, await outcome(moment)]).toEqual([moment, toCome]);
    await events.close();
  });
});
