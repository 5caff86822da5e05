import { describe, expect, it } from '@jest/globals';
import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import { onAndOn } from '../../src/log/eventstoredb/catch-up.js';
import { positionAt } from '../../src/log/eventstoredb/log-position.js';
import type { FollowingOptions, Heard } from '../../src/log/eventstoredb/readings.js';
import { Outages } from '../../src/log/outages.js';

type Happening = 'SILENCE' | 'FOREIGN' | 'CHECKPOINT' | 'OURS' | 'COPY';

/** The head of the log: far ahead of what is followed. */
const HEAD = positionAt(1_000_000n);

/** How often a subscription is taken up again until all of this was said; each begins with its confirmation. */
async function takenUp(said: readonly Happening[]): Promise<number> {
  const stop = new AbortController();
  let [at, begun] = [0, 0];
  let commit = 0n;
  const event = () => ({ position: positionAt(commit), id: String(commit) }) as Recorded;
  const following = async function* (_: unknown, { checkpoint }: FollowingOptions): AsyncGenerator<Heard, void> {
    begun += 1;
    yield undefined;
    for (let happening = said[at]; happening !== undefined; happening = said[at]) {
      at += 1;
      if (happening === 'OURS') commit += 10n;
      if (happening === 'CHECKPOINT') checkpoint?.();
      else if (happening === 'SILENCE') yield undefined;
      else yield { events: happening === 'FOREIGN' ? [] : [event()], size: 1 };
    }
    stop.abort();
  };
  const batches = onAndOn(
    BEGINNING,
    { asked: { at: async () => event(), connection: 0, certain: async () => true }, readings: { following } },
    {
      ...{ most: 1, patience: 1, silence: 1, signal: stop.signal, waits: { first: 1, longest: 1 } },
      ...{ head: async (): Promise<Position> => HEAD, reconnecting: () => undefined, store: 'the server' },
      outages: new Outages(() => undefined),
    },
  );
  for await (const _ of batches);
  return begun - 1;
}

const SIGNS: readonly Happening[] = ['FOREIGN', 'CHECKPOINT', 'OURS', 'COPY'];
const LONG = 50;

describe('a subscription far behind the head of the log', () => {
  it('is taken up again when one silence follows the other', async () => {
    expect([await takenUp(['SILENCE', 'SILENCE']), await takenUp(['SILENCE', 'SILENCE', 'SILENCE'])]).toEqual([1, 1]);
    for (const sign of SIGNS) expect([sign, await takenUp(['OURS', sign, 'SILENCE', 'SILENCE'])]).toEqual([sign, 1]);
  });

  it.each(SIGNS)('is not for a run without silence, however long: %s', async (sign) => {
    expect(await takenUp(['OURS', ...Array.from({ length: LONG }, () => sign)])).toBe(0);
  });

  it.each(SIGNS)('is not as long as signs of life come between its silences: %s', async (sign) => {
    expect(await takenUp(['OURS', ...Array.from({ length: LONG }, () => ['SILENCE', sign] as const).flat()])).toBe(0);
  });
});
