import type { Event, Obscurity, Recorded } from '../kernel/event.js';

/** Turns the data of one schema version into the data of the next. Pure, and kept for ever. */
export type Upcaster = (data: object) => object;

/** For each event type, by the version it reads, what brings its data one version on. Versions start at 1. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;

/**
 * What this release can read: its types of events, the newest schema of each and every older one. A newer release may
 * have written to the same log; what it wrote is never passed over as if it were not there.
 */
export class EventSchemas {
  readonly #types: ReadonlySet<string>;
  readonly #upcasters: Upcasters;
  readonly #newest: ReadonlyMap<string, number>;

  /** @throws Error when a type has a gap between its versions: an event written in between could never be read. */
  constructor(types: Iterable<string>, upcasters: Upcasters = {}) {
    this.#types = new Set(types);
    this.#upcasters = upcasters;
    this.#newest = new Map(Object.entries(upcasters).map(([type, steps]) => [type, newestAfter(type, steps)]));
  }

  /** The version that events of this type are written in. A type that never changed is in version 1. */
  versionOf(type: string): number {
    return this.#newest.get(type) ?? 1;
  }

  /**
   * The event in its newest schema, beside what was written; the event itself when it is in it already. One that this
   * release does not understand comes as it was written, and marked. The log keeps what was written.
   */
  read<E extends Event>(event: Recorded<E>): Recorded<E> {
    const { type, metadata } = event;
    if (!this.#types.has(type)) return { ...event, obscure: 'TYPE' };
    const newest = this.versionOf(type);
    const { schema } = metadata;
    if (schema === newest) return event;
    if (!Number.isSafeInteger(schema) || schema < 1 || schema > newest) return { ...event, obscure: 'SCHEMA' };
    let data: object = event.data;
    for (let version = schema; version < newest; version += 1) data = this.#step(type, version)(data);
    return { ...event, data, metadata: { ...metadata, schema: newest }, written: { schema, data: event.data } };
  }

  /** As {@link read}, for those who conclude something from it. @throws NotUnderstood */
  upcast<E extends Event>(event: Recorded<E>): Recorded<E> {
    return understood(this.read(event));
  }

  #step(type: string, version: number): Upcaster {
    const step = this.#upcasters[type]?.[version];
    if (!step) throw new Error(`${type} cannot be read from schema ${version}`);
    return step;
  }
}

function newestAfter(type: string, steps: Readonly<Record<number, Upcaster>>): number {
  const versions = Object.keys(steps)
    .map(Number)
    .sort((a, b) => a - b);
  versions.forEach((version, index) => {
    if (version !== index + 1) throw new Error(`${type} has no upcaster from schema ${index + 1}`);
  });
  return versions.length + 1;
}

/** What brings each event that was ever written in another shape up to date: every type is in its first version. */
export const UPCASTERS: Upcasters = {};

/** The event, from which something is about to be concluded. @throws NotUnderstood */
export function understood<E extends Event>(event: Recorded<E>): Recorded<E> {
  if (event.obscure === undefined) return event;
  const { type, metadata, stream, revision, obscure } = event;
  throw new NotUnderstood({ type, schema: metadata.schema, stream, revision, obscure });
}

/** The event as the log has it. */
export function asWritten<E extends Event>(event: Recorded<E>): Recorded<E> {
  const { written, ...read } = event;
  if (written === undefined) return event;
  const { schema, data } = written;
  return { ...read, data, metadata: { ...event.metadata, schema } } as Recorded<E>;
}

/** Which event is not understood, and why. Plain data. */
export type Unread = Readonly<{
  type: string;
  schema: number;
  stream: string;
  revision: number;
  obscure: Obscurity;
}>;

/** A newer release wrote it, and this one would have to guess what it means. */
export class NotUnderstood extends Error {
  constructor(readonly event: Unread) {
    super(inWords(event));
    this.name = 'NotUnderstood';
  }
}

function inWords({ type, schema, stream, revision, obscure }: Unread): string {
  const what = obscure === 'TYPE' ? 'a type of event' : `a schema of ${type}`;
  return (
    `${type} is written in schema ${schema} (revision ${revision} of ${stream}), ` +
    `${what} that this release does not know: start a newer release`
  );
}
