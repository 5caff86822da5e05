import type { Fact } from '../kernel/decider.js';
import type { Mode } from '../kernel/event.js';
import type { RulebookEvent } from './rulebook.events.js';
import type { Rulebook } from './rulebook.values.js';

/** A published version, and whether an act or a claim published it. */
type Version = Readonly<{ content: Rulebook; mode: Mode['kind'] }>;

/** The state of a rulebook (bộ quy tắc) for decisions: its published versions, by number. */
export type Published = ReadonlyMap<number, Version>;

export const nothingPublished: Published = new Map();

export function evolveRulebook(published: Published, { data, metadata }: Fact<RulebookEvent>): Published {
  return new Map(published).set(data.version, { content: data.content, mode: metadata.mode.kind });
}

/** The fold of a rulebook's stream. It counts claims as well, because a version number must never stand for two contents. */
export const publishedVersions = { initial: nothingPublished, evolve: evolveRulebook };

/**
 * The content of that version for an adoption in that mode; `undefined` when it was not published. An act needs a version
 * that an act published: a claim unlocks no act (domain.md b.3).
 */
export function versionOf(published: Published, version: number, mode: Mode): Rulebook | undefined {
  const found = published.get(version);
  return mode.kind === 'ACT' && found?.mode === 'CLAIM' ? undefined : found?.content;
}

/** The number of the version to publish next; the first is 1. */
export function nextVersion(published: Published): number {
  return Math.max(0, ...published.keys()) + 1;
}
