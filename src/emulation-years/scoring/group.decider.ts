import { refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { ScoringRules } from '../../rulebooks/rulebook.values.js';
import { rulebookFor } from '../frame/adopted-rulebook.js';
import { scoredUnits, unitsInGroup } from './scored-units.js';
import type { NameGroupMembers } from './scoring.commands.js';
import type { GroupMembersNamed } from './scoring.events.js';
import type { ScoringYear } from './scoring.fold.js';
import { mustBeScored } from './sheet-checks.js';
import { dayOf } from '../frame/frame.fold.js';

/**
 * The members of a group that the rulebook leaves open (H6), all of them: who was named before and is not named now is out of it. A member
 * stands in one group.
 */
export function* nameGroupMembers(
  command: NameGroupMembers & Circumstances,
  year: ScoringYear,
): Deciding<GroupMembersNamed> {
  const { data } = command;
  const rulebook = yield* rulebookFor(command, year.frame);
  if (rulebook !== undefined) yield* mustBeOpen(data.group, rulebook.scoring);
  for (const unitId of data.unitIds) yield* mustBeScored(year.frame, unitId, data);
  yield* mustStandInOneGroup(data, rulebook?.scoring.groups ?? [], year);
  return [{ type: 'GroupMembersNamed', data }];
}

function* mustBeOpen(id: string, { groups = [] }: ScoringRules): Checks {
  const allowed = groups.filter(({ unitIds }) => unitIds === undefined).map((group) => group.id);
  if (!allowed.includes(id)) yield* refuse('UNKNOWN_REFERENCE', { field: '/group', kind: 'group', id, allowed });
}

function* mustStandInOneGroup(
  { group, unitIds, ...on }: NameGroupMembers['data'],
  groups: NonNullable<ScoringRules['groups']>,
  year: ScoringYear,
): Checks {
  const others = groups.filter(({ id }) => id !== group).flatMap((other) => unitsInGroup(other, year.scoring));
  const place = unitIds.findIndex((unitId) => others.includes(unitId));
  if (place === -1) return;
  const allowed = scoredUnits(year.frame, dayOf(on)).filter((unitId) => !others.includes(unitId));
  yield* refuse('INVALID_INPUT', { field: `/unitIds/${place}`, why: 'GROUPED', allowed });
}
