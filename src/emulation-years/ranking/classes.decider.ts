import { breach, mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { isSaid } from '../../kernel/text.js';
import { mustBeScored, mustKnowScope } from '../scoring/sheet-checks.js';
import { mustBeRegistered } from '../scoring/subject.decider.js';
import { isSame } from '../scoring/subject.values.js';
import { mustBeUnopposed } from '../voting/assent.decider.js';
import { mustFollowDecision, mustHavePassed } from '../voting/basis.decider.js';
import { mustKnowBallot } from '../voting/known-ballot.js';
import { assentOf, ballotOf } from '../voting/voting.fold.js';
import type { ClassifyUnit } from './ranking.commands.js';
import type { RankingEvent } from './ranking.events.js';
import { mustBeMet, mustFollowSheets } from './class-met.decider.js';
import { standingClass, type RankingYear } from './ranking.fold.js';
import { classKey, decisionsBehind } from './ranking.values.js';

/**
 * H9: classes beside or instead of ranks, of one or several units at once. An act says on what they rest: in words, or by the ballot or
 * assent that it cites. One that was published changes only with its reason (D18).
 */
export function* classifyUnits(command: ClassifyUnit & Circumstances, year: RankingYear): Deciding<RankingEvent> {
  const { data } = command;
  const { scope, classes } = data;
  yield* mustNameEachOnce(data);
  const scoring = year.frame.rulebook?.content.scoring;
  for (const one of classes) {
    if (scoring !== undefined) yield* mustKnowScope(scoring, scope, one.unitId);
    yield* mustBeScored(year.frame, one.unitId, data);
    yield* mustBeRegistered(one, year);
  }
  yield* mustSay(command, data.basis ?? data.decision, { kind: 'basis', field: '/basis' });
  yield* mustRestOnDecision(data, year);
  yield* mustBeMet(command, year);
  yield* mustFollowSheets(command, year);
  const isFinal = classes.some((one) => standingClass(year, scope, one)?.published === true && !isSaid(one.reason));
  if (isFinal) yield breach('FINAL_STATE');
  for (const cited of decisionsBehind(defined({ decision: data.decision })))
    yield* mustFollowDecision(command, cited, year);
  return [{ type: 'UnitClassified', data }];
}

type Classes = ClassifyUnit['data'];

function* mustNameEachOnce({ scope, classes }: Classes): Checks {
  const keys = classes.map((one) => classKey(scope, one));
  const again = keys.findIndex((key, place) => keys.indexOf(key) < place);
  if (again !== -1) yield* refuse('INVALID_INPUT', { field: `/classes/${again}`, why: 'TWICE' });
}

/** A decision that is cited was about these classes, met no objection (R48) and gave them (R23). */
function* mustRestOnDecision({ decision, classes }: Classes, year: RankingYear): Checks {
  if (decision === undefined) return;
  const asked = questionsOf(decision, year);
  if (asked === undefined) {
    return yield* refuse('UNKNOWN_REFERENCE', { kind: 'decision', id: decision, allowed: aboutClasses(year) });
  }
  if (ballotOf(year.voting, decision) === undefined) yield* mustBeUnopposed(decision, year);
  else yield* mustKnowBallot(year.voting, decision);
  for (const [place, { classification, ...of }] of classes.entries()) {
    const ofThis = asked.filter((question) => isSame(question, of));
    const question = ofThis.find((one) => one.classification === classification);
    if (question === undefined) {
      const allowed = ofThis.flatMap((one) => one.classification ?? []);
      return yield* refuse('INVALID_INPUT', { field: `/classes/${place}/classification`, why: 'NOT_AMONG', allowed });
    }
    yield* mustHavePassed({ ballotId: decision, questionId: question.questionId }, year);
  }
}

function questionsOf(decision: string, { voting }: RankingYear) {
  const { purpose, questions } = ballotOf(voting, decision)?.terms ?? assentOf(voting, decision) ?? {};
  return purpose === 'CLASSIFICATION' ? questions : undefined;
}

function aboutClasses({ voting: { ballots, assents } }: RankingYear): readonly string[] {
  return [
    ...Object.values(ballots).map(({ terms: { ballotId, purpose } }) => ({ id: ballotId, purpose })),
    ...Object.values(assents).map(({ assentId, purpose }) => ({ id: assentId, purpose })),
  ]
    .filter(({ purpose }) => purpose === 'CLASSIFICATION')
    .map(({ id }) => id);
}
