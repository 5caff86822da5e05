import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { clock, ClockImplausible } from '../../src/deciding/clock.js';
import { StoreUnavailable } from '../../src/log/event-store.js';
import { instantOf } from '../../src/kernel/instant.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { METADATA, NOON, noted, streamOf } from '../support/store-events.js';
import { REGISTER, signingOn, toSign } from '../support/store-commands.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.parse(NOON);

describe('a clock that leaps', () => {
  it.each([
    ['by more than a minute ahead', MINUTE + 1, true],
    ['by twenty hours ahead', 20 * 60 * MINUTE, true],
    ['by four hundred days ahead', 400 * DAY, true],
    ['by more than a minute back', -MINUTE - 1, true],
    ['by a minute ahead', MINUTE, false],
    ['by half a minute back', -30_000, false],
  ])('%s', (_, leap, refused) => {
    let [wall, passed] = [START, 0];
    const now = clock(
      () => wall,
      () => passed,
    );
    expect(now()).toBe(NOON);
    passed += 60_000;
    wall += 60_000 + leap;
    if (!refused) return expect(now()).toBe(instantOf(wall));
    for (const _ of ['once', 'again']) expect(now).toThrow(ClockImplausible);
    expect(now).toThrow('leapt to');
    // Set right, it is believed again.
    wall -= leap;
    expect(now()).toBe(instantOf(wall));
  });

  it('is not believed when it leapt before it was asked first', () => {
    let wall = START;
    const now = clock(
      () => wall,
      () => 0,
    );
    wall += 20 * 60 * MINUTE;
    expect(now).toThrow(ClockImplausible);
  });

  it.each([
    ['ahead', 55_000],
    ['back', -55_000],
    ['ahead by little', 1_000],
  ])('is not believed when it creeps %s', (_, step) => {
    let [wall, passed] = [START, 0];
    const now = clock(
      () => wall,
      () => passed,
    );
    const creep = (): void => {
      for (let look = 0; look < 3_000; look += 1) {
        [wall, passed] = [wall + 1_100 + step, passed + 1_100];
        now();
      }
    };
    expect(creep).toThrow(ClockImplausible);
    expect(Math.abs(wall - START - passed)).toBeLessThanOrEqual(MINUTE + Math.abs(step));
    wall = START + passed;
    expect(now()).toBe(instantOf(wall));
  });

  it('is believed when it is put right by a little each hour, as a time service does', () => {
    let [wall, passed] = [START, 0];
    const now = clock(
      () => wall,
      () => passed,
    );
    for (let hour = 0; hour < 24; hour += 1) {
      [wall, passed] = [wall + 60 * MINUTE + 2_000, passed + 60 * MINUTE];
      expect(now()).toBe(instantOf(wall));
    }
  });

  it('is believed after a long time in which nothing was asked', () => {
    let [wall, passed] = [START, 0];
    const now = clock(
      () => wall,
      () => passed,
    );
    now();
    [wall, passed] = [START + 90 * DAY, 90 * DAY];
    expect(now()).toBe(instantOf(wall));
  });
});

describe('a stream that was recorded with a clock that was ahead', () => {
  it.each([
    ['by more than a day takes nothing, as the store that is away', DAY + 1, 1],
    ['by a day is dated no earlier than its last event', DAY, 2],
  ])('%s', async (_, ahead, events) => {
    const store = new InMemoryEventStore();
    await store.append(REGISTER, 'absent', [noted('a', 'id', { ...METADATA, recordedAt: instantOf(START + ahead) })]);
    const sent = signingOn(store, { randomBytes })(toSign('Điện Biên', 'key'));
    if (events === 1) await expect(sent).rejects.toBeInstanceOf(StoreUnavailable);
    else await sent;
    const stored = await streamOf(store, REGISTER);
    expect(stored.map(({ metadata }) => metadata.recordedAt)).toEqual(
      Array.from({ length: events }, () => instantOf(START + ahead)),
    );
  });
});
