import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { StoreUnavailable } from '../../src/log/event-store.js';
import { StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import { eventually } from '../support/eventually.js';
import { onceSettled } from '../support/once-available.js';
import { logOf, noted, textsOf } from '../support/store-events.js';

let met: StoreOnServer;
beforeEach(async () => {
  met = await StoreOnServer.start();
});
afterEach(() => met.stop());

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

/** Follows the log up to that many events. The subscriber waits for `each` after every batch. */
async function followed(count: number, each: (seen: number) => Promise<void> | void = () => undefined) {
  const stop = new AbortController();
  const texts: string[] = [];
  const positions: Position[] = [];
  for await (const batch of met.store.subscribe(BEGINNING, stop.signal, 20)) {
    texts.push(...textsOf(batch));
    positions.push(...batch.map(({ position }) => position));
    await each(texts.length);
    if (texts.length >= count) stop.abort();
  }
  return { texts, positions };
}

async function written(texts: readonly string[]): Promise<void> {
  for (const text of texts) await appended(text);
}

/** Also while the server is cut off again and again. */
async function appended(text: string): Promise<void> {
  const event = noted(text);
  await onceSettled(() => met.store.append(`unit-${text}`, 'absent', [event]));
}

describe('following the log', () => {
  it('sees 1,000 events once and in order across ten cuts, some of them while events are written', async () => {
    const texts = numbers(1000);
    await written(texts.slice(0, 600));
    const subscriptions = () => met.server.readings.filter(({ followsAfter }) => followsAfter !== undefined).length;
    let broken = 0;
    // Each breaks a subscription that none before it broke.
    const cut = (): void => {
      broken = subscriptions();
      met.server.gate.cut();
    };
    let cuts = 0;
    const writing = (async () => {
      for (const [index, text] of texts.slice(600).entries()) {
        await appended(text);
        if (index % 100 !== 50) continue;
        await eventually(() => subscriptions() > broken);
        cut();
      }
    })();
    const seen = await followed(1000, (count) => {
      if (count < (cuts + 1) * 90 || cuts === 6 || subscriptions() === broken) return;
      cuts += 1;
      cut();
    });
    await writing;
    expect(seen.texts).toEqual(texts);
    expect(seen.positions).toEqual([...seen.positions].sort());
    expect([cuts, subscriptions() > 10]).toEqual([6, true]);
  });

  it('goes on when the server was stopped and started again, with what was written meanwhile', async () => {
    await written(numbers(10));
    const seen = await followed(20, async (count) => {
      if (count !== 10) return;
      await met.server.gate.shut();
      for (const text of numbers(20).slice(10)) {
        const [first] = met.server.log.ofStream('unit-0');
        if (first)
          met.server.log.write(`unit-${text}`, 'no_stream', [
            { ...first, data: saying(text), id: crypto.randomUUID() },
          ]);
      }
      await met.server.gate.open();
    });
    expect(seen.texts).toEqual(numbers(20));
  });

  it('gives out once what the server sends twice', async () => {
    met.server.copies = 2;
    await written(numbers(30));
    expect((await followed(30)).texts).toEqual(numbers(30));
    expect(met.server.readings.some(({ sent }) => sent > 30)).toBe(true);
  });

  it('is slowed down by a slow reader instead of piling up', async () => {
    const long = 'x'.repeat(10_000);
    const stop = new AbortController();
    for (let index = 0; index < 600; index += 1) {
      await met.store.append('unit-1', index === 0 ? 'absent' : index - 1, [noted(`${index} ${long}`)]);
    }
    for await (const batch of met.store.subscribe(BEGINNING, stop.signal, 10)) {
      expect(batch.length).toBeLessThanOrEqual(10);
      // Many turns of the loop, in which a server without backpressure would send everything.
      for (let turn = 0; turn < 50; turn += 1) await met.store.head();
      const sent = met.server.readings.map((reading) => (reading.followsAfter === undefined ? 0 : reading.sent));
      expect(Math.max(...sent)).toBeLessThan(300);
      stop.abort();
    }
  });
});

describe('a follower that a server drops, since it reads too slowly while it is live', () => {
  it('gets everything once and in order, and keeps no other caller waiting', async () => {
    const texts = numbers(400);
    await written(texts.slice(0, 1));
    const drops = () => met.server.readings.filter(({ wasDropped }) => wasDropped).length;
    const seen = await followed(400, async (count) => {
      if (count !== 1) return;
      await met.store.append(
        'unit-1',
        'absent',
        texts.slice(1, 100).map((text) => noted(text)),
      );
      // Read by none, while the connection has no room for more.
      for (let nth = 1; nth < 4; nth += 1) {
        const long = numbers(100).map((text) => noted(`${Number(text) + nth * 100}`.padEnd(3_000)));
        await met.store.append('unit-1', nth * 100 - 2, long);
      }
      await eventually(() => drops() > 0);
    });
    expect(seen.texts.map((text) => text.trim())).toEqual(texts);
    expect(seen.positions).toEqual([...seen.positions].sort());
  });
});

describe('reading to the end of the log', () => {
  it('says so when the connection breaks on the way, instead of ending early', async () => {
    const long = 'x'.repeat(10_000);
    for (let index = 0; index < 200; index += 1) {
      await met.store.append('unit-1', index === 0 ? 'absent' : index - 1, [noted(`${index} ${long}`)]);
    }
    const reading = (async () => {
      for await (const batch of met.store.readAll(BEGINNING, 10)) {
        expect(batch).toHaveLength(10);
        await met.server.gate.shut();
      }
    })();
    await expect(reading).rejects.toThrow('does not answer');
    await met.server.gate.open();
  });
});

function saying(text: string): Uint8Array {
  return Buffer.from(JSON.stringify({ text }));
}

describe('reading the log', () => {
  it('is given up as of a server that is away where the server ends it in peace before the end', async () => {
    await appended('a');
    met.server.endsAtOnce = (request) => request.getOptions()?.hasSubscription() === true;
    await expect(logOf(met.store, BEGINNING)).rejects.toThrow(StoreUnavailable);
    met.server.endsAtOnce = () => false;
    expect(textsOf(await logOf(met.store, BEGINNING))).toEqual(['a']);
  });
});
