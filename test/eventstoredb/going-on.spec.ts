import { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Refused } from '../../src/deciding/decision.js';
import { FoldedStreams } from '../../src/deciding/folded-streams.js';
import { Echoes } from '../../src/deciding/optimistic/echoes.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { REFUSALS } from '../support/eventstoredb/protocol.js';
import { StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import { eventually } from '../support/eventually.js';
import { onceAvailable, onceSettled } from '../support/once-available.js';
import { REGISTER, SCHEMAS, signing, signingOn, toSign } from '../support/store-commands.js';
import { logOf, noted, streamOf, textsOf } from '../support/store-events.js';

let met: StoreOnServer;
let client: EventStoreDBClient;

async function start(version: string): Promise<void> {
  met = await StoreOnServer.start({ version });
  client = EventStoreDBClient.connectionString(met.server.url);
}
afterEach(async () => {
  await client.dispose();
  await met.stop();
});

type Followed = Readonly<{ texts: string[]; failure: () => unknown; end: () => Promise<void> }>;

function following(after: Position = BEGINNING): Followed {
  const stop = new AbortController();
  const texts: string[] = [];
  let failure: unknown;
  const done = (async () => {
    for await (const batch of met.store.subscribe(after, stop.signal)) texts.push(...textsOf(batch));
  })().catch((error: unknown) => (failure = error));
  const end = async () => {
    stop.abort();
    await done;
  };
  return { texts, failure: () => failure, end };
}

/** Read once the store asks its server again. */
const everything = () => onceAvailable(() => logOf(met.store, BEGINNING));

const subscriptions = () => met.server.readings.filter(({ followsAfter }) => followsAfter !== undefined).length;

/** Breaks the link; what is done meanwhile is done before it is there again. */
async function cutWhile(meanwhile: () => Promise<unknown> | void): Promise<void> {
  const before = subscriptions();
  met.server.refuses = REFUSALS.BUSY();
  met.server.gate.cut();
  await meanwhile();
  met.server.refuses = undefined;
  await eventually(() => subscriptions() > before);
}

describe.each(['23.10.6', '24.10.4', '25.0.0'])('a follower of a log on %s', (version) => {
  beforeEach(() => start(version));

  it('sees what is written while its link is cut before the first event of ours', async () => {
    const follower = following();
    await eventually(() => subscriptions() === 1);
    // The checkpoint on going live is on its way.
    await met.store.head();
    await cutWhile(() => written('unit-1', 'a'));
    await written('unit-2', 'b');
    await eventually(() => follower.texts.length > 0);
    await follower.end();
    expect(textsOf(await everything())).toEqual(['a', 'b']);
    expect(follower.texts[0]).toBe('a');
  });

  it('passes over none of ours when events of others are scavenged while its link is cut', async () => {
    await client.setStreamMetadata('invoice-1', { maxAge: 1 });
    await written('unit-0', '0');
    const follower = following();
    await eventually(() => follower.texts.length === 1);
    for (let index = 0; index < 1100; index += 1) met.server.foreign('invoice-1');
    await met.store.head();
    await cutWhile(async () => {
      met.server.log.scavenge();
      await written('unit-1', '1');
      await written('unit-2', '2');
    });
    await eventually(() => follower.texts.includes('2'));
    await follower.end();
    expect(follower.texts).toEqual(['0', '1', '2']);
  });

  it.each([
    ['shorter', 0],
    ['longer', 9],
  ])('says so and delivers nothing more where an older copy was put back, now %s than it was', async (_, more) => {
    for (const unit of ['unit-1', 'unit-2', 'unit-3']) await written(unit, unit);
    const follower = following();
    await eventually(() => follower.texts.length === 3);
    await brokenAfter(async () => {
      met.server.log.putBack(2);
      for (let nth = 0; nth < more; nth += 1) await written(`unit-x${nth}`, `x${nth}`);
    });
    await eventually(() => follower.failure() !== undefined);
    expect(follower.texts).toEqual(['unit-1', 'unit-2', 'unit-3']);
    expect(String(follower.failure())).toMatch(/another log, or an older copy/);
    const head = await onceAvailable(() => met.store.head());
    expect(head).toBe((await everything()).at(-1)?.position);
  });
});

describe('a process that decided on a log of which an older copy is put back', () => {
  beforeEach(() => start('23.10.6'));

  const names = async () => {
    const events = await onceAvailable(() => streamOf(met.store, REGISTER));
    return events.map(({ data }) => ('name' in data ? data.name : ''));
  };

  /** Signs a, b and c, and takes the last two of them back. */
  async function putBack(): Promise<ReturnType<typeof signingOn>> {
    const sign = signingOn(met.store);
    for (const name of ['a', 'b', 'c']) await sign(toSign(name, name));
    // The stream is seen with all of them.
    await sign(toSign('c', 'c'));
    met.server.log.putBack(met.server.log.records.length - 2);
    return sign;
  }

  it('folds the stream anew, and decides on what there is', async () => {
    const sign = await putBack();
    expect((await sign(toSign('d', 'd'))).revision).toBe(1);
    expect((await sign(toSign('b', 'b'))).revision).toBe(2);
    expect(await names()).toEqual(['a', 'd', 'b']);
  });

  it('refuses nothing for what the log does not have any more', async () => {
    const sign = await putBack();
    expect((await sign(toSign('b', 'another key'))).revision).toBe(1);
    expect(await names()).toEqual(['a', 'b']);
  });

  it('decides a command anew that was lost with the log, under its own key', async () => {
    const sign = await putBack();
    expect((await sign(toSign('c', 'c'))).revision).toBe(1);
    expect(await names()).toEqual(['a', 'c']);
  });

  /** Whoever follows the log does so over a connection of its own: no other call opens this one but the one that is named. */
  const FIRST: Readonly<Record<string, () => Promise<unknown>>> = {
    'its own append would be': async () => undefined,
    'a reading is': () => onceAvailable(() => met.store.head()),
  };
  it.each(
    Object.keys(FIRST).flatMap((first) => [
      [first, 'refuses what was signed there', 'x', 'ALREADY_SIGNED'],
      [first, 'signs what was not', 'c', 'SIGNED'],
    ]),
  )('decides on what there is where %s the first to reach the copy, and %s', async (first, _, name, answer) => {
    const sign = signingOn(met.store, { echoes: new Echoes(await met.another(), () => undefined, 0) });
    const other = signingOn(await met.another());
    for (const seen of ['a', 'b', 'c']) await sign(toSign(seen, seen));
    await sign(toSign('c', 'c'));
    met.server.log.putBack(met.server.log.records.length - 2);
    for (const signed of ['x', 'y']) await other(toSign(signed, signed));
    met.server.gate.cut();
    await FIRST[first]?.();
    const said = await onceSettled(() => sign(toSign(name, 'its key'))).then(
      () => 'SIGNED',
      (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
    );
    expect(said).toBe(answer);
    expect((await sign(toSign('last', 'last'))).revision).toBe(answer === 'SIGNED' ? 4 : 3);
    expect(await names()).toEqual(['a', 'x', 'y', ...(answer === 'SIGNED' ? ['c'] : []), 'last']);
    const stored = (await streamOf(met.store, REGISTER)).map(({ data }) => ('nth' in data ? data.nth : -1));
    expect(stored).toEqual(stored.map((__, nth) => nth));
  });

  /** What was signed since by another process, beside what the stream looks like then to who had folded a, b and c. */
  it.each([
    ['shorter', 2, [], ['a']],
    ['as long, with other events', 2, ['x', 'y'], ['a', 'x', 'y']],
    ['as long, with the last one again', 2, ['x', 'c'], ['a', 'x', 'c']],
    ['longer', 2, ['x', 'y', 'z'], ['a', 'x', 'y', 'z']],
    ['not there', 3, [], []],
    ['another one', 3, ['x', 'y', 'z', 'u'], ['x', 'y', 'z', 'u']],
    ['whole', 0, ['x'], ['a', 'b', 'c', 'x']],
  ])('folds no gathered stream into what it knew of it: now it is %s', async (_, lost, signed, seen) => {
    const streams = new FoldedStreams({ store: met.store, fold: signing.fold, schemas: SCHEMAS }, 1_000);
    const sign = signingOn(met.store);
    for (const name of ['a', 'b', 'c']) await sign(toSign(name, name));
    await streams.load(REGISTER);
    met.server.log.putBack(met.server.log.records.length - lost);
    const other = signingOn(await met.another());
    for (const name of signed) await other(toSign(name, name));
    const loads = await Promise.all([streams.load(REGISTER), streams.load(REGISTER)]);
    expect(loads.map(({ state }) => state.names)).toEqual([seen, seen]);
    const { state, revision, decisions } = await streams.load(REGISTER);
    expect([state.names, revision]).toEqual([seen, seen.length === 0 ? 'absent' : seen.length - 1]);
    expect(decisions.size).toBe(seen.length);
  });
});

async function written(stream: string, text: string): Promise<void> {
  const bytes = Buffer.from(JSON.stringify({ text }));
  const metadata = Buffer.from(JSON.stringify(noted('').metadata));
  const event = { id: crypto.randomUUID(), type: 'Noted', contentType: 'application/json', data: bytes, metadata };
  met.server.log.write(stream, 'any', [event]);
}

/** As {@link cutWhile}, of a follower that is not to subscribe again: nothing of it reaches the old subscription. */
async function brokenAfter(meanwhile: () => Promise<unknown>): Promise<void> {
  await met.server.gate.shut();
  await meanwhile();
  await met.server.gate.open();
}
