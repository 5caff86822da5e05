import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { exact, integer } from '../../kernel/fraction.js';
import { mustFollow } from '../../kernel/happened.js';
import { laterOf } from '../../kernel/partial-date.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import { mustHaveRulebook } from '../frame/adopted-rulebook.js';
import { dayOf, memberNamed } from '../frame/frame.fold.js';
import { exemptionFrom } from '../frame/frame.values.js';
import { lastAgreedOn } from '../scoring/agreed-whole.js';
import { departedUnits, subjectsOf } from '../scoring/scored-units.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { mustBeScored, mustKnowScope } from '../scoring/sheet-checks.js';
import { mustKnowSubject } from '../scoring/subject.decider.js';
import { isSame, type Subject } from '../scoring/subject.values.js';
import { computeRanking } from './computed-ranking.js';
import { withTiesKept } from './kept-ties.decider.js';
import { entriesOf, isAgreed, isExempt, unnamedIn, type Of } from './order-now.js';
import { isOutdated } from './outdated-ranking.js';
import type { ComputeRanking } from './ranking.commands.js';
import type { RankingEvent } from './ranking.events.js';
import { isPublished, nextVersion, rankingOn, standingRanking, type RankingYear } from './ranking.fold.js';
import type { Departed, Exempt, Unranked } from './ranking.values.js';

const WHOLE_SHARE = integer(1);

/**
 * Ranks by scores: version n + 1 while nothing is published, afterwards only when it is outdated. Ties that were broken stay so, as long as the
 * same subjects are tied; which are no more is remarked, and kept in the record (D42).
 */
export function* rankByScores(command: ComputeRanking & Circumstances, year: RankingYear): Deciding<RankingEvent> {
  const { data } = command;
  const { rulebookId, version, content } = yield* mustHaveRulebook(year.frame);
  yield* mustKnowScope(content.scoring, data.scope);
  yield* mustKnowSubject(data.scope, year.scoring);
  const onRecord = rankingOn(year.ranking, data.scope);
  const subjects = subjectsOf(year, data.scope, dayOf(data));
  yield* mustHaveMembers(subjects, data, year);
  yield* mustFitShares(data, year);
  yield* mustBeWhole(year, data, subjects);
  const standing = standingRanking(year, data.scope);
  if (isPublished(standing) && !isOutdated(standing, year, data)) yield breach('FINAL_STATE');
  const entries = entriesOf(year, subjects, data.scope);
  if (entries.length === 0) yield* refuse('NOT_ON_RECORD', ofScope('agreed score', data, year));
  const agreedOn = entries.map(({ agreed }) => lastAgreedOn(agreed)).reduce(laterOf);
  yield* mustFollow(command, agreedOn, data.occurredOn, 'SCORES_AGREED');
  const order = computeRanking(content, entries, { day: dayOf(data), womenShares: data.womenShares ?? [] });
  const places = yield* withTiesKept(command, order, standing?.ties ?? [], year);
  return [
    {
      type: 'RankingComputed',
      data: {
        ...data,
        version: nextVersion(onRecord),
        rulebook: { rulebookId, version },
        sheets: order.sheets,
        ...places,
        unranked: entries.flatMap(({ subject }) => keptOut(year, subject)),
        exempt: exemptAmong(year, subjects, data.scope),
        ...defined({ departed: unlessEmpty(departedAmong(year, data, subjects)) }),
      },
    },
  ];
}

/** A group that the rulebook leaves open is ranked once its members are named. */
function* mustHaveMembers(subjects: readonly Subject[], data: ComputeRanking['data'], year: RankingYear): Checks {
  const { group } = data.scope;
  if (group !== undefined && subjects.length === 0)
    yield* refuse('NOT_ON_RECORD', ofScope('group members', data, year));
}

function ofScope<Kind extends 'agreed score' | 'group members'>(
  kind: Kind,
  { scope }: ComputeRanking['data'],
  { frame: { year } }: RankingYear,
) {
  return { kind, id: scope.group ?? (scopeKey(scope) || year), ofYear: year };
}

function unlessEmpty<Entry>(list: readonly Entry[]): readonly Entry[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** A share of women is that of a member, and at most the whole. */
function* mustFitShares({ womenShares = [], ...when }: ComputeRanking['data'], { frame }: RankingYear): Checks {
  for (const [place, { unitId, share }] of womenShares.entries()) {
    yield* mustBeScored(frame, unitId, when);
    if (exact(share).compare(WHOLE_SHARE) > 0)
      yield* refuse('INVALID_INPUT', { field: `/womenShares/${place}/share`, why: 'SHARE', allowed: ['0/1..1/1'] });
  }
}

/** What that scope ranks and stands by no agreed and complete sheet of its own: that of members of that day, for who left is out without one (D22). */
export function subjectsMissing(year: RankingYear, when: Of, subjects: readonly Subject[]): readonly Subject[] {
  const left = departedUnits(year.frame, dayOf(when));
  return subjects.filter(
    (subject) =>
      !isExempt(year, subject, when.scope) && !isAgreed(year, subject, when.scope) && !left.has(subject.unitId),
  );
}

/**
 * R16. Members that the bloc has but has not named are missing too: they are counted, `+2`. A sheet of a part does not stand for the whole
 * (D23), unless the rulebook rolls up all parts of its kind.
 */
function* mustBeWhole(year: RankingYear, when: Of, required: readonly Subject[]): Checks {
  const missing = subjectsMissing(year, when, required);
  const unnamed = unnamedIn(year, when);
  const units = [
    ...missing.map(({ unitId }) => memberNamed(year.frame, unitId)),
    ...(unnamed > 0 ? [`+${unnamed}`] : []),
  ];
  if (units.length === 0) return;
  yield breach('RANKING_INCOMPLETE', { units, unitIds: missing.map(({ unitId }) => unitId) });
}

function keptOut({ scoring }: RankingYear, subject: Subject): readonly Unranked[] {
  const exclusion = exclusionFrom(scoring, subject.unitId, 'RANKING');
  return exclusion === undefined
    ? []
    : [{ ...subject, ground: exclusion.ground, ...defined({ reason: exclusion.reason }) }];
}

/** Units of which nothing is ranked though something would be. */
function unitsWithout(year: RankingYear, subjects: readonly Subject[], scope: Scope): readonly string[] {
  return [...new Set(subjects.filter((subject) => !isAgreed(year, subject, scope)).map(({ unitId }) => unitId))];
}

/** Members, and subjects that are exempt each by itself, each once. */
function exemptAmong(year: RankingYear, subjects: readonly Subject[], scope: Scope): readonly Exempt[] {
  const exempt = subjects.flatMap((subject): Exempt[] => {
    const found = isAgreed(year, subject, scope) ? undefined : exemptionFrom(year.frame.exempt, subject, scope);
    if (found === undefined) return [];
    const { unitId, reason } = found;
    return [{ ...(found.scope?.subject === undefined ? { unitId } : subject), ...defined({ reason }) }];
  });
  return exempt.filter((one, place) => exempt.findIndex((other) => isSame(one, other)) === place);
}

function departedAmong(year: RankingYear, when: Of, subjects: readonly Subject[]): readonly Departed[] {
  const left = departedUnits(year.frame, dayOf(when));
  return unitsWithout(year, subjects, when.scope).flatMap((unitId) => {
    const until = left.get(unitId);
    return until === undefined || isExempt(year, { unitId }, when.scope) ? [] : [{ unitId, until }];
  });
}
