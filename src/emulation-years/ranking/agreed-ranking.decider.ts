import { breach, mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Facts } from '../../kernel/event.js';
import { dayOf, memberNamed } from '../frame/frame.fold.js';
import { unitFacts } from '../frame/membership.js';
import { isSkipped } from '../frame/steps.values.js';
import { mustBeRegistered, mustKnowSubject } from '../scoring/subject.decider.js';
import { subjectKey, type Subject } from '../scoring/subject.values.js';
import { agreedSheet, subjectsOf, unitsToScore } from '../scoring/scored-units.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { exemptionFrom } from '../frame/frame.values.js';
import { groundFacts, mustBeScored, mustKnowScope } from '../scoring/sheet-checks.js';
import { mustBeAtSession } from '../sessions/known-session.js';
import { mustBeUnopposed } from '../voting/assent.decider.js';
import { mustFollowDecision, mustHavePassed } from '../voting/basis.decider.js';
import { mustKnowBallot } from '../voting/known-ballot.js';
import { ballotOf } from '../voting/voting.fold.js';
import type { AgreeRanking } from './ranking.commands.js';
import type { RankingEvent } from './ranking.events.js';
import { nextVersion, rankingOn, standingRanking, type RankingYear } from './ranking.fold.js';
import { decisionsBehind } from './ranking.values.js';

/**
 * H3: an order without points, by assent or ballot; only where scoring is skipped with a reason (R16). It cites what agreed it
 * (decision 27); a source may not know that, or rank by self-scores.
 */
export function* agreeRanking(command: AgreeRanking & Circumstances, year: RankingYear): Deciding<RankingEvent> {
  const { data } = command;
  yield* mustSayDecision(command, year);
  yield* mustKnowDecision(data, year);
  yield* mustAddUp(data);
  yield* mustKnowSubject(data.scope, year.scoring);
  if (year.frame.rulebook !== undefined) yield* mustKnowScope(year.frame.rulebook.content.scoring, data.scope);
  yield* mustWordNoPlaces(command);
  for (const subject of subjectsIn(data)) {
    yield* mustBeScored(year.frame, subject.unitId, data);
    yield* mustBeRegistered(subject, year);
  }
  const onRecord = rankingOn(year.ranking, data.scope);
  yield* mustSkipScoring(data, year);
  yield* mustBeWhole(data, year);
  if (standingRanking(year, data.scope)?.publishedVersion !== undefined) yield breach('FINAL_STATE');
  yield* mustNotBeExcluded(data, year);
  yield* mustBeDecided(data, year);
  for (const cited of decisionsBehind(data)) yield* mustFollowDecision(command, cited, year);
  return [{ type: 'RankingAgreed', data: { ...data, version: nextVersion(onRecord) } }];
}

type Agreed = AgreeRanking['data'];

/** An act rests on a ballot or an assent, which it cites; one by assent may cite the session at which all agreed. */
function* mustSayDecision(command: AgreeRanking & Circumstances, { sessions }: RankingYear): Checks {
  const { basis, decision, sessionId } = command.data;
  if (basis === 'SELF_SCORE' && command.mode.kind === 'ACT') {
    yield* refuse('INVALID_INPUT', { field: '/basis', why: 'CLAIM_ALONE', allowed: ['ASSENT', 'BALLOT'] });
  }
  yield* mustBeAtSession(command.data, sessions);
  const cited = basis === 'ASSENT' ? (decision ?? sessionId) : decision;
  yield* mustSay(command, cited, { kind: 'decision', field: '/decision' });
}

/** What it rests on is a decision of this year, of that kind, about a ranking (decision 27). */
function* mustKnowDecision({ basis, decision }: Agreed, { voting }: RankingYear): Checks {
  if (decision === undefined) return;
  const { ballots, assents } = voting;
  const allowed = [
    ...(basis === 'ASSENT' ? [] : Object.values(ballots).map(({ terms }) => ({ ...terms, id: terms.ballotId }))),
    ...(basis === 'BALLOT' ? [] : Object.values(assents).map((assent) => ({ ...assent, id: assent.assentId }))),
  ]
    .filter(({ purpose }) => purpose === 'RANKING')
    .map(({ id }) => id);
  if (!allowed.includes(decision)) yield* refuse('UNKNOWN_REFERENCE', { kind: 'decision', id: decision, allowed });
}

/** What it rests on met no objection (R48), was not found void (D41), and gave a place (R23): a failed vote carries no order. */
function* mustBeDecided({ basis, decision = '' }: Agreed, year: RankingYear): Checks {
  if (basis !== 'BALLOT') yield* mustBeUnopposed(decision, year);
  if (basis !== 'ASSENT' && ballotOf(year.voting, decision)) yield* mustHavePlaced(decision, year);
}

function* mustHavePlaced(ballotId: string, year: RankingYear): Checks {
  const { tally = [], terms } = yield* mustKnowBallot(year.voting, ballotId);
  if (tally.some(({ outcome }) => outcome === 'PASSED')) return;
  for (const { questionId } of terms.questions) yield* mustHavePassed({ ballotId, questionId }, year);
}

/** What stands on the places. */
function subjectsIn({ groups }: Pick<Agreed, 'groups'>): readonly Subject[] {
  return groups.flatMap(({ subjects }) => subjects);
}

/** D45: how a source words its places is kept; an act has ranks. */
function* mustWordNoPlaces({ data, mode }: AgreeRanking & Circumstances): Checks {
  const place = data.groups.findIndex(({ printed }) => printed !== undefined);
  if (place !== -1 && mode.kind === 'ACT')
    yield* refuse('INVALID_INPUT', { field: `/groups/${place}/printed`, why: 'CLAIM_ALONE' });
}

/** Nothing stands twice, and each rank leaves room for what is before it: 1, 2, 2, 4; a partial one may leave more. */
function* mustAddUp({ groups, partial }: Agreed): Checks {
  const keys = subjectsIn({ groups }).map(subjectKey);
  let next = 1;
  let fits = groups.length > 0 && new Set(keys).size === keys.length;
  for (const { rank, subjects: equals } of groups) {
    fits &&= equals.length > 0 && (partial ? rank >= next : rank === next);
    next = rank + equals.length;
  }
  if (!fits) yield* refuse('INVALID_INPUT', { field: '/groups', why: 'RANKS' });
}

function* mustSkipScoring({ scope, basis, ...when }: Agreed, year: RankingYear): Checks {
  if (basis === 'SELF_SCORE' || isSkipped(year.steps, 'SCORING')) return;
  const subjects = subjectsOf(year, scope, dayOf(when));
  const missing = subjects.filter((subject) => agreedSheet(year.scoring, subject, scope) === undefined);
  if (missing.length > 0) yield breach('SCORES_NOT_AGREED', unitsNamed(missing, year));
  else yield breach('INVALID_TRANSITION', { step: 'RANKED_BY_SCORES' });
}

/** An order that is not partial names all of its scope, of members of that day, that is not exempt. */
function* mustBeWhole({ groups, partial, scope, ...when }: Agreed, year: RankingYear): Checks {
  if (partial) return;
  const ranked = new Set(subjectsIn({ groups }).map(subjectKey));
  const present = unitsToScore(year.frame, dayOf(when));
  const missing = subjectsOf(year, scope, dayOf(when)).filter(
    (subject) =>
      !ranked.has(subjectKey(subject)) &&
      present.includes(subject.unitId) &&
      exemptionFrom(year.frame.exempt, subject, scope) === undefined,
  );
  if (missing.length > 0) yield breach('RANKING_INCOMPLETE', unitsNamed(missing, year));
}

function unitsNamed(subjects: readonly Subject[], { frame }: RankingYear): Facts {
  const unitIds = subjects.map(({ unitId }) => unitId);
  return { units: unitIds.map((unitId) => memberNamed(frame, unitId)), unitIds };
}

function* mustNotBeExcluded({ groups }: Agreed, { frame, scoring }: RankingYear): Checks {
  for (const { unitId } of subjectsIn({ groups })) {
    const exclusion = exclusionFrom(scoring, unitId, 'RANKING');
    if (exclusion !== undefined)
      yield breach('UNIT_EXCLUDED', { ...unitFacts(frame, unitId), ...groundFacts(exclusion.ground, frame) });
  }
}
