import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Refused } from '../../src/deciding/decision.js';
import { Echoes } from '../../src/deciding/optimistic/echoes.js';
import type { CommandRequest } from '../../src/deciding/request.js';
import type { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import { eventually } from '../support/eventually.js';
import { REGISTER, signingOn, toSign, type Sign } from '../support/store-commands.js';
import { streamOf } from '../support/store-events.js';

/** Longer than any busy machine takes. */
const PATIENCE = 120_000;

let met: StoreOnServer;
beforeEach(async () => {
  met = await StoreOnServer.start();
});
afterEach(() => met.stop());

/** A process that has seen the register, and follows the log. */
async function signatory(store: EventStoreDbEventStore = met.store) {
  const sign = signingOn(store, { echoes: new Echoes(store, () => undefined, PATIENCE) });
  let asked = 0;
  // Until the log is heard, what was appended is read back.
  await eventually(async () => {
    const name = `warm ${crypto.randomUUID()} ${(asked += 1)}`;
    return (await callsOf(() => sign(toSign(name, name)))).join() === 'append';
  });
  return sign;
}

async function callsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = met.server.calls.length;
  await work().catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });
  return met.server.calls.slice(before);
}

describe('a command on a stream that this process has seen', () => {
  it('costs the append, and what is more where it is refused, repeated or late', async () => {
    const sign = await signatory();
    const rival = signingOn(await met.another());
    await rival(toSign('rival', 'rival'));
    await sign(toSign('seen', 'seen'));
    expect(await callsOf(() => sign(toSign('a', 'a')))).toEqual(['append']);
    expect(await callsOf(() => sign(toSign('b', 'b')))).toEqual(['append']);
    expect(await callsOf(() => sign(toSign('a', 'again')))).toEqual(['read', 'gossip']);
    expect(await callsOf(() => sign(toSign('b', 'b')))).toEqual(['read', 'read']);
    await rival(toSign('c', 'c'));
    // Refused where it was, the one event that is there read for a repeat, and the stream.
    expect(await callsOf(() => sign(toSign('d', 'd')))).toEqual(['append', 'read', 'read', 'append']);
  });

  it('is answered as it was when each was read back', async () => {
    const sign = await signatory();
    const receipt = await sign(toSign(['a', 'head'], 'key'));
    const stored = (await streamOf(met.store, REGISTER)).slice(-2);
    expect(receipt).toEqual({
      stream: REGISTER,
      revision: stored[1]?.revision,
      position: stored[1]?.position,
      events: stored.map(({ id, type, revision }) => ({ id, type, revision })),
      warnings: [{ code: 'CONFLICT_OF_INTEREST', rule: 'b.4', facts: { unit: 'head' } }],
    });
    expect(await sign(toSign(['a', 'head'], 'key'))).toEqual(receipt);
  });

  it('tells the facts of another process from its own where both made the same event ids', async () => {
    const processes = [await signatory(), await signatory(await met.another())];
    for (const sign of processes) await sign(toSign(crypto.randomUUID(), crypto.randomUUID()));
    // Both have seen the same stream.
    for (const sign of processes) await sign(toSign('seen', 'seen'));
    met.server.delay = 50;
    for (let round = 0; round < 5; round += 1) {
      const key = `key ${round}`;
      const requests: readonly CommandRequest<Sign>[] = [toSign(`a ${round}`, key), toSign(`b ${round}`, key)];
      const answers = await Promise.all(
        processes.map((sign, nth) =>
          sign(requests[nth]!).then(
            () => 'SIGNED',
            (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
          ),
        ),
      );
      expect([...answers].sort()).toEqual(['DUPLICATE_COMMAND', 'SIGNED']);
      const last = (await streamOf(met.store, REGISTER)).at(-1);
      expect(last?.data).toMatchObject({ name: answers[0] === 'SIGNED' ? `a ${round}` : `b ${round}` });
      for (const sign of processes) await sign(toSign(`seen ${round}`, `seen ${round}`));
    }
  });

  it('is read back where the log is not heard', async () => {
    const store = await met.another();
    const sign = signingOn(store, { echoes: new Echoes(store, () => undefined, 0) });
    for (const name of ['a', 'b', 'c', 'd', 'e']) expect((await sign(toSign(name, name))).events).toHaveLength(1);
    expect((await streamOf(met.store, REGISTER)).map(({ data }) => ('name' in data ? data.name : ''))).toEqual([
      ...['a', 'b', 'c', 'd', 'e'],
    ]);
  });
});
