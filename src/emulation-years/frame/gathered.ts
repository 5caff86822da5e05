import type { BlocStanding } from '../../blocs/bloc.standing.js';
import type { Gathered } from '../../kernel/event.js';
import type { RulebookVersion } from '../../rulebooks/rulebook.values.js';

/**
 * What a year's decision may rest on beyond its own stream and the standing of units: read before it and kept in the
 * command's `gathered`, with where it was read.
 */
type Kinds = { BlocStanding: BlocStanding; RulebookVersion: RulebookVersion };

/** Every gathered fact of that kind, in the order it was gathered. */
export function gatheredOf<Kind extends keyof Kinds>(
  gathered: readonly Gathered[],
  kind: Kind,
): readonly Kinds[Kind][] {
  return gathered.filter(({ type }) => type === kind).map(({ data }) => data as Kinds[Kind]);
}
