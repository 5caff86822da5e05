import { breach, mustSay, type Checks, type Circumstances } from '../../kernel/decider.js';
import type { PeoplesKey, TieKey } from '../../rulebooks/rulebook.values.js';
import { memberNamed } from '../frame/frame.fold.js';
import { areSame, isSame, type Subject } from '../scoring/subject.values.js';
import { ballotOf, type Ballot } from '../voting/voting.fold.js';
import type { QuestionTally } from '../voting/voting.values.js';
import type { BreakTie } from './ranking.commands.js';
import type { RankingYear } from './ranking.fold.js';

type Broken = BreakTie & Pick<Circumstances, 'mode'>;

/**
 * A key of people needs its act (decision 26): a vote of the members is a ballot of the year about exactly what is tied, whose count gives
 * that order; the head decides where such a ballot was counted before and gave none, if the rulebook asks the members first.
 */
export function* mustBePeoplesTurn(command: Broken, tieKeys: readonly TieKey[], year: RankingYear): Checks {
  const { key, order, ballotId } = command.data;
  if (key === 'MEMBERS_VOTE') {
    yield* mustSay(command, ballotId, { kind: 'ballot', field: '/ballotId' });
    const ballot = ballotId === undefined ? undefined : ballotOf(year.voting, ballotId);
    if (ballot !== undefined && !givesOrder(ballot, order)) yield breach('TIE_NOT_DECIDED', orderFacts(order, year));
    return;
  }
  if (isAfterMembers(tieKeys, key) && !wasTried(order, year))
    yield breach('MEMBERS_VOTE_FIRST', orderFacts(order, year));
}

/** Whether the rulebook asks the members before it turns to that key; of one that is not told nothing is known. */
function isAfterMembers(tieKeys: readonly TieKey[], key: PeoplesKey | undefined): boolean {
  const members = tieKeys.findIndex((known) => known.key === 'MEMBERS_VOTE');
  return members >= 0 && members < tieKeys.findIndex((known) => known.key === key);
}

function orderFacts(order: readonly Subject[], { frame }: RankingYear) {
  const unitIds = order.map(({ unitId }) => unitId);
  return { units: unitIds.map((unitId) => memberNamed(frame, unitId)), unitIds };
}

/** Whether it asked about exactly these, for their places. */
function isAbout({ terms: { purpose, questions } }: Ballot, order: readonly Subject[]): boolean {
  return purpose === 'RANKING' && areSame(questions, order);
}

/** Each won over the next, or has more votes on the same outcome, in a vote that had its quorum; what a source leaves unknown is not held against it. */
function givesOrder(ballot: Ballot, order: readonly Subject[]): boolean {
  const { terms, tally = [] } = ballot;
  if (!isAbout(ballot, order) || tally.length === 0) return false;
  const counts = order.map((subject) => {
    const question = terms.questions.find((one) => isSame(one, subject));
    return tally.find(({ questionId }) => questionId === question?.questionId);
  });
  return counts.slice(1).every((count, place) => isAhead(counts[place], count));
}

function isAhead(one: QuestionTally | undefined, other: QuestionTally | undefined): boolean {
  if (one === undefined || other === undefined || one.outcome === 'NO_QUORUM') return false;
  if (one.outcome !== other.outcome && [one, other].some(({ outcome }) => outcome === 'PASSED')) {
    return one.outcome === 'PASSED';
  }
  return one.for === undefined || other.for === undefined || one.for > other.for;
}

/** A ballot about the tie was counted and left it. One found void was no try. */
function wasTried(order: readonly Subject[], { voting }: RankingYear): boolean {
  return Object.values(voting.ballots).some(
    (ballot) =>
      ballot.voided === undefined && ballot.tally !== undefined && isAbout(ballot, order) && !ordersAny(ballot, order),
  );
}

/** Whether its count tells them all apart, whichever is ahead. */
function ordersAny(ballot: Ballot, order: readonly Subject[]): boolean {
  const votesOf = (subject: Subject): number => {
    const question = ballot.terms.questions.find((one) => isSame(one, subject));
    const count = ballot.tally?.find(({ questionId }) => questionId === question?.questionId);
    return (count?.for ?? 0) + (count?.outcome === 'PASSED' ? 1e6 : 0);
  };
  return givesOrder(
    ballot,
    order.toSorted((a, b) => votesOf(b) - votesOf(a)),
  );
}
