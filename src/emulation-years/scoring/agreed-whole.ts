import { defined } from '../../kernel/defined.js';
import { laterOf, type PartialDate } from '../../kernel/partial-date.js';
import type { Scope } from '../../kernel/scope.js';
import type { RollUp, ScoringRules } from '../../rulebooks/rulebook.values.js';
import type { YearFrame } from '../frame/frame.fold.js';
import { exemptionFrom } from '../frame/frame.values.js';
import { agreedSheet } from './scored-units.js';
import { missingLines } from './sheet-checks.js';
import { subjectsIn, type ScoringState } from './scoring.fold.js';
import type { LineInput } from './scoring.values.js';
import type { Subject } from './subject.values.js';

/**
 * What a subject stands by in a ranking of one scope (D23): its own agreed sheet of that scope, or what it stands by in all parts that the
 * rulebook rolls up into it.
 */
export type AgreedWhole = OwnSheet | RolledUpWhole;

/** `agreedAt`: revision of the agreement or of its last correction; `agreedOn`: its day. */
export type OwnSheet = Readonly<{
  scope: Scope;
  inputs: readonly LineInput[];
  agreedAt: number;
  agreedOn: PartialDate;
}>;

export type RolledUpWhole = Readonly<{ scope: Scope; by: RollUp; parts: readonly AgreedWhole[] }>;

type Year = Readonly<{ frame: YearFrame; scoring: ScoringState }>;

/**
 * Its own sheet before any roll-up, parts of the period before subjects; none where a part is missing. A part that is exempt is left out
 * (D10); a sheet that was told while the year had no rulebook was read by none, and nothing stands by it (decision 34).
 */
export function agreedWhole(year: Year, subject: Subject, scope: Scope): AgreedWhole | undefined {
  const { agreed, agreedAt, latest, scope: ofSheet = scope } = agreedSheet(year.scoring, subject, scope) ?? {};
  if (agreed === undefined || agreedAt === undefined || latest === undefined) return fromParts(year, subject, scope);
  const { ruledFrom = 0 } = year.frame;
  return agreedAt < ruledFrom ? undefined : { scope: ofSheet, inputs: agreed, agreedAt, agreedOn: latest };
}

function fromParts(year: Year, subject: Subject, scope: Scope): RolledUpWhole | undefined {
  const whole = { ...scope, ...defined({ subject: subject.subjectId }) };
  for (const { by, parts } of rollUpsOf(year.scoring, subject, scope, year.frame.rulebook?.content.scoring)) {
    const found = parts.map((part) => ({ part, agreed: agreedWhole(year, part.subject, part.scope) }));
    const agreedParts = found.flatMap(({ agreed }) => agreed ?? []);
    const isMissing = found.some(({ part, agreed }) => agreed === undefined && !isExempt(year.frame, part));
    if (agreedParts.length > 0 && !isMissing) return { scope: whole, by, parts: agreedParts };
  }
  return undefined;
}

function isExempt({ exempt }: YearFrame, { subject, scope }: Part): boolean {
  return exemptionFrom(exempt, subject, scope) !== undefined;
}

type Part = Readonly<{ subject: Subject; scope: Scope }>;

function rollUpsOf(
  scoring: ScoringState,
  subject: Subject,
  scope: Scope,
  { rollUp = {}, subPeriods = [] }: Partial<Pick<ScoringRules, 'rollUp' | 'subPeriods'>> = {},
): readonly Readonly<{ by: RollUp; parts: readonly Part[] }>[] {
  const ofPeriod = scope.subPeriod === undefined ? rollUp.subPeriods : undefined;
  const ofSubjects = subject.subjectId === undefined ? rollUp.subjects : undefined;
  return [
    ...(ofPeriod
      ? [{ by: ofPeriod, parts: subPeriods.map((subPeriod) => ({ subject, scope: { ...scope, subPeriod } })) }]
      : []),
    ...(ofSubjects ? [{ by: ofSubjects, parts: registeredBy(subject.unitId, scoring, scope) }] : []),
  ];
}

/** In an order that does not depend on when they were registered. */
function registeredBy(unitId: string, scoring: ScoringState, scope: Scope): readonly Part[] {
  return subjectsIn(scoring)
    .filter((registered) => registered.unitId === unitId)
    .toSorted((a, b) => (a.subjectId < b.subjectId ? -1 : 1))
    .map(({ subjectId, group }) => ({ subject: { unitId, subjectId }, scope: { ...scope, ...defined({ group }) } }));
}

/**
 * What a subject stands by in a ranking by scores: nothing where a sheet of it leaves lines open (R08, R16), which an act does not and what a
 * source tells may.
 */
export function completeWhole(year: Year, subject: Subject, scope: Scope): AgreedWhole | undefined {
  const agreed = agreedWhole(year, subject, scope);
  const rules = year.frame.rulebook?.content.scoring;
  return agreed && rules && !sheetsOf(agreed).every(({ inputs }) => isComplete(inputs, rules)) ? undefined : agreed;
}

/** By lines: those of an agreed sheet never change, and every ranking, proposal and publication asks for all of them. */
const known = new WeakMap<readonly LineInput[], Readonly<{ rules: ScoringRules; complete: boolean }>>();

function isComplete(inputs: readonly LineInput[], rules: ScoringRules): boolean {
  const before = known.get(inputs);
  if (before?.rules === rules) return before.complete;
  const complete = missingLines(rules, inputs).length === 0;
  known.set(inputs, { rules, complete });
  return complete;
}

/** When the last of its sheets was agreed or corrected. */
export function lastAgreedAt(whole: AgreedWhole): number {
  if (!('parts' in whole)) return whole.agreedAt;
  return whole.parts.map(lastAgreedAt).reduce((last, revision) => (revision > last ? revision : last));
}

/** The day on which the last of its sheets was agreed or corrected. */
export function lastAgreedOn(whole: AgreedWhole): PartialDate {
  if (!('parts' in whole)) return whole.agreedOn;
  return whole.parts.map(lastAgreedOn).reduce(laterOf);
}

/** Its sheets, each with the sheets that it is compared with: of the same part of the period, of wholes or of rolled-up subjects. */
export function sheetsOf(
  whole: AgreedWhole,
  ofSubjects = false,
): readonly Readonly<{ inputs: readonly LineInput[]; peers: string }>[] {
  if (!('parts' in whole)) return [{ inputs: whole.inputs, peers: peersOf(whole, ofSubjects) }];
  return whole.parts.flatMap((part) => sheetsOf(part, ofSubjects || isSubjectOf(part, whole)));
}

export function peersOf({ scope: { subPeriod = '' } }: OwnSheet, ofSubjects: boolean): string {
  return ofSubjects ? `${subPeriod} subjects` : subPeriod;
}

export function isSubjectOf(part: AgreedWhole, whole: AgreedWhole): boolean {
  return part.scope.subject !== whole.scope.subject;
}
