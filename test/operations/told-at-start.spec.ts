import { describe, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import { StoreUnavailable } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { clockAtStart } from '../../src/operations/told-at-start.js';
import { METADATA, noted } from '../support/store-events.js';

const NOW = Date.parse('2026-11-30T02:00:00.000Z');
const DAY = 86_400_000;

async function saidAfter(ago: number): Promise<readonly string[]> {
  const events = new InMemoryEventStore();
  const recordedAt = instantOf(NOW - ago);
  await events.append('unit-a', 'absent', [noted('a', 'id', { ...METADATA, recordedAt })]);
  return clockAtStart(events, NOW);
}

describe('what the last record says of the clock', () => {
  it.each([
    ['a minute ago', 60_000],
    ['a week ago', 7 * DAY],
    ['a moment ahead', -5_000],
  ])('is nothing when it is of %s', async (_, ago) => {
    expect(await saidAfter(ago)).toEqual([]);
  });

  it.each([
    ['more than a week ago', 400 * DAY, '400 days later: if the clock is ahead, stop and set it right'],
    ['twenty hours ahead', -20 * 3_600_000, 'if it is right, that record was made with a wrong one'],
  ])('is told when it is of %s', async (_, ago, words) => {
    expect(await saidAfter(ago)).toEqual([expect.stringContaining(words)]);
  });

  it('is nothing for an empty log, and for one that is away', async () => {
    expect(await clockAtStart(new InMemoryEventStore(), NOW)).toEqual([]);
    const away = { head: () => Promise.reject(new StoreUnavailable('It')), at: async () => undefined };
    expect(await clockAtStart(away, NOW)).toEqual([]);
    expect(await clockAtStart({ ...away, head: async () => BEGINNING }, NOW)).toEqual([]);
  });
});
