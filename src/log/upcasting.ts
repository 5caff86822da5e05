import type { Event, Recorded } from '../kernel/event.js';

/** Turns the data of one schema version into the data of the next. Pure, and kept for ever. */
export type Upcaster = (data: object) => object;

/** For each event type, by the version it reads, what brings its data one version on. Versions start at 1. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;

/** Knows the newest schema version of every event type and reads every older one. */
export class EventSchemas {
  readonly #upcasters: Upcasters;
  readonly #newest: ReadonlyMap<string, number>;

  /** @throws Error when a type has a gap between its versions: an event written in between could never be read. */
  constructor(upcasters: Upcasters) {
    this.#upcasters = upcasters;
    this.#newest = new Map(Object.entries(upcasters).map(([type, steps]) => [type, newestAfter(type, steps)]));
  }

  /** The version that events of this type are written in. A type that never changed is in version 1. */
  versionOf(type: string): number {
    return this.#newest.get(type) ?? 1;
  }

  /**
   * The event in its newest schema; the event itself when it is in it already. The log keeps what was written.
   * @throws Error when the event was written in a schema this release does not know.
   */
  upcast<E extends Event>(event: Recorded<E>): Recorded<E> {
    const newest = this.versionOf(event.type);
    const { schema } = event.metadata;
    if (schema === newest) return event;
    if (!Number.isSafeInteger(schema) || schema < 1 || schema > newest) {
      throw new Error(
        `${event.type} is written in schema ${schema}; this release reads 1 to ${newest}: start a newer one`,
      );
    }
    let data: object = event.data;
    for (let version = schema; version < newest; version += 1) data = this.#step(event.type, version)(data);
    return { ...event, data, metadata: { ...event.metadata, schema: newest } };
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

/** The schemas of this release: every event type is in its first version. */
export const SCHEMAS = new EventSchemas({});
