import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ClockImplausible } from '../../src/deciding/clock.js';
import { DecideInWriter } from '../../src/deciding/in-writer/decide-in-writer.js';
import type { Ledger } from '../../src/deciding/ledger.js';
import type { DecideRequest } from '../../src/deciding/request.js';
import { OptimisticLedger } from '../../src/deciding/optimistic/optimistic-ledger.js';
import { type Instant, instantOf } from '../../src/kernel/instant.js';
import { ledgerOn } from '../../src/ledger-on.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForWriting } from '../../src/log/sqlite/open-log.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { SCHEMAS, SLICES } from '../../src/slices.js';
import { METADATA, noted, streamOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const HOUR_MS = 3_600_000;

function registering(unitId: string): DecideRequest {
  const text = { vi: unitId };
  const data = { unitId, kind: 'DEPARTMENT', name: { full: text, short: text }, occurredOn: { date: '2020-01-01' } };
  return {
    command: { type: 'RegisterUnit', data },
    requested: {
      mode: { kind: 'ACT' },
      origin: { ...METADATA.origin, role: 'administrator' },
      idempotencyKey: unitId,
      correlationId: unitId,
      policy: 1,
    },
  };
}

describe('settling an instant', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: SqliteEventStore;
  let ledger: Ledger;

  beforeEach(async () => {
    folder = temporaryFolder();
    store = await SqliteEventStore.open(folder.path('ledger.db'));
    ledger = ledgerOn(store);
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  it('waits in the writer for what was asked before', async () => {
    const before = ledger.decide(registering('so-truoc'));
    expect(await ledger.settles(instantOf(Date.now() - 1))).toBe(0);
    expect(await streamOf(store, 'unit-so-truoc')).toHaveLength(1);
    await before;
  });

  it('is not for an instant that is ahead of the clock of the writer, and moves nothing', async () => {
    for (const ahead of [5_000, HOUR_MS, 20 * HOUR_MS]) {
      expect(await ledger.settles(instantOf(Date.now() + ahead))).toBeUndefined();
    }
    await ledger.decide(registering('so-sau'));
    const [event] = await streamOf(store, 'unit-so-sau');
    expect(event && event.metadata.recordedAt <= instantOf(Date.now())).toBe(true);
  });

  it('is for what the writer has passed, and nothing is decided at it later, though the clock is set back a little', () => {
    let wall = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => wall);
    const log = new LogWriter(openForWriting(folder.path('another.db')));
    const work = new DecideInWriter(SLICES, SCHEMAS, log);
    const settle = instantOf(wall - 1);
    expect(work.do({ settle })).toEqual({ settled: true });
    wall -= 5_000;
    expect(work.do({ settle })).toEqual({ settled: true });
    log.begin();
    expect(work.do(registering('so-sau'))).toMatchObject({ again: false });
    log.commit();
    expect(log.last.recordedAt && log.last.recordedAt > settle).toBe(true);
    log.close();
    jest.restoreAllMocks();
  });

  describe('where the last record is of a later instant than the clock says', () => {
    const again = async (trustClock: boolean): Promise<void> => {
      await store.close();
      store = await SqliteEventStore.open(folder.path('ledger.db'), { trustClock });
      ledger = ledgerOn(store);
    };

    it.each([HOUR_MS, 20 * HOUR_MS, 400 * 24 * HOUR_MS])(
      'records nothing and says why, until the operator says that the clock is right: by %i ms',
      async (ahead) => {
        const recordedAt = instantOf(Date.now() + ahead);
        await store.append('unit-sai', 'absent', [noted('ahead', 'id', { ...METADATA, recordedAt })]);
        await again(false);
        await expect(ledger.decide(registering('so-mot'))).rejects.toThrow(ClockImplausible);
        expect(await ledger.doubt()).toContain(`the ledger has come to ${recordedAt} already`);
        await again(true);
        await ledger.decide(registering('so-mot'));
        expect(await ledger.doubt()).toBeUndefined();
        // What is recorded by the right clock is the last record now.
        await again(false);
        await ledger.decide(registering('so-hai'));
        const [one] = await streamOf(store, 'unit-so-mot');
        const [two] = await streamOf(store, 'unit-so-hai');
        expect([one, two].every((event) => event && event.metadata.recordedAt <= instantOf(Date.now()))).toBe(true);
      },
    );

    const record = (stream: string, at: 'absent' | number, recordedAt: Instant) =>
      store.append(stream, at, [noted('ahead', undefined, { ...METADATA, recordedAt })]);
    const doubtAgain = async (): Promise<string | undefined> => {
      await again(false);
      return ledger.doubt();
    };

    it('believes the clock once for all that a stream which is ahead has dated, and dates later', async () => {
      const ahead = instantOf(Date.now() + 20 * HOUR_MS);
      await record('unit-sai', 'absent', ahead);
      await again(true);
      expect(await ledger.doubt()).toBeUndefined();
      for (let revision = 0; revision < 3; revision += 1) {
        // As what is decided in it is: no earlier than what was recorded in it before.
        await record('unit-sai', revision, ahead);
        expect([revision, await doubtAgain()]).toEqual([revision, undefined]);
      }
      await ledger.decide(registering('so-mot'));
      const [one] = await streamOf(store, 'unit-so-mot');
      expect(one && one.metadata.recordedAt < ahead).toBe(true);
    });

    it('believes it for nothing that a clock has dated since', async () => {
      const ahead = instantOf(Date.now() + 20 * HOUR_MS);
      await record('unit-sai', 'absent', ahead);
      await again(true);
      await record('unit-khac', 'absent', ahead);
      await record('unit-sai', 0, ahead);
      expect(await doubtAgain()).toContain(`the ledger has come to ${ahead} already`);
      await again(true);
      await record('unit-khac', 0, instantOf(Date.parse(ahead) + 1));
      expect(await doubtAgain()).toContain('the ledger has come to');
    });

    it('waits in what it records for a clock that is corrected', async () => {
      const recordedAt = instantOf(Date.now() + 9_000);
      await store.append('unit-sai', 'absent', [noted('ahead', 'id', { ...METADATA, recordedAt })]);
      await again(false);
      await ledger.decide(registering('so-mot'));
      const [one] = await streamOf(store, 'unit-so-mot');
      expect(one && one.metadata.recordedAt >= recordedAt).toBe(true);
    });
  });

  it('is a matter of time where others decide as well', async () => {
    const now = instantOf(Date.parse('2025-03-21T05:00:00.000Z'));
    const optimistic = new OptimisticLedger(new InMemoryEventStore(), SLICES, SCHEMAS, { now: () => now });
    const wait = (msAgo: number) => optimistic.settles(instantOf(Date.parse(now) - msAgo));
    expect([await wait(0), await wait(1), await wait(4_000), await wait(10_000), await wait(HOUR_MS)]).toEqual([
      undefined,
      ...[9_999, 6_000, 0, 0],
    ]);
  });
});
