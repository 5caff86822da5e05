import { breach, refuse, type Checks, type Deciding } from '../../kernel/decider.js';
import { dayOf, memberNamed } from '../frame/frame.fold.js';
import { unitFacts } from '../frame/membership.js';
import { isSkipped } from '../frame/steps.values.js';
import { agreedSheet, scoredUnits } from '../scoring/scored-units.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { groundFacts, mustBeScored } from '../scoring/sheet-checks.js';
import { mustBeUnopposed } from '../voting/assent.decider.js';
import { mustHavePassed } from '../voting/basis.decider.js';
import { ballotOf } from '../voting/voting.fold.js';
import type { AgreeRanking } from './ranking.commands.js';
import type { RankingEvent } from './ranking.events.js';
import { nextVersion, rankingOn, type RankingYear } from './ranking.fold.js';

/** H3: an order without points, by assent or ballot; only where scoring is skipped with a reason (R16). */
export function* agreeRanking({ data }: AgreeRanking, year: RankingYear): Deciding<RankingEvent> {
  yield* mustKnowDecision(data, year);
  yield* mustAddUp(data);
  for (const unitId of data.groups.flatMap(({ units }) => units)) yield* mustBeScored(year.frame, unitId, data);
  const onRecord = rankingOn(year.ranking, data.scope);
  yield* mustSkipScoring(data, year);
  yield* mustBeWhole(data, year);
  if (onRecord?.publishedVersion !== undefined) yield breach('FINAL_STATE');
  yield* mustNotBeExcluded(data, year);
  yield* mustBeDecided(data, year);
  return [{ type: 'RankingAgreed', data: { ...data, version: nextVersion(onRecord) } }];
}

type Agreed = AgreeRanking['data'];

/** The ballot or assent it rests on is one of this year. */
function* mustKnowDecision({ decision }: Agreed, { voting }: RankingYear): Checks {
  if (decision === undefined || ballotOf(voting, decision) || Object.hasOwn(voting.assents, decision)) return;
  yield* refuse('UNKNOWN_REFERENCE', { kind: 'decision', id: decision });
}

/** What it rests on met no objection (R48), or gave a place (R23): a failed vote carries no order. */
function* mustBeDecided({ decision = '' }: Agreed, year: RankingYear): Checks {
  yield* mustBeUnopposed(decision, year);
  const ballot = ballotOf(year.voting, decision);
  if (ballot?.tally?.some(({ outcome }) => outcome === 'PASSED') === true) return;
  for (const { questionId } of ballot?.terms.questions ?? [])
    yield* mustHavePassed({ ballotId: decision, questionId }, year);
}

/** No unit stands twice, and each rank leaves room for the units before it: 1, 2, 2, 4; a partial one may leave more. */
function* mustAddUp({ groups, partial }: Agreed): Checks {
  const units = groups.flatMap((group) => group.units);
  let next = 1;
  let fits = groups.length > 0 && new Set(units).size === units.length;
  for (const { rank, units: equals } of groups) {
    fits &&= equals.length > 0 && (partial ? rank >= next : rank === next);
    next = rank + equals.length;
  }
  if (!fits) yield* refuse('INVALID_INPUT', { field: '/groups' });
}

function* mustSkipScoring({ scope, ...when }: Agreed, year: RankingYear): Checks {
  if (isSkipped(year.steps, 'SCORING')) return;
  const { frame, scoring } = year;
  const missing = scoredUnits(frame, dayOf(when)).filter((unitId) => agreedSheet(scoring, unitId, scope) === undefined);
  yield breach('SCORES_NOT_AGREED', { units: missing.map((unitId) => memberNamed(frame, unitId)), unitIds: missing });
}

/** An order that is not partial names every member that is not exempt. */
function* mustBeWhole({ groups, partial, ...when }: Agreed, { frame }: RankingYear): Checks {
  if (partial) return;
  const ranked = new Set(groups.flatMap(({ units }) => units));
  const missing = scoredUnits(frame, dayOf(when)).filter(
    (unitId) => !ranked.has(unitId) && !Object.hasOwn(frame.exempt, unitId),
  );
  if (missing.length === 0) return;
  yield breach('RANKING_INCOMPLETE', { units: missing.map((unitId) => memberNamed(frame, unitId)), unitIds: missing });
}

function* mustNotBeExcluded({ groups }: Agreed, { frame, scoring }: RankingYear): Checks {
  for (const unitId of groups.flatMap(({ units }) => units)) {
    const exclusion = exclusionFrom(scoring, unitId, 'RANKING');
    if (exclusion !== undefined)
      yield breach('UNIT_EXCLUDED', { ...unitFacts(frame, unitId), ...groundFacts(exclusion.ground, frame) });
  }
}
