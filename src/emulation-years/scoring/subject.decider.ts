import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Scope } from '../../kernel/scope.js';
import { defined } from '../../kernel/defined.js';
import { unitsInGroup } from './scored-units.js';
import { mustKnowGroup, mustBeScored } from './sheet-checks.js';
import { memberNamed, type YearFrame } from '../frame/frame.fold.js';
import { unitFacts } from '../frame/membership.js';
import type { RegisterSubject } from './scoring.commands.js';
import type { SubjectRegistered } from './scoring.events.js';
import type { ScoringState, ScoringYear } from './scoring.fold.js';
import type { OfSheet } from './scoring.values.js';
import type { Subject } from './subject.values.js';

/**
 * Đăng ký đối tượng chấm điểm (H6): a member says what of it is scored beside the whole, under an id that the year knows once. Refuses a
 * group that the rulebook does not declare; a year without one takes a claim.
 */
export function* registerSubject(
  { data, gathered }: RegisterSubject & Circumstances,
  { frame, scoring }: ScoringYear,
): Deciding<SubjectRegistered> {
  const { subjectId, unitId, group } = data;
  if (Object.hasOwn(scoring.subjects, subjectId)) {
    const of = memberNamed(frame, scoring.subjects[subjectId]?.unitId ?? unitId);
    yield* refuse('ALREADY_EXISTS', { kind: 'subject', id: subjectId, of });
  }
  if (group !== undefined && frame.rulebook !== undefined) {
    yield* mustKnowGroup(frame.rulebook.content.scoring, group, '/group');
  }
  yield* mustBeScored(frame, unitId, data, gathered);
  return [{ type: 'SubjectRegistered', data }];
}

/** A ranking of a subject is of one that is registered. */
export function* mustKnowSubject({ subject }: Scope, { subjects }: ScoringState): Checks {
  if (subject === undefined || Object.hasOwn(subjects, subject)) return;
  yield* refuse('UNKNOWN_REFERENCE', {
    field: '/scope/subject',
    kind: 'subject',
    id: subject,
    allowed: Object.keys(subjects),
  });
}

/** A sheet is of a member as a whole, or of what it registered; one of a group that the rulebook leaves open, of who was named in it. */
export function* mustBeOfRegistered({ unitId, scope: { subject, group } }: OfSheet, year: ScoringYear): Checks {
  yield* mustBeRegistered({ unitId, ...defined({ subjectId: subject }) }, year);
  if (subject === undefined && group !== undefined) yield* mustBeInGroup(unitId, group, year);
}

/** Whose group the rulebook lists itself, is known from there. */
function* mustBeInGroup(unitId: string, group: string, { frame, scoring }: ScoringYear): Checks {
  const declared = frame.rulebook?.content.scoring.groups?.find(({ id }) => id === group);
  if (declared === undefined || declared.unitIds !== undefined) return;
  const allowed = unitsInGroup(declared, scoring);
  if (allowed.includes(unitId)) return;
  yield breach('NOT_IN_GROUP', {
    ...unitFacts(frame, unitId),
    group: groupNamed(group, frame),
    groupId: group,
    allowed,
  });
}

function groupNamed(group: string, { rulebook }: YearFrame): string {
  return rulebook?.content.scoring.scopeTitles?.find(({ id }) => id === group)?.title.vi ?? group;
}

/** H6: what is scored or ranked of a member is registered as of that member; of a member as a whole nothing is asked. */
export function* mustBeRegistered({ unitId, subjectId }: Subject, { frame, scoring }: ScoringYear): Checks {
  if (subjectId === undefined) return;
  const registered = Object.hasOwn(scoring.subjects, subjectId) ? scoring.subjects[subjectId] : undefined;
  if (registered?.unitId === unitId) return;
  yield breach('SUBJECT_NOT_REGISTERED', { subject: subjectId, ...unitFacts(frame, unitId) });
}
