import type { Scope } from '../../kernel/scope.js';
import { dayOf, memberCount, membersOn } from '../frame/frame.fold.js';
import { exemptionFrom, type InYear } from '../frame/frame.values.js';
import { completeWhole } from '../scoring/agreed-whole.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import type { Subject } from '../scoring/subject.values.js';
import type { Entry } from './computed-ranking.js';
import type { RankingYear } from './ranking.fold.js';

export type Of = InYear & Readonly<{ scope: Scope }>;

export function isAgreed(year: RankingYear, subject: Subject, scope: Scope): boolean {
  return completeWhole(year, subject, scope) !== undefined;
}

export function isExempt({ frame }: RankingYear, subject: Subject, scope: Scope): boolean {
  return exemptionFrom(frame.exempt, subject, scope) !== undefined;
}

/** How many members of that day the bloc has and has not named: in a ranking of the whole they would be missing. */
export function unnamedIn({ frame }: RankingYear, { scope, ...when }: Of): number {
  const isWhole = scope.group === undefined && scope.subject === undefined;
  return isWhole ? memberCount(frame, dayOf(when)) - membersOn(frame, dayOf(when)).length : 0;
}

/** What these come into a ranking of that scope with; those without an agreed sheet of it stay out. */
export function entriesOf(year: RankingYear, subjects: readonly Subject[], scope: Scope): readonly Entry[] {
  return subjects.flatMap((subject) => {
    const agreed = completeWhole(year, subject, scope);
    if (agreed === undefined) return [];
    return [{ subject, agreed, excluded: exclusionFrom(year.scoring, subject.unitId, 'RANKING') !== undefined }];
  });
}
