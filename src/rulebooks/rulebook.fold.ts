import type { Fact } from '../kernel/decider.js';
import type { Mode } from '../kernel/event.js';
import type { RulebookEvent } from './rulebook.events.js';
import type { Rulebook } from './rulebook.values.js';

/** A published version, and whether it was published here or is told by a source. */
type Version = Readonly<{ content: Rulebook; mode: Mode['kind'] }>;

/** A rulebook (bộ quy tắc) as its decisions see it: its published versions, by number. */
export type Published = ReadonlyMap<number, Version>;

export const nothingPublished: Published = new Map();

export function evolveRulebook(published: Published, { data, metadata }: Fact<RulebookEvent>): Published {
  return new Map(published).set(data.version, { content: data.content, mode: metadata.mode.kind });
}

/** A rulebook's stream for whoever gathers a version. Claims count as well: a number stands for one content for ever. */
export const publishedVersions = { initial: nothingPublished, evolve: evolveRulebook };

/**
 * The content of that version for who adopts it in that mode; `undefined` when it was not published. A claim unlocks no
 * act (domain.md b.3): rules that bind are those the council published here.
 */
export function versionOf(published: Published, version: number, mode: Mode): Rulebook | undefined {
  const found = published.get(version);
  return mode.kind === 'ACT' && found?.mode === 'CLAIM' ? undefined : found?.content;
}

/** The number of the version to publish next; the first is 1. */
export function nextVersion(published: Published): number {
  return Math.max(0, ...published.keys()) + 1;
}
