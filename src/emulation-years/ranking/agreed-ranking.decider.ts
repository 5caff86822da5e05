import { breach, refuse, type Checks, type Deciding } from '../../kernel/decider.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { agreedSheet, named, scoredUnits } from '../scoring/scored-units.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { isMember, unknown } from '../scoring/sheet-checks.js';
import { unopposed } from '../voting/assent.decider.js';
import { passed } from '../voting/basis.decider.js';
import { ballotOf } from '../voting/voting.fold.js';
import { isSkipped } from '../frame/steps.values.js';
import { dayOf, nameOf } from '../frame/frame.fold.js';
import type { AgreeRanking } from './ranking.commands.js';
import type { RankingEvent } from './ranking.events.js';
import { nextVersion, standingOf } from './ranking.fold.js';

/** H3: an order without points, by assent or ballot; only where scoring is skipped with a reason (R16). */
export function* agreeRanking({ data }: AgreeRanking, year: EmulationYear): Deciding<RankingEvent> {
  if (!(yield* decisionExists(data, year)) || !(yield* ranksAddUp(data))) return [];
  for (const unitId of data.groups.flatMap(({ units }) => units)) yield* isMember(year.frame, unitId, data);
  const standing = standingOf(year.ranking, data.scope);
  yield* isUnscored(data, year);
  yield* isWhole(data, year);
  if (standing?.publishedVersion !== undefined) yield breach('FINAL_STATE');
  yield* isNotExcluded(data, year);
  yield* decisionHolds(data, year);
  return [{ type: 'RankingAgreed', data: { ...data, version: nextVersion(standing) } }];
}

type Agreed = AgreeRanking['data'];

/** The ballot or assent it rests on is one of this year. */
function* decisionExists({ decision }: Agreed, { voting }: EmulationYear): Checks<boolean> {
  if (decision === undefined) return true;
  const known = ballotOf(voting, decision) !== undefined || Object.hasOwn(voting.assents, decision);
  return known || (yield* unknown('decision', decision));
}

/** What it rests on met no objection (R48), or gave a place to somebody (R23): a failed vote carries no order. */
function* decisionHolds({ decision = '' }: Agreed, year: EmulationYear): Checks {
  yield* unopposed(decision, year);
  const ballot = ballotOf(year.voting, decision);
  if (ballot?.tally?.some(({ outcome }) => outcome === 'PASSED') === true) return;
  for (const { questionId } of ballot?.terms.questions ?? []) yield* passed({ ballotId: decision, questionId }, year);
}

/** No unit stands twice, and each rank leaves room for the units before it: 1, 2, 2, 4; a partial one may leave more. */
function* ranksAddUp({ groups, partial }: Agreed): Checks<boolean> {
  const units = groups.flatMap((group) => group.units);
  let next = 1;
  let fits = groups.length > 0 && new Set(units).size === units.length;
  for (const { rank, units: equals } of groups) {
    fits &&= equals.length > 0 && (partial ? rank >= next : rank === next);
    next = rank + equals.length;
  }
  if (!fits) yield* refuse('INVALID_INPUT', { field: '/groups' });
  return fits;
}

function* isUnscored({ scope, ...when }: Agreed, year: EmulationYear): Checks {
  if (isSkipped(year.steps, 'SCORING')) return;
  const { frame, scoring } = year;
  const missing = scoredUnits(frame, dayOf(when)).filter((unitId) => agreedSheet(scoring, unitId, scope) === undefined);
  yield breach('SCORES_NOT_AGREED', { units: missing.map((unitId) => nameOf(frame, unitId)), unitIds: missing });
}

/** An order that is not partial names every member that is not exempt. */
function* isWhole({ groups, partial, ...when }: Agreed, { frame }: EmulationYear): Checks {
  if (partial) return;
  const ranked = new Set(groups.flatMap(({ units }) => units));
  const missing = scoredUnits(frame, dayOf(when)).filter(
    (unitId) => !ranked.has(unitId) && !Object.hasOwn(frame.exempt, unitId),
  );
  if (missing.length === 0) return;
  yield breach('RANKING_INCOMPLETE', { units: missing.map((unitId) => nameOf(frame, unitId)), unitIds: missing });
}

function* isNotExcluded({ groups }: Agreed, { frame, scoring }: EmulationYear): Checks {
  for (const unitId of groups.flatMap(({ units }) => units)) {
    const exclusion = exclusionFrom(scoring, unitId, 'RANKING');
    if (exclusion !== undefined) yield breach('UNIT_EXCLUDED', { ...named(frame, unitId), ground: exclusion.ground });
  }
}
