import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../kernel/canonical-json.js';
import { BEGINNING, type Position, type Recorded } from '../kernel/event.js';
import { type AppendLimit, AppendTooLarge } from './append-limit.js';
import type { EventStore, ExpectedRevision } from './event-store.js';
import { forCertain } from './for-certain.js';

/** Events read, and appended, at a time. */
const BATCH_SIZE = 500;

/** What one append holds at most in bytes, whatever the target takes: it is as much as a server takes unless it is told otherwise. */
const MOST_AT_ONCE = 1024 * 1024;

/** MEASURING: whether the target takes each event. COMPARING: what the target holds already. COPYING: what it lacks. VERIFYING: all of it, once more from the first event. */
export type MoveStep = 'MEASURING' | 'COMPARING' | 'COPYING' | 'VERIFYING';

export type Move = Readonly<{
  source: EventStore;
  target: EventStore;
  /**
   * Appends sent before the first is answered. More than one only to an engine that commits in the order of sending:
   * the order of the log is part of what is moved.
   */
  atOnce: number;
  /** The last event of the source that is moved; without it all are, and none may be written meanwhile. */
  until?: Position;
  /** What one append to the target may hold; without it as much as there is. */
  limit?: AppendLimit;
  progress: (step: MoveStep, events: number) => void;
}>;

/** What both logs hold: how many events, and the SHA-256, in hex, of their canonical JSON, a line for each. */
export type Moved = Readonly<{ events: number; digest: string }>;

/** The two logs are not the same at that place, counted from 1: what stands in the target came from somewhere else. */
export class LogsDiffer extends Error {
  constructor(
    readonly place: number,
    problem: string,
  ) {
    super(`Event ${place}: ${problem}`);
    this.name = 'LogsDiffer';
  }
}

type TooLarge = Readonly<{ place: number; bytes: number }> & Pick<AppendTooLarge, 'limit' | 'setting'>;

/** The target takes no append with that event in it, which is counted from 1 in the log. */
export class EventTooLarge extends Error {
  constructor({ stream, revision, type }: Recorded, { place, bytes, limit, setting }: TooLarge) {
    const most = limit === undefined ? 'less' : `${limit} at most`;
    super(
      `Event ${place} (${type}, revision ${revision} of ${stream}) has ${bytes} bytes, and the target takes ${most} in one append: ` +
        (setting === 'MaxAppendEventSize'
          ? 'leave its MaxAppendEventSize unset and move again'
          : 'raise its MaxAppendSize (16777216 at most) and move again'),
    );
    this.name = 'EventTooLarge';
  }
}

/** The target has an identity of its own: it was begun as another ledger, even if it holds no event yet. */
export class AnotherLog extends Error {
  constructor(source: string, target: string) {
    super(`The target is another ledger (${target}) than the source (${source}): move into an empty place`);
    this.name = 'AnotherLog';
  }
}

/**
 * Copies the log of one store into another, event by event: stream, revision, id, type, data, metadata and order stay, only
 * positions are new. The target was opened with the identity of the source and is empty or holds the beginning of the same
 * log, so the same call goes on after an interruption. At the end both are read from the first event and compared in full.
 * An event that the target would not take is named before anything is written, where the limit of the target is known. What the source
 * holds is all that was acknowledged: a node that leads no more would leave out the end of it.
 * @throws EventTooLarge when the target takes no append with an event of the source in it.
 * @throws AnotherLog when the target has another identity.
 * @throws LogsDiffer when the target holds anything else, or the source was written to meanwhile.
 */
export async function moveLog(move: Move): Promise<Moved> {
  const { source, target, progress } = move;
  await assertTaken(move);
  const [known, found] = [await source.identity(), await target.identity()];
  if (known !== found) throw new AnotherLog(known, found);
  const compared = (step: MoveStep): Promise<Compared> =>
    forCertain(source, () => compareLogs(move, (events) => progress(step, events)), {
      answers: () => true,
      errors: (error) => error instanceof LogsDiffer,
    });
  const begun = await compared('COMPARING');
  await copy(move, begun);
  const whole = await compared('VERIFYING');
  if (!whole.complete) {
    throw new LogsDiffer(whole.events + 1, 'the source was written to meanwhile; stop it and move again');
  }
  return { events: whole.events, digest: whole.digest };
}

/** `position` is that of the last event in the source that the target holds; `complete` says whether it holds all. */
export type Compared = Moved & Readonly<{ position: Position; complete: boolean }>;

/**
 * Reads both logs from the first event: how much of the source the target holds.
 * @throws LogsDiffer when the target is no beginning of the source.
 */
export async function compareLogs(
  { target, ...from }: Pick<Move, 'source' | 'target' | 'until'>,
  progress: (events: number) => void,
): Promise<Compared> {
  const copies = eventsIn({ source: target });
  const digest = createHash('sha256');
  let events = 0;
  let position = BEGINNING;
  const soFar = (complete: boolean): Compared => ({ events, position, complete, digest: digest.copy().digest('hex') });
  try {
    for await (const event of eventsIn(from)) {
      const copy = await copies.next();
      if (copy.done) return soFar(false);
      // Equal values have equal canonical JSON, so it is written once.
      if (!isDeepStrictEqual(factOf(event), factOf(copy.value))) {
        throw new LogsDiffer(events + 1, inWords(event, copy.value));
      }
      digest.update(`${canonicalJson(factOf(event))}\n`);
      position = event.position;
      events += 1;
      if (events % BATCH_SIZE === 0) progress(events);
    }
    const further = await copies.next();
    if (!further.done) throw new LogsDiffer(events + 1, `only the target holds one, in ${further.value.stream}`);
    return soFar(true);
  } finally {
    await copies.return();
  }
}

/** @throws EventTooLarge for the first event of the source that the target is known not to take. */
async function assertTaken({ limit, progress, ...from }: Move): Promise<void> {
  if (limit?.bytes === undefined) return;
  let place = 0;
  for await (const event of eventsIn(from)) {
    place += 1;
    const bytes = limit.sizeOf(event);
    if (bytes > limit.bytes)
      throw new EventTooLarge(event, { place, bytes, limit: limit.bytes, setting: limit.setting });
    if (place % BATCH_SIZE === 0) progress('MEASURING', place);
  }
}

async function copy(move: Move, { events, position }: Compared): Promise<void> {
  const { atOnce, progress } = move;
  let copied = events;
  for await (const batch of batchesOf(move, position)) {
    const runs = runsOf(batch, { ...move, copied });
    for (let sent = 0; sent < runs.length; sent += atOnce) {
      await Promise.all(runs.slice(sent, sent + atOnce).map((run) => appendRun(run, move)));
    }
    copied += batch.length;
    progress('COPYING', copied);
  }
}

/** What goes in one append: neighbours of one stream, of which the first has that place in the log. */
type Run = Readonly<{ place: number; events: readonly Recorded[] }>;

/** Neighbours of one stream go in one append, as far as they have room in it. */
function runsOf(
  batch: readonly Recorded[],
  { limit, copied }: Pick<Move, 'limit'> & Readonly<{ copied: number }>,
): readonly Run[] {
  const { bytes: most, sizeOf } = joinedUpTo(limit);
  const runs: { place: number; events: [Recorded, ...Recorded[]]; room: number }[] = [];
  for (const [index, event] of batch.entries()) {
    const bytes = sizeOf(event);
    const run = runs.at(-1);
    if (run && run.events[0].stream === event.stream && bytes <= run.room) {
      run.events.push(event);
      run.room -= bytes;
    } else {
      runs.push({ place: copied + index + 1, events: [event], room: most - bytes });
    }
  }
  return runs;
}

function joinedUpTo(limit: AppendLimit | undefined): AppendLimit & Readonly<{ bytes: number }> {
  if (limit === undefined) return { bytes: MOST_AT_ONCE, sizeOf: () => 0 };
  return { ...limit, bytes: Math.min(limit.bytes ?? MOST_AT_ONCE, MOST_AT_ONCE) };
}

/** In halves where the target takes less at once than it said. */
async function appendRun({ place, events }: Run, move: Pick<Move, 'target' | 'limit'>): Promise<void> {
  const [first] = events;
  if (!first) return;
  const expected: ExpectedRevision = first.revision === 0 ? 'absent' : first.revision - 1;
  const facts = events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  try {
    await move.target.append(first.stream, expected, facts);
  } catch (error) {
    if (!(error instanceof AppendTooLarge)) throw error;
    if (events.length === 1) {
      const { limit, setting } = error;
      throw new EventTooLarge(first, { place, bytes: move.limit?.sizeOf(first) ?? 0, limit, setting });
    }
    const half = Math.ceil(events.length / 2);
    await appendRun({ place, events: events.slice(0, half) }, move);
    await appendRun({ place: place + half, events: events.slice(half) }, move);
  }
}

type From = Pick<Move, 'source' | 'until'>;

async function* eventsIn(from: From): AsyncGenerator<Recorded, void, undefined> {
  for await (const batch of batchesOf(from, BEGINNING)) yield* batch;
}

async function* batchesOf(
  { source, until }: From,
  after: Position,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  for await (const batch of source.readAll(after, BATCH_SIZE)) {
    const within = until === undefined ? batch : batch.filter(({ position }) => position <= until);
    if (within.length > 0) yield within;
    if (within.length < batch.length) return;
  }
}

/** What of an event is moved: all but its position. */
function factOf({ stream, revision, id, type, data, metadata }: Recorded): object {
  return { stream, revision, id, type, data, metadata };
}

function inWords(event: Recorded, copy: Recorded): string {
  const place = ({ stream, revision, id }: Recorded): string => `${stream} ${revision} (${id})`;
  return place(event) === place(copy)
    ? `${place(event)} has other words in the target`
    : `the source has ${place(event)}, the target ${place(copy)}`;
}
