import { existsSync, realpathSync, rmSync } from 'node:fs';
import { eventStoreAt } from '../config.js';
import type { AppendLimit } from '../log/append-limit.js';
import type { EventStore } from '../log/event-store.js';
import { type Moved, moveLog, type MoveStep } from '../log/move-log.js';
import { openEventStore, openOnServer, pathIn } from '../log/open-event-store.js';
import { headOf } from '../log/sqlite/acknowledged-end.js';
import { assertNothingLeft } from '../log/sqlite/left-behind.js';
import { putIntoPlace } from '../log/sqlite/put-into-place.js';
import { removeDatabase } from '../log/sqlite/stand-alone.js';
import { keepWritersOut } from '../log/sqlite/writer-lock.js';
import { assertApart, assertFile, placeIn } from './places.js';
import { toldError } from './told-error.js';

/** Milliseconds between two lines of progress. */
const REPORT_EVERY_MS = 1_000;

/** Concurrent appends to our own file, whose one writer takes them in the order of sending. */
const AT_ONCE_TO_SQLITE = 256;

const WORDS: Record<MoveStep, string> = {
  MEASURING: 'measured',
  COMPARING: 'found there already',
  COPYING: 'copied',
  VERIFYING: 'verified',
};

/**
 * Copies a ledger from one event store to another and verifies the copy; the service that writes to the source must be
 * stopped, and of a file it is kept out meanwhile. Interrupted, the same call goes on. Returns the exit code: 0 when both hold
 * the same, byte by byte.
 */
export async function move(from: string, to: string, print: (line: string) => void): Promise<number> {
  try {
    assertTwoPlaces(from, to);
    const letWritersIn = withoutWriters(from);
    try {
      return await moveFrom(from, to, print);
    } finally {
      letWritersIn();
    }
  } catch (error) {
    print(`The ledger was not moved: ${toldError(error)}`);
    return 1;
  }
}

/** What a service acknowledged after the copy would be missing there, and no one would know. @throws Error when one writes the file. */
function withoutWriters(from: string): () => void {
  const path = pathIn(from);
  return path === undefined || !existsSync(path) ? () => undefined : keepWritersOut(realpathSync(path));
}

async function moveFrom(from: string, to: string, print: (line: string) => void): Promise<number> {
  const source = await openEventStore(from, { readOnly: true, writesNothing: true, orCopy: true });
  try {
    return await moveInto(to, { source, print });
  } finally {
    await source.close();
  }
}

/** From one place to another, both of which last. @throws Error that says which does not do */
function assertTwoPlaces(from: string, to: string): void {
  const urls = [eventStoreAt('<from>', from), eventStoreAt('<to>', to)] as const;
  const places = [placeIn('<from>', urls[0]), placeIn('<to>', urls[1])].filter((place) => place !== undefined);
  for (const place of places) assertFile(place);
  assertApart(places);
  if (from === to) throw new Error('<to> names the same event store as <from>: name the place to move into');
  if (urls.includes('memory:')) throw new Error('memory: is gone with this process: name an event store that lasts');
}

type Moving = Readonly<{ source: EventStore; print: (line: string) => void }>;

async function moveInto(to: string, moving: Moving): Promise<number> {
  const { events, digest } = await copyInto(to, moving);
  moving.print(`Both hold the same ${events} events. SHA-256 of their canonical JSON: ${digest}`);
  moving.print(
    'Start the service with the new EVENT_STORE and an empty place for READ_MODELS: they are folded again there.',
  );
  return 0;
}

/** A service started on a part of the log would go on from there: so no part passes for a ledger. */
function copyInto(to: string, moving: Moving): Promise<Moved> {
  const path = pathIn(to);
  return path === undefined ? ontoServer(to, moving) : intoFile(path, moving);
}

/** On a server the copy is called so until it is whole and verified. */
async function ontoServer(to: string, { source, print }: Moving): Promise<Moved> {
  const target = await openOnServer(to, { identity: await source.identity(), report: print });
  try {
    const limit = await target.appendLimit();
    print(inWords(limit));
    const moved = await moveLog({ source, target, atOnce: 1, limit, progress: paced(print) });
    await target.becomeWhole();
    return moved;
  } finally {
    await target.close();
  }
}

function inWords({ bytes, setting = 'MaxAppendSize' }: AppendLimit): string {
  return bytes === undefined
    ? '<to> does not say how much it takes at once: that is found out on the way'
    : `<to> takes ${bytes} bytes at once (${setting})`;
}

/** A file has another name until it is whole and verified. */
async function intoFile(path: string, moving: Moving): Promise<Moved> {
  if (existsSync(path)) return verifiedCopy(path, moving);
  assertNothingLeft(path);
  const unfinished = `${path}.moving`;
  const moved = await verifiedCopy(unfinished, moving);
  if (!putIntoPlace(unfinished, path)) throw new Error(`${path} exists by now: what was moved is in ${unfinished}`);
  removeDatabase(unfinished);
  for (const beside of [`${unfinished}.lock`, headOf(unfinished)]) rmSync(beside, { force: true });
  return moved;
}

async function verifiedCopy(path: string, { source, print }: Moving): Promise<Moved> {
  const target = await openEventStore(`sqlite:${path}`, { identity: await source.identity() });
  try {
    return await moveLog({ source, target, atOnce: AT_ONCE_TO_SQLITE, progress: paced(print) });
  } finally {
    await target.close();
  }
}

function paced(print: (line: string) => void): (step: MoveStep, events: number) => void {
  let next = performance.now() + REPORT_EVERY_MS;
  return (step, events) => {
    if (performance.now() < next) return;
    next = performance.now() + REPORT_EVERY_MS;
    print(`${events} events ${WORDS[step]}`);
  };
}
