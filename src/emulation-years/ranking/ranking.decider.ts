import {
  breach,
  mustSay,
  mustSayWhy,
  refuse,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../../kernel/decider.js';
import type { Decisions } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import { mustFollow } from '../../kernel/happened.js';
import { scopeKey } from '../../kernel/scope.js';
import type { PeoplesKey, TieKey } from '../../rulebooks/rulebook.values.js';
import { rulebookFor } from '../frame/adopted-rulebook.js';
import { memberNamed } from '../frame/frame.fold.js';
import { areSame, subjectKey } from '../scoring/subject.values.js';
import { mustFollowDecision } from '../voting/basis.decider.js';
import { mustKnowBallot } from '../voting/known-ballot.js';
import { agreeRanking } from './agreed-ranking.decider.js';
import { classifyUnits } from './classes.decider.js';
import { publishResult } from './publication.decider.js';
import type { BreakTie, RankingCommand } from './ranking.commands.js';
import type { RankingEvent } from './ranking.events.js';
import {
  isPublished,
  standingRanking,
  type PublishingYear,
  type RankingOnRecord,
  type RankingYear,
} from './ranking.fold.js';
import { listKey, placesIn } from './ranking.values.js';
import { rankByScores } from './score-ranking.decider.js';
import { mustBePeoplesTurn } from './tie-by-people.decider.js';

/** Ranking: the order of the year, its ties, and what of it the public sees. */
export const rankingDecisions: Decisions<RankingCommand, PublishingYear, RankingEvent> = {
  ComputeRanking: { actor: 'HEAD', decide: rankByScores },
  AgreeRanking: { actor: 'HEAD', decide: agreeRanking },
  BreakTie: { actor: 'HEAD', decide: breakTie },
  ClassifyUnit: { actor: 'HEAD', decide: classifyUnits },
  PublishResult: { actor: 'HEAD', decide: publishResult },
};

/** What stands on one rank is put in order by a vote of the members or by the head, as far as the rulebook lists that. */
function* breakTie(command: BreakTie & Circumstances, year: RankingYear): Deciding<RankingEvent> {
  const { data } = command;
  const rulebook = yield* rulebookFor(command, year.frame);
  const onRecord = standingRanking(year, data.scope);
  if (onRecord === undefined) return yield* refuse('NOT_ON_RECORD', rankingFacts(data, year));
  yield* mustOrderTied(data, onRecord, year);
  if (isPublished(onRecord)) yield breach('FINAL_STATE');
  const key = yield* mustSay(command, data.key, { kind: 'tie key', field: '/key' });
  const tieKeys = rulebook?.ranking.tieKeys;
  if (key !== undefined && tieKeys !== undefined) yield* mustListKey(key, tieKeys);
  yield* mustBePeoplesTurn(command, tieKeys ?? [], year);
  yield* mustFollow(command, onRecord.latest, data.occurredOn, 'RANKED');
  yield* mustFollowDecision(command, { kind: 'BALLOT', ...defined({ ballotId: data.ballotId }) }, year);
  yield* mustSayWhy(command);
  return [{ type: 'TieBroken', data: { ...data, version: onRecord.version } }];
}

function* mustListKey(key: PeoplesKey, tieKeys: readonly TieKey[]): Checks {
  const allowed = tieKeys.map((known) => known.key);
  if (!allowed.includes(key)) yield breach('INVALID_TRANSITION', { step: key, allowed });
}

function rankingFacts({ scope }: Pick<BreakTie['data'], 'scope'>, { frame: { year } }: RankingYear) {
  return { kind: 'ranking' as const, id: scopeKey(scope) || year, ofYear: year };
}

/** There is a tie on that rank of that list, the ballot cited is known, and the order names what is tied, each once. */
function* mustOrderTied(
  { withoutCriteria, rank, order, ballotId }: BreakTie['data'],
  onRecord: RankingOnRecord,
  { frame, voting }: RankingYear,
): Checks {
  const groups = placesIn(onRecord, defined({ withoutCriteria }));
  if (groups === undefined) {
    const lists = (onRecord.apart ?? []).map(listKey);
    return yield* refuse('INVALID_INPUT', { field: '/withoutCriteria', why: 'NOT_AMONG', allowed: lists });
  }
  const tied = groups.find((group) => group.rank === rank)?.subjects ?? [];
  const ties = groups.filter(({ subjects }) => subjects.length > 1).map((group) => `${group.rank}`);
  if (tied.length < 2) yield* refuse('UNKNOWN_REFERENCE', { kind: 'tie', id: `${rank}`, allowed: ties });
  if (ballotId !== undefined) yield* mustKnowBallot(voting, ballotId);
  if (areSame(order, tied)) return;
  const units = tied.map(({ unitId }) => memberNamed(frame, unitId));
  const unitIds = tied.map(({ unitId }) => unitId);
  yield* refuse('INVALID_INPUT', { field: '/order', why: 'TIED', units, unitIds, allowed: tied.map(subjectKey) });
}
