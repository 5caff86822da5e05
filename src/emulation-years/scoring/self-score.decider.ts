import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { LocalDate } from '../../kernel/instant.js';
import { firstDayOf } from '../../kernel/partial-date.js';
import type { PledgeRules, ScoringRules } from '../../rulebooks/rulebook.values.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { hasSigned } from '../pledge/pledge.fold.js';
import { named } from './scored-units.js';
import type { ReviseSelfScore, SubmitSelfScore } from './scoring.commands.js';
import type { ScoringEvent } from './scoring.events.js';
import { cardOf, type Sheet } from './scoring.fold.js';
import { adoptedRulebook, isComplete, isInRange, isMember, isUsable, unknown } from './sheet-checks.js';
import { scored } from './sheet-lines.js';

/** Tự chấm điểm: a unit hands its figures in, once; it revises them, whole, until they are agreed. */
export function* handInSelfScore(
  { type, data, gathered }: (SubmitSelfScore | ReviseSelfScore) & Circumstances,
  year: EmulationYear,
): Deciding<ScoringEvent> {
  const rulebook = yield* adoptedRulebook(year.frame);
  if (rulebook === undefined) return [];
  const { scoring, pledge } = rulebook.content;
  if (!(yield* isUsable(scoring, data, data.lines))) return [];
  const card = cardOf(year.scoring, data);
  if (type === 'ReviseSelfScore' && !(yield* isHandedIn(card))) return [];
  yield* isMember(year.frame, data.unitId, data, gathered);
  yield* hasPledged(pledge, year, data.unitId);
  if (card.status === 'AGREED') yield breach('SCORE_FROZEN', named(year.frame, data.unitId));
  yield* isInTime(scoring, year, data.unitId, firstDayOf(data.occurredOn));
  if (type === 'SubmitSelfScore') yield* isFirst(card);
  yield* isComplete(scoring, data.lines);
  yield* isInRange(scoring, data.lines);
  const lines = scored(scoring, data.lines);
  return [{ type: type === 'SubmitSelfScore' ? 'SelfScoreSubmitted' : 'SelfScoreRevised', data: { ...data, lines } }];
}

function* isHandedIn({ self, unitId }: Sheet): Checks<boolean> {
  return self.length > 0 || (yield* unknown('self-score', unitId));
}

function* isFirst({ self, unitId }: Sheet): Checks {
  if (self.length > 0) yield* refuse('ALREADY_EXISTS', { kind: 'self-score', id: unitId });
}

/** R07, where the rulebook asks for it. */
function* hasPledged(pledge: PledgeRules, year: EmulationYear, unitId: string): Checks {
  if (!pledge.requiredForScoring || hasSigned(year.pledge, unitId)) return;
  yield breach('NO_PLEDGE', { ...named(year.frame, unitId), year: year.frame.year });
}

/** R12: the deadline looks at the first day that the date can mean; a unit let in again has its own last day. */
function* isInTime(
  { deadline }: ScoringRules,
  { scoring: { reopened } }: EmulationYear,
  unitId: string,
  day: LocalDate,
): Checks {
  if (deadline === undefined || day <= deadline) return;
  const until = Object.hasOwn(reopened, unitId) ? reopened[unitId] : undefined;
  if (until === undefined || day > until) yield breach('SCORING_CLOSED', { date: until ?? deadline });
}
