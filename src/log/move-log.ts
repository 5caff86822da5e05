import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../kernel/canonical-json.js';
import { BEGINNING, type Position, type Recorded } from '../kernel/event.js';
import type { EventStore, ExpectedRevision } from './event-store.js';

/** Events read, and appended, at a time. */
const BATCH_SIZE = 500;

/** COMPARING: what the target holds already. COPYING: what it lacks. VERIFYING: all of it, once more from the first event. */
export type MoveStep = 'COMPARING' | 'COPYING' | 'VERIFYING';

export type Move = Readonly<{
  source: EventStore;
  target: EventStore;
  /**
   * Appends sent before the first is answered. More than one only to an engine that commits in the order of sending:
   * the order of the log is part of what is moved.
   */
  atOnce: number;
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
 * @throws AnotherLog when the target has another identity.
 * @throws LogsDiffer when the target holds anything else, or the source was written to meanwhile.
 */
export async function moveLog(move: Move): Promise<Moved> {
  const { source, target, progress } = move;
  const [known, found] = [await source.identity(), await target.identity()];
  if (known !== found) throw new AnotherLog(known, found);
  const begun = await compareLogs(source, target, (events) => progress('COMPARING', events));
  await copy(move, begun);
  const whole = await compareLogs(source, target, (events) => progress('VERIFYING', events));
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
  source: EventStore,
  target: EventStore,
  progress: (events: number) => void,
): Promise<Compared> {
  const copies = eventsIn(target);
  const digest = createHash('sha256');
  let events = 0;
  let position = BEGINNING;
  const soFar = (complete: boolean): Compared => ({ events, position, complete, digest: digest.copy().digest('hex') });
  try {
    for await (const event of eventsIn(source)) {
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

async function copy({ source, target, atOnce, progress }: Move, { events, position }: Compared): Promise<void> {
  let copied = events;
  for await (const batch of source.readAll(position, BATCH_SIZE)) {
    const runs = runsOf(batch);
    for (let sent = 0; sent < runs.length; sent += atOnce) {
      await Promise.all(runs.slice(sent, sent + atOnce).map((run) => appendRun(target, run)));
    }
    copied += batch.length;
    progress('COPYING', copied);
  }
}

/** Neighbours of one stream go in one append. */
function runsOf(batch: readonly Recorded[]): readonly Recorded[][] {
  const runs: Recorded[][] = [];
  for (const event of batch) {
    const run = runs.at(-1);
    if (run?.[0]?.stream === event.stream) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

async function appendRun(target: EventStore, run: readonly Recorded[]): Promise<void> {
  const [first] = run;
  if (!first) return;
  const expected: ExpectedRevision = first.revision === 0 ? 'absent' : first.revision - 1;
  const events = run.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  await target.append(first.stream, expected, events);
}

async function* eventsIn(store: EventStore): AsyncGenerator<Recorded, void, undefined> {
  for await (const batch of store.readAll(BEGINNING, BATCH_SIZE)) yield* batch;
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
