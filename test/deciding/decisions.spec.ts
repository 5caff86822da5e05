import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DecideInWriter, type ReplyOfWriter } from '../../src/deciding/in-writer/decide-in-writer.js';
import type { DecideRequest } from '../../src/deciding/request.js';
import type { Slice } from '../../src/deciding/slice.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { GroupCommit, type Task } from '../../src/log/sqlite/group-commit.js';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForWriting } from '../../src/log/sqlite/open-log.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import {
  REGISTER,
  SCHEMAS,
  signing,
  toSign,
  type Sign,
  type Signatures,
  type Signed,
} from '../support/store-commands.js';
import { logOf, noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const BUG = 'The rules contradict each other';

function bug(): never {
  throw new RangeError(BUG);
}

const register: Slice<Sign, Signatures, Signed> = {
  decisions: { Sign: { actor: 'UNIT' } },
  events: ['Signed'],
  decider: signing,
  streamOf: () => REGISTER,
  *gather() {
    return [];
  },
};

/** The same slice with a mistake in one of its functions. */
const MISTAKES: Readonly<Record<string, Slice<Sign, Signatures, Signed>>> = {
  naming: { ...register, streamOf: bug },
  gathering: { ...register, gather: bug },
  deciding: { ...register, decider: { ...signing, decide: bug } },
  folding: { ...register, decider: { ...signing, fold: { ...signing.fold, evolve: bug } } },
};

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let log: LogWriter;
let groups: GroupCommit<DecideRequest, ReplyOfWriter>;
beforeEach(() => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  log = new LogWriter(openForWriting(path));
  groups = new GroupCommit(log, new DecideInWriter(new Map(Object.entries({ register, ...MISTAKES })), SCHEMAS, log));
});
afterEach(() => folder.remove());

/** The type of the command names the slice here. */
function asked(slice: string, ...names: readonly string[]): DecideRequest {
  const { command, mode, origin, idempotencyKey, correlationId, policy } = toSign(names, `${slice} ${names.join(' ')}`);
  return { command: { ...command, type: slice }, requested: { mode, origin, idempotencyKey, correlationId, policy } };
}

const decide = (slice: string, ...names: readonly string[]): Task<DecideRequest> => ({ work: asked(slice, ...names) });
const append = (stream: string): Task<DecideRequest> => ({
  append: { stream, expected: 'absent', events: [noted(stream)] },
});

/** The names in the log, whether decided or appended. */
async function stored(): Promise<readonly unknown[]> {
  log.close();
  const store = await SqliteEventStore.open(path, { readOnly: true });
  const events = await logOf(store, BEGINNING);
  await store.close();
  expect(events.map(({ position }) => Number(position))).toEqual(events.map((_, at) => at + 1));
  return events.map(({ stream, revision, data }) => [stream, revision, data]);
}

const signed = (name: string, nth: number) => [REGISTER, nth, { name, nth }];
const appended = (stream: string) => [stream, 0, { text: stream }];

describe('a command of a group', () => {
  it.each(Object.keys(MISTAKES))('fails alone when there is a mistake in %s it', async (mistake) => {
    const before = groups.commit([
      append('unit-a'),
      decide('register', 'a'),
      decide(mistake, 'b'),
      decide('register', 'c'),
    ]);
    const after = groups.commit([decide(mistake, 'b'), decide('register', 'b'), append('unit-b')]);
    const failed = { failed: new RangeError(BUG) };
    expect(before).toMatchObject([
      { end: 1 },
      { reply: { receipt: { revision: 0 } } },
      failed,
      { reply: { receipt: { revision: 1 } } },
    ]);
    expect(after).toMatchObject([failed, { reply: { receipt: { revision: 2 } } }, { end: 5 }]);
    const all = [appended('unit-a'), signed('a', 0), signed('c', 1), signed('b', 2), appended('unit-b')];
    expect(await stored()).toEqual(all);
  });

  it('fails alone when the mistake shows as the second of its own events is folded', async () => {
    const evolve: typeof signing.fold.evolve = (state, event) =>
      event.data.name === 'b' ? bug() : signing.fold.evolve(state, event);
    const folding = { ...register, decider: { ...signing, fold: { ...signing.fold, evolve } } };
    groups = new GroupCommit(log, new DecideInWriter(new Map(Object.entries({ register, folding })), SCHEMAS, log));
    const outcomes = groups.commit([decide('folding', 'a'), decide('folding', 'd', 'b'), decide('folding', 'c')]);
    expect(outcomes).toMatchObject([
      { reply: { receipt: { revision: 0 } } },
      { failed: new RangeError(BUG) },
      { reply: { receipt: { revision: 1 } } },
    ]);
    expect(await stored()).toEqual([signed('a', 0), signed('c', 1)]);
  });

  it('fails alone when nobody decides it', async () => {
    const outcomes = groups.commit([decide('register', 'a'), decide('pledge', 'b'), append('unit-a')]);
    expect(outcomes).toMatchObject([
      { reply: { receipt: { revision: 0 } } },
      { failed: new RangeError('No slice decides pledge') },
      { end: 2 },
    ]);
    expect(await stored()).toEqual([signed('a', 0), appended('unit-a')]);
  });

  it('is refused alone when it breaks a rule or comes too late', async () => {
    const late: Task<DecideRequest> = {
      work: { ...asked('register', 'c'), requested: { ...asked('register', 'c').requested, ifMatch: 4 } },
    };
    const outcomes = groups.commit([
      decide('register', 'a'),
      decide('register', 'undated'),
      late,
      decide('register', 'b'),
    ]);
    expect(outcomes).toMatchObject([
      { reply: { receipt: { revision: 0 } } },
      { reply: { refused: { code: 'DOCUMENT_REQUIRED' } } },
      { conflict: { stream: REGISTER, expected: 4, actual: 0 } },
      { reply: { receipt: { revision: 1 } } },
    ]);
    expect(await stored()).toEqual([signed('a', 0), signed('b', 1)]);
  });

  it('stores nothing of an append when JSON cannot carry its last event', async () => {
    const nothing = { ...noted('b'), data: { toJSON: () => undefined } };
    const half: Task<DecideRequest> = {
      append: { stream: 'unit-a', expected: 'absent', events: [noted('a'), nothing] },
    };
    const outcomes = groups.commit([half, append('unit-b')]);
    expect(outcomes).toEqual([{ unwritable: 'TypeError: Noted is no JSON' }, { end: 1 }]);
    expect(await stored()).toEqual([appended('unit-b')]);
  });
});
