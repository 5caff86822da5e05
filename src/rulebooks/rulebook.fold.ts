import type { Fact } from '../kernel/decider.js';
import type { RulebookEvent } from './rulebook.events.js';
import type { Rulebook } from './rulebook.js';

/** A rulebook (bộ quy tắc) as its decisions see it: its published versions, by number. */
export type Published = ReadonlyMap<number, Rulebook>;

export const nothingPublished: Published = new Map();

export function evolveRulebook(published: Published, { data }: Fact<RulebookEvent>): Published {
  return new Map(published).set(data.version, data.content);
}

/** A rulebook's stream for whoever gathers a version. Claims count as well: a number stands for one content for ever. */
export const publishedVersions = { initial: nothingPublished, evolve: evolveRulebook };

/** The content of that version; `undefined` when it was not published. */
export function versionOf(published: Published, version: number): Rulebook | undefined {
  return published.get(version);
}

/** The number of the version to publish next; the first is 1. */
export function nextVersion(published: Published): number {
  return Math.max(0, ...published.keys()) + 1;
}
