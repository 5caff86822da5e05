import type { YearFrame } from '../frame/frame.fold.js';
import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { mustFollow } from '../../kernel/happened.js';
import type { LocalDate } from '../../kernel/instant.js';
import { firstDayOf } from '../../kernel/partial-date.js';
import type { PledgeRules, ScoringRules } from '../../rulebooks/rulebook.values.js';
import { rulebookFor } from '../frame/adopted-rulebook.js';
import { unitFacts } from '../frame/membership.js';
import { hasSigned } from '../pledge/pledge.fold.js';
import type { ReviseSelfScore, SubmitSelfScore } from './scoring.commands.js';
import type { ScoringEvent } from './scoring.events.js';
import { cardOf, type Sheet, type ScoringYear } from './scoring.fold.js';
import {
  mustBeComplete,
  mustBeInRange,
  mustBeProven,
  mustBeScored,
  mustBeUsable,
  mustPrintNoTotal,
  selfScoreOf,
} from './sheet-checks.js';
import { scoredColumn } from './column-totals.js';
import { tableOf } from './criteria-table.js';
import { mustBeOfRegistered } from './subject.decider.js';

/**
 * Tự chấm điểm: a unit hands its figures in, once; it revises them, whole, until they are agreed. What a source tells of a year without a
 * rulebook is taken as it tells it (decision 34), here and in what follows.
 */
export function* handInSelfScore(
  command: (SubmitSelfScore | ReviseSelfScore) & Circumstances,
  year: ScoringYear,
): Deciding<ScoringEvent> {
  const { type, data, gathered } = command;
  const rulebook = yield* rulebookFor(command, year.frame);
  const rules = rulebook?.scoring;
  const table = tableOf(rules);
  yield* mustPrintNoTotal(command);
  yield* mustBeUsable(rules, data, data.lines);
  const card = cardOf(year.scoring, data);
  if (type === 'ReviseSelfScore') yield* mustHaveHandedIn(card, year.frame);
  yield* mustBeScored(year.frame, data.unitId, data, gathered);
  yield* mustBeOfRegistered(data, year);
  if (rulebook !== undefined) yield* mustHavePledged(rulebook.pledge, year, data.unitId);
  if (card.status === 'AGREED') yield breach('SCORE_FROZEN', unitFacts(year.frame, data.unitId));
  if (rules !== undefined) yield* mustBeInTime(rules, year, data.unitId, firstDayOf(data.occurredOn));
  if (type === 'SubmitSelfScore') yield* mustBeFirst(card, year.frame);
  yield* mustFollow(command, card.latest, data.occurredOn, 'SHEET');
  yield* mustBeComplete(table, data.lines);
  yield* mustBeInRange(table, data.lines);
  yield* mustBeProven(table, data.lines);
  const figures = scoredColumn(rules, data.lines);
  return [
    { type: type === 'SubmitSelfScore' ? 'SelfScoreSubmitted' : 'SelfScoreRevised', data: { ...data, ...figures } },
  ];
}

function* mustHaveHandedIn({ self, unitId }: Sheet, frame: YearFrame): Checks {
  if (self === undefined) yield* refuse('NOT_ON_RECORD', selfScoreOf(frame, unitId));
}

function* mustBeFirst({ self, unitId }: Sheet, frame: YearFrame): Checks {
  if (self !== undefined) yield* refuse('ALREADY_EXISTS', selfScoreOf(frame, unitId));
}

/** R07, where the rulebook asks for it. */
function* mustHavePledged(pledge: PledgeRules, year: ScoringYear, unitId: string): Checks {
  if (!pledge.requiredForScoring || hasSigned(year.pledge, unitId)) return;
  yield breach('NO_PLEDGE', { ...unitFacts(year.frame, unitId), year: year.frame.year });
}

/** R12: the deadline looks at the first day that the date can mean; a unit let in again has its own last day. */
function* mustBeInTime(
  { deadline }: ScoringRules,
  { scoring: { reopened } }: ScoringYear,
  unitId: string,
  day: LocalDate,
): Checks {
  if (deadline === undefined || day <= deadline) return;
  const until = Object.hasOwn(reopened, unitId) ? reopened[unitId] : deadline;
  // A source lets the unit hand in later and does not say until when: nothing is known to be too late.
  if (until !== undefined && day > until) yield breach('SCORING_CLOSED', { date: until });
}
