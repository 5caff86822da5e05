import type { Fact } from '../kernel/decider.js';
import type { Mode } from '../kernel/event.js';
import type { RulebookEvent } from './rulebook.events.js';
import type { Rulebook } from './rulebook.values.js';

/** A published version, and whether an act or a claim published it. */
type Version = Readonly<{ content: Rulebook; mode: Mode['kind'] }>;

/** The state of a rulebook (quy chế) for decisions: its published versions, by number. */
export type Published = ReadonlyMap<number, Version>;

function evolve(published: Published, { data, metadata }: Fact<RulebookEvent>): Published {
  return new Map(published).set(data.version, { content: data.content, mode: metadata.mode.kind });
}

/** The fold of a rulebook's stream. It counts claims as well, because a version number must never stand for two contents. */
export const publishedVersions = { initial: new Map() as Published, evolve };

/** The types of events that its stream holds. */
export const RULEBOOK_EVENTS: readonly RulebookEvent['type'][] = ['RulebookPublished'];

/** The number of the version to publish next; the first is 1. */
export function nextVersion(published: Published): number {
  return Math.max(0, ...published.keys()) + 1;
}
