import type { ElectionBasis } from '../../src/emulation-years/leadership/leadership.values.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { witnessed, type Witnessed, type YearFact } from './witnesses.js';

type Ballot = Readonly<{ purpose: string; unitIds: readonly string[]; passed: readonly string[] }>;

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
  };
}

/** What acts recorded. */
function actsOf(life: Life): readonly Witnessed[] {
  return witnessed(life).filter(({ fact }) => fact.metadata.mode.kind === 'ACT');
}

/** An agreed order cites what agreed it: a ballot on the order that gave a place, or an assent to it without objection. */
function agreedByWhatItCites(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'RankingAgreed') continue;
    const { data, id } = fact;
    const { basis, decision } = data;
    if (basis === 'BALLOT') {
      const ballot = ballotIn(before, decision);
      must(
        ballot?.purpose === 'RANKING' && ballot.passed.length > 0,
        `${id} cites a ballot that gave no place`,
        life.log,
      );
    } else {
      const assent = before.find((fact) => fact.type === 'AssentRecorded' && fact.data.assentId === decision);
      const isOnOrder = assent?.type === 'AssentRecorded' && assent.data.purpose === 'RANKING';
      must(isOnOrder, `${id} cites ${decision}, which is no assent to an order`, life.log);
      const objected = before.some((fact) => fact.type === 'ObjectionRecorded' && fact.data.assentId === decision);
      must(!objected, `${id} cites ${decision}, to which a member objected`, life.log);
    }
  }
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
  'an agreed order cites the ballot or the assent that agreed it (D27)': agreedByWhatItCites,
  'an elected head was elected by what its election cites (R33)': electedByWhatItCites,
};
