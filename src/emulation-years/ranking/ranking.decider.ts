import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { scopeKey } from '../../kernel/scope.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { adoptedRulebook, isMember, unknown } from '../scoring/sheet-checks.js';
import { ballotOf } from '../voting/voting.fold.js';
import { nameOf } from '../frame/frame.fold.js';
import { agreeRanking } from './agreed-ranking.decider.js';
import type { BreakTie, ClassifyUnit, PublishResult, RankingCommand } from './ranking.commands.js';
import type { RankingEvent } from './ranking.events.js';
import { isPublished, nothingRanked, standingOf, type Standing } from './ranking.fold.js';
import { isOutdated, rankByScores } from './score-ranking.decider.js';

/** Ranking: the order of the year, its ties, and what of it the public sees. */
export function decideRanking(command: RankingCommand & Circumstances, year: EmulationYear): Deciding<RankingEvent> {
  switch (command.type) {
    case 'ComputeRanking':
      return rankByScores(command, year);
    case 'AgreeRanking':
      return agreeRanking(command, year);
    case 'BreakTie':
      return breakTie(command, year);
    case 'ClassifyUnit':
      return classifyUnit(command, year);
    case 'PublishResult':
      return publishResult(command, year);
  }
}

/** Units on one rank are put in order by a vote of the members or by the head, as far as the rulebook lists that. */
function* breakTie({ data }: BreakTie, year: EmulationYear): Deciding<RankingEvent> {
  const rulebook = yield* adoptedRulebook(year.frame);
  const standing = standingOf(year.ranking, data.scope) ?? nothingRanked;
  if (rulebook === undefined || !(yield* isOrderOf(data, unitsOn(standing, data.rank), year))) return [];
  if (isPublished(standing)) yield breach('FINAL_STATE');
  const { tieKeys } = rulebook.content.ranking;
  if (!tieKeys.some(({ key }) => key === data.key)) yield breach('INVALID_TRANSITION', { step: data.key });
  return [{ type: 'TieBroken', data: { ...data, version: standing.version } }];
}

function unitsOn({ groups }: Standing, rank: number): readonly string[] {
  return groups.find((group) => group.rank === rank)?.units ?? [];
}

/** There is a tie on that rank, the ballot cited is known, and the order names the tied units, each once. */
function* isOrderOf(
  { rank, order, ballotId }: BreakTie['data'],
  tied: readonly string[],
  { frame, voting }: EmulationYear,
): Checks<boolean> {
  if (tied.length < 2) return yield* unknown('tie', `${rank}`);
  if (ballotId !== undefined && ballotOf(voting, ballotId) === undefined) return yield* unknown('ballot', ballotId);
  if (order.length === tied.length && tied.every((unitId) => order.includes(unitId))) return true;
  yield* refuse('INVALID_INPUT', { field: '/order', units: tied.map((unitId) => nameOf(frame, unitId)) });
  return false;
}

/** H9: a class beside or instead of a rank, a human choice with its basis. */
function* classifyUnit({ data }: ClassifyUnit, { frame }: EmulationYear): Deciding<RankingEvent> {
  yield* isMember(frame, data.unitId, data);
  return [{ type: 'UnitClassified', data }];
}

/** Shows some ranks, or all, of the ranking as it stands, if it stands on the scores of today. */
function* publishResult({ data }: PublishResult, year: EmulationYear): Deciding<RankingEvent> {
  const standing = standingOf(year.ranking, data.scope);
  if (standing === undefined) {
    yield* unknown('ranking', scopeKey(data.scope) || year.frame.year);
    return [];
  }
  const stray = data.ranks.find((rank) => !standing.groups.some((group) => group.rank === rank));
  if (stray !== undefined) {
    yield* unknown('rank', `${stray}`);
    return [];
  }
  if (isPublished(standing)) yield breach('FINAL_STATE');
  if (isOutdated(standing, year, data)) yield breach('INVALID_TRANSITION', { step: 'SCORING' });
  return [{ type: 'ResultPublished', data: { ...data, version: standing.version } }];
}
