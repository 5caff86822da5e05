import type { ScoringGroup } from '../../rulebooks/rulebook.values.js';
import type { LocalDate } from '../../kernel/instant.js';
import { beginsBy, covers } from '../../kernel/partial-date.js';
import type { Scope } from '../../kernel/scope.js';
import type { YearFrame } from '../frame/frame.fold.js';
import { subjectsIn, type ScoringState, type Sheet } from './scoring.fold.js';
import { isScored, serves } from './scoring.values.js';
import { isSame, type Subject } from './subject.values.js';

/** Units whose year is scored by that day, each once however often it left and came back (D21), in the order of the bloc. */
export function scoredUnits({ members, period }: YearFrame, day: LocalDate): readonly string[] {
  const scored = members.filter(({ membership }) => isScored(membership, period) && beginsBy(membership, day));
  return [...new Set(scored.map(({ unitId }) => unitId))];
}

/** The scored units whose scores must be there (D22): members of that day. One that left by then is scored where its scores are agreed. */
export function unitsToScore(frame: YearFrame, day: LocalDate): readonly string[] {
  const left = departedUnits(frame, day);
  return scoredUnits(frame, day).filter((unitId) => !left.has(unitId));
}

/** Scored units that are no members on that day any more, each with its last day. */
export function departedUnits(frame: YearFrame, day: LocalDate): ReadonlyMap<string, LocalDate> {
  const departed = new Map<string, LocalDate>();
  for (const unitId of scoredUnits(frame, day)) {
    const terms = frame.members.filter((member) => member.unitId === unitId).map(({ membership }) => membership);
    if (terms.some((term) => covers(term, day))) continue;
    const last = terms
      .flatMap(({ to }) => (to !== undefined && to < day ? [to] : []))
      .sort()
      .at(-1);
    if (last !== undefined) departed.set(unitId, last);
  }
  return departed;
}

/**
 * What a ranking of that scope is about (H6): of the whole, the members; of a group, the units that the rulebook lists in it, else those that
 * were named, and the subjects that are registered in it; of a subject, that one.
 */
export function subjectsOf(
  { frame, scoring }: Readonly<{ frame: YearFrame; scoring: ScoringState }>,
  { subject, group }: Scope,
  day: LocalDate,
): readonly Subject[] {
  const units = scoredUnits(frame, day);
  const registered = subjectsIn(scoring).filter(({ unitId }) => units.includes(unitId));
  if (subject !== undefined) return registered.filter(({ subjectId }) => subjectId === subject).map(named);
  if (group === undefined) return units.map((unitId) => ({ unitId }));
  const declared = frame.rulebook?.content.scoring.groups?.find(({ id }) => id === group);
  const listed = unitsInGroup(declared ?? { id: group }, scoring);
  return [
    ...units.filter((unitId) => listed.includes(unitId)).map((unitId) => ({ unitId })),
    ...registered.filter((known) => known.group === group).map(named),
  ];
}

/** Of a group that the rulebook leaves open: those that were named. */
export function unitsInGroup({ id, unitIds }: ScoringGroup, { groupMembers }: ScoringState): readonly string[] {
  return unitIds ?? (Object.hasOwn(groupMembers, id) ? groupMembers[id] : undefined) ?? [];
}

function named({ unitId, subjectId }: Required<Subject>): Subject {
  return { unitId, subjectId };
}

/**
 * The agreed sheet by which a subject stands in a ranking of that scope: its own, of the same track and part of the period (D23). What is
 * of a part never stands for the whole.
 */
export function agreedSheet({ sheets }: ScoringState, subject: Subject, scope: Scope): Sheet | undefined {
  const own = Object.values(sheets).filter(
    (sheet) => sheet.status === 'AGREED' && isSame(subjectOfSheet(sheet), subject) && serves(sheet.scope, scope),
  );
  return own.find((sheet) => sheet.scope.group === scope.group) ?? own[0];
}

function subjectOfSheet({ unitId, scope }: Sheet): Subject {
  return scope.subject === undefined ? { unitId } : { unitId, subjectId: scope.subject };
}
