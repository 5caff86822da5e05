import type { ElectionBasis } from '../../src/emulation-years/leadership/leadership.values.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { actsOf, type YearFact } from './witnesses.js';

type Ballot = Readonly<{
  purpose: string;
  unitIds: readonly string[];
  passed: readonly string[];
  isCounted: boolean;
  isQuorate: boolean;
  hands: ReadonlyMap<string, number>;
}>;

/** The ballot of that id as these facts have it; `undefined` where it was not opened, or was found void. */
function ballotIn(before: readonly YearFact[], ballotId: string | undefined): Ballot | undefined {
  const of = before.filter((fact) => 'ballotId' in fact.data && fact.data.ballotId === ballotId);
  const opened = of.find((fact) => fact.type === 'BallotOpened');
  if (opened?.type !== 'BallotOpened' || of.some(({ type }) => type === 'BallotVoided')) return undefined;
  const { purpose, questions } = opened.data;
  const tally = of.findLast((fact) => fact.type === 'VoteTallied');
  const outcomes = tally?.type === 'VoteTallied' ? tally.data.questions : [];
  const passed = outcomes.filter(({ outcome }) => outcome === 'PASSED').map(({ questionId }) => questionId);
  return {
    purpose,
    unitIds: questions.map(({ unitId }) => unitId),
    passed: questions.filter(({ questionId }) => passed.includes(questionId)).map(({ unitId }) => unitId),
    isCounted: tally !== undefined,
    isQuorate: outcomes.every(({ outcome }) => outcome !== 'NO_QUORUM'),
    hands: new Map(
      questions.map(({ unitId, questionId }) => [
        unitId,
        outcomes.find((one) => one.questionId === questionId)?.for ?? -1,
      ]),
    ),
  };
}

/** A vote of the members broke it: one on the order of exactly those who are tied, with a quorum, which gave more hands to each before the next. */
function byTheirVote(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'TieBroken' || fact.data.key !== 'MEMBERS_VOTE') continue;
    const { order, ballotId } = fact.data;
    const ballot = ballotIn(before, ballotId);
    must(ballot?.purpose === 'RANKING', `${fact.id} cites no ballot on the order`, life.log);
    must(ballot.isQuorate, `${fact.id} cites a ballot without a quorum`, life.log);
    const hands = order.map(({ unitId }) => ballot.hands.get(unitId) ?? -1);
    const falls = hands.every((count, place) => count >= 0 && (place === 0 || count < (hands[place - 1] ?? 0)));
    must(falls && hands.length === ballot.unitIds.length, `${fact.id} orders by ${hands.join()} hands`, life.log);
  }
}

/** The head decides after a vote of the members that the rulebook lists before was held about who is tied, and decided nothing. */
function headComesLast(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'TieBroken' || fact.data.key !== 'HEAD_DECIDES') continue;
    const { data, id } = fact;
    const tied = data.order.map(({ unitId }) => unitId);
    const held = before.some((fact) => {
      if (fact.type !== 'BallotOpened') return false;
      const ballot = ballotIn(before, fact.data.ballotId);
      return (
        ballot?.purpose === 'RANKING' && ballot.isCounted && ballot.unitIds.some((unitId) => tied.includes(unitId))
      );
    });
    must(held, `${id}: the head decides before the members voted`, life.log);
  }
}

/** An agreed order cites what agreed it: a ballot on the order that gave a place, an assent to it without objection, or the session at which all agreed. */
function agreedByWhatItCites(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'RankingAgreed') continue;
    const { basis, decision, sessionId } = fact.data;
    const isCarried =
      decision === undefined
        ? before.some((known) => known.type === 'SessionConvened' && known.data.sessionId === sessionId)
        : basis === 'BALLOT'
          ? gavePlace(before, decision)
          : isAssentToOrder(before, decision);
    must(isCarried, `${fact.id} by ${basis} cites ${decision ?? sessionId}, which agreed no order`, life.log);
  }
}

function gavePlace(before: readonly YearFact[], ballotId: string): boolean {
  const ballot = ballotIn(before, ballotId);
  return ballot?.purpose === 'RANKING' && ballot.passed.length > 0;
}

function isAssentToOrder(before: readonly YearFact[], assentId: string): boolean {
  const of = before.filter((known) => 'assentId' in known.data && known.data.assentId === assentId);
  const isOnOrder = of.some((known) => known.type === 'AssentRecorded' && known.data.purpose === 'RANKING');
  return isOnOrder && !of.some(({ type }) => type === 'ObjectionRecorded');
}

/** An election cites a decision about that very unit, duty and year, which passed. */
function electedByWhatItCites(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'HeadElected') continue;
    const { basis, unitId = '' } = fact.data;
    const elected = basis.kind === 'BALLOT' ? passedIn(before, basis.ballotId) : agreedIn(before, basis);
    must(elected.includes(unitId), `${fact.id} elects ${unitId}, cited is ${elected.join()}`, life.log);
  }
}

function passedIn(before: readonly YearFact[], ballotId: string): readonly string[] {
  const ballot = ballotIn(before, ballotId);
  return ballot?.purpose === 'HEAD' ? ballot.passed : [];
}

function agreedIn(before: readonly YearFact[], basis: ElectionBasis): readonly string[] {
  const assentId = basis.kind === 'ASSENT' ? basis.assentId : undefined;
  const assent = before.find((known) => known.type === 'AssentRecorded' && known.data.assentId === assentId);
  const isOnHead = assent?.type === 'AssentRecorded' && assent.data.purpose === 'HEAD';
  return isOnHead ? assent.data.questions.map(({ unitId }) => unitId) : [];
}

export const CITATIONS: Properties = {
  'a tie broken by the members cites their vote on the order, which gave that order (D26)': byTheirVote,
  'the head decides a tie only after the members voted on it (D26)': headComesLast,
  'an agreed order cites the ballot, the assent or the session that agreed it (D27)': agreedByWhatItCites,
  'an elected head was elected by what its election cites (R33)': electedByWhatItCites,
};
