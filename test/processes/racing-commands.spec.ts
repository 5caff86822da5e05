import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refused } from '../../src/deciding/decision.js';
import { FoldedStreams } from '../../src/deciding/folded-streams.js';
import type { CommandRequest } from '../../src/deciding/request.js';
import { Echoes } from '../../src/deciding/optimistic/echoes.js';
import type { Receipt } from '../../src/deciding/receipt.js';
import { judge, refuse, type Deciding } from '../../src/kernel/decider.js';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import type { RefusalCode } from '../../src/kernel/refusal-table.js';
import { OutcomeUnknown, RevisionConflict, StoreUnavailable } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import {
  SCHEMAS,
  signing,
  signingOn,
  toSign,
  type Sign,
  type Signatures,
  type Signed,
} from '../support/store-commands.js';
import { logOf } from '../support/store-events.js';
import { type Fate, RacingStore } from './racing-store.js';

const SCHEDULES = 2_000;
const PROCESSES = 3;

/** How often a caller asks again who does not know what became of a command: each time in another process. */
const ASKS_AGAIN = 6;

const streamOf = (number: number): string => `emulationYear-s2-${2020 + number}`;

/** One that begins with `+` is signed beside another, which has to be there before. */
const decider: typeof signing = {
  ...signing,
  decide: (command, state) =>
    command.data.names.some((name) => name.startsWith('+'))
      ? judge(command.mode, countersign(command.data.names, state))
      : signing.decide(command, state),
};

function* countersign(names: readonly string[], { names: signed }: Signatures): Deciding<Signed> {
  for (const name of names) {
    if (!signed.includes(name.replace('+', ''))) yield* refuse('UNKNOWN_UNIT', { unit: name });
  }
  return names.map((name, index) => ({ type: 'Signed', data: { name, nth: signed.length + index } }));
}

/** A command of a caller, by name; `stale`: its `If-Match` is so many revisions away from where the stream is when it is sent. */
const COMMAND = fc.record({
  process: fc.nat({ max: PROCESSES - 1 }),
  stream: fc.nat({ max: 1 }),
  key: fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5'),
  names: fc.constantFrom(['a'], ['b'], ['c'], ['+a'], ['+b'], ['d', 'e'], ['+c', '+c']),
  match: fc.option(fc.integer({ min: -1, max: 0 }), { nil: undefined, freq: 4 }),
});
const UPSET = fc.record({ process: fc.nat({ max: PROCESSES - 1 }), upset: fc.constantFrom('DEPOSED', 'RECONNECTED') });
const FATE = fc.constantFrom<Fate[]>('ANSWERED', 'ANSWERED', 'ANSWERED', 'ANSWERED', 'ANSWER_LOST', 'NEVER_ARRIVES');

/** `others`: how many had signed in the other stream when it was first sent. */
type Sent = Readonly<{
  stream: string;
  key: string;
  names: readonly string[];
  match: number | 'absent' | undefined;
  others: number;
}>;

/** What came of it, and how long the stream was when it was first sent. */
type Signatured = Readonly<{ signed: number }>;
type Outcome = Readonly<{ sent: Sent; known: readonly string[]; answer: Receipt | Error }>;

async function namesIn(log: InMemoryEventStore, stream: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { data } of log.read<Signed>(stream)) names.push(data.name);
  return names;
}

/** One process, and how it gathers of the other stream: how many signed there. */
type Process = Readonly<{
  sign: ReturnType<typeof signingOn>;
  store: RacingStore;
  streams: FoldedStreams<Signatures, Signed>;
}>;

async function gatheredBy({ store, streams }: Process, request: CommandRequest<Sign>) {
  const { connection } = store;
  const other = request.stream === streamOf(0) ? streamOf(1) : streamOf(0);
  const { state, revision, eventId = '' } = await streams.load(other);
  const data = { signed: state.names.length };
  const fact = { stream: other, revision: revision === 'absent' ? -1 : revision, eventId, type: 'Signatures', data };
  return { request: { ...request, gathered: [fact] }, connection };
}

/** Asks until it is known what became of it, as a caller should. */
async function asked(
  { stream, key, names, match }: Sent,
  from: number,
  processes: readonly Process[],
): Promise<Receipt | Error> {
  let answer: Receipt | Error = new Error('never asked');
  for (let nth = 0; nth < ASKS_AGAIN; nth += 1) {
    const process = processes[(from + nth) % processes.length]!;
    const request = toSign(names, key, { stream, ...(match === undefined ? {} : { ifMatch: match }) });
    answer = await process.sign(request, () => gatheredBy(process, request)).catch((error: unknown) => error as Error);
    if (!(answer instanceof OutcomeUnknown || answer instanceof StoreUnavailable)) return answer;
  }
  return answer;
}

const decisionOf = (events: readonly Recorded[], { stream, key }: Sent): readonly Recorded<Signed>[] =>
  events.filter((event) => event.stream === stream && event.metadata.decision.key === key) as Recorded<Signed>[];

/** Holds an answer to what the log has in the end. */
function judged({ sent, known, answer }: Outcome, events: readonly Recorded[]): void {
  const decision = decisionOf(events, sent);
  if (!(answer instanceof Error)) return recorded(answer, sent, decision);
  if (answer instanceof Refused) {
    const isRight = refused[answer.refusal.code];
    // No other no can be right here.
    expect([answer.refusal.code, isRight]).toEqual([answer.refusal.code, expect.any(Function)]);
    return isRight?.({ sent, known, answer }, events);
  }
  if (answer instanceof RevisionConflict) {
    // It knew all that was there when it was asked.
    expect(answer.actual === 'absent' ? 0 : answer.actual + 1).toBeGreaterThanOrEqual(known.length);
    return expect(answer.actual).not.toBe(sent.match);
  }
  expect([OutcomeUnknown, StoreUnavailable]).toContain(answer.constructor);
}

/** Nothing lost: it is there, it is what this caller asked for, and the receipt is that of every other answer. */
function recorded(receipt: Receipt, { stream, names }: Sent, decision: readonly Recorded<Signed>[]): void {
  expect(decision.map(({ data }) => data.name)).toEqual(names);
  const { revision, position } = decision.at(-1)!;
  const events = decision.map((event) => ({ id: event.id, type: event.type, revision: event.revision }));
  expect(receipt).toEqual({ stream, revision, position, events, warnings: [] });
}

/** Each yes rests on all that was acknowledged of the other stream when it was asked, by whoever asked it. */
function groundedOnAll(events: readonly Recorded[], outcomes: readonly Outcome[]): void {
  for (const { stream, metadata } of events) {
    const { command, decision } = metadata;
    const [fact] = command?.gathered ?? [];
    if (fact === undefined) continue;
    const asking = outcomes.filter(({ sent }) => sent.stream === stream && sent.key === decision.key);
    expect((fact.data as Signatured).signed).toBeGreaterThanOrEqual(Math.min(...asking.map(({ sent }) => sent.others)));
  }
}

/** When each no is right. */
const refused: Partial<Record<RefusalCode, (outcome: Outcome, events: readonly Recorded[]) => void>> = {
  DUPLICATE_COMMAND: ({ sent }, events) => {
    const signed = decisionOf(events, sent).map(({ data }) => data.name);
    expect(signed).not.toEqual([]);
    expect(signed).not.toEqual(sent.names);
  },
  ALREADY_SIGNED: ({ sent }, events) => {
    expect(namesOf(events, sent).some((name) => sent.names.includes(name))).toBe(true);
  },
  UNKNOWN_UNIT: ({ sent, known }) => {
    expect(sent.names.every((name) => known.includes(name.replace('+', '')))).toBe(false);
  },
};

const namesOf = (events: readonly Recorded[], { stream }: Sent): readonly string[] =>
  events.filter((event) => event.stream === stream).map(({ data }) => (data as Signed['data']).name);

/** Nothing doubled, and no revision left out. */
function sound(events: readonly Recorded[]): void {
  const ids = events.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const stream of [streamOf(0), streamOf(1)]) {
    const history = events.filter((event) => event.stream === stream);
    expect(history.map(({ revision }) => revision)).toEqual(history.map((_, nth) => nth));
    // Each was decided on all that was before it.
    expect(history.map(({ data }) => (data as Signed['data']).nth)).toEqual(history.map((_, nth) => nth));
  }
}

describe('processes that race for the same streams', () => {
  it('double nothing, lose nothing, answer alike and give no wrong no and no yes on stale facts, in whatever order calls come and answers are lost', async () => {
    const told = { receipts: 0, refusals: 0, conflicts: 0, unknown: 0 };
    const race = fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.oneof({ weight: 5, arbitrary: COMMAND }, { weight: 1, arbitrary: UPSET }), {
        minLength: 4,
        maxLength: 14,
      }),
      fc.infiniteStream(FATE),
      async (scheduler, turns, fates) => {
        const log = new InMemoryEventStore();
        const step = (what: string) => scheduler.schedule(Promise.resolve(), what);
        const nextFate = (): Fate => fates.next().value as Fate;
        const stores = Array.from({ length: PROCESSES }, () => new RacingStore(log, step, nextFate));
        const pause = async (): Promise<void> => void (await step('pause'));
        const processes = stores.map((store) => {
          const streams = new FoldedStreams({ store, fold: decider.fold, schemas: SCHEMAS }, 1_000);
          const echoes = new Echoes(store, (event) => streams.heard(event), 0);
          return { store, streams, sign: signingOn(store, { decider, pause, streams, echoes }) };
        });
        const outcomes: Outcome[] = [];
        const play = async (turn: (typeof turns)[number]): Promise<void> => {
          await step('sent');
          if ('upset' in turn) {
            const store = stores[turn.process]!;
            return turn.upset === 'DEPOSED' ? store.depose() : store.reconnect();
          }
          const stream = streamOf(turn.stream);
          const known = await namesIn(log, stream);
          const reached = known.length - 1 + (turn.match ?? 0);
          const match = turn.match === undefined ? undefined : reached < 0 ? 'absent' : reached;
          const others = (await namesIn(log, streamOf(1 - turn.stream))).length;
          const sent: Sent = { stream, key: turn.key, names: turn.names, match, others };
          outcomes.push({ sent, known, answer: await asked(sent, turn.process, processes) });
        };
        await scheduler.waitFor(Promise.all(turns.map(play)));
        const events = await logOf(log, BEGINNING);
        await log.close();
        sound(events);
        groundedOnAll(events, outcomes);
        for (const outcome of outcomes) {
          judged(outcome, events);
          const { answer } = outcome;
          if (!(answer instanceof Error)) told.receipts += 1;
          else if (answer instanceof Refused) told.refusals += 1;
          else if (answer instanceof RevisionConflict) told.conflicts += 1;
          else told.unknown += 1;
        }
      },
    );
    await fc.assert(race, { numRuns: SCHEDULES });
    // All of it was met.
    expect([told.receipts, told.refusals, told.conflicts].every((count) => count > 100)).toBe(true);
    process.stdout.write(`${SCHEDULES} schedules: ${JSON.stringify(told)}\n`);
  });
});
