import type { Facts, Mode } from '../kernel/event.js';
import { gatheredKind } from '../kernel/gathered.js';
import { rulebookStream } from './rulebook.events.js';
import { publishedVersions, type Published } from './rulebook.fold.js';
import { unusable } from './rulebook.problems.js';
import { sizeProblems } from './rulebook.validation.js';
import type { Rulebook, RulebookVersion } from './rulebook.values.js';

/** A published version: gathered for the year that adopts it. */
export const RULEBOOK_VERSION = gatheredKind<RulebookVersion>('RulebookVersion');

/** The stream of a rulebook and its fold. */
export function rulebookReading(rulebookId: string) {
  return { stream: rulebookStream(rulebookId), fold: publishedVersions };
}

/**
 * The content of that version for an adoption in that mode; `undefined` when it was not published. An act needs a version
 * that an act published: a claim unlocks no act.
 */
export function versionOf(published: Published, version: number, mode: Mode): Rulebook | undefined {
  const found = published.get(version);
  return mode.kind === 'ACT' && found?.mode === 'CLAIM' ? undefined : found?.content;
}

/** What keeps a published version from being adopted: an earlier release may have published it before the bounds on its size. */
export function unadoptable({ content }: RulebookVersion): Facts | undefined {
  const problems = sizeProblems(content);
  return problems.length === 0 ? undefined : unusable(problems);
}
