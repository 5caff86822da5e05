import { breach, type Breach, type Checks, type Circumstances } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import type { Facts } from '../../kernel/event.js';
import { mustFollow } from '../../kernel/happened.js';
import { isSaid } from '../../kernel/text.js';
import type { ClassificationRules, UnitClass } from '../../rulebooks/rulebook.values.js';
import { dayOf, memberNamed } from '../frame/frame.fold.js';
import { unitFacts } from '../frame/membership.js';
import { agreedWhole, lastAgreedOn } from '../scoring/agreed-whole.js';
import { classOf, isTitleOf, type ClassRead } from '../scoring/class-of-sheet.js';
import { subjectsOf } from '../scoring/scored-units.js';
import { isSame, type Subject } from '../scoring/subject.values.js';
import type { ClassifyUnit } from './ranking.commands.js';
import type { RankingYear } from './ranking.fold.js';
import type { ClassGiven } from './ranking.values.js';
import { sheetsCompared } from './computed-ranking.js';
import { entriesOf } from './order-now.js';

type Classes = ClassifyUnit['data'];

/**
 * Where the rulebook has classes, each word is the title of one that the agreed sheet meets (H9). A class that the members decide on rests
 * on their decision, and one below what the points give on a reason. Where nothing is scored the members decide alone.
 */
export function* mustBeMet(command: ClassifyUnit & Circumstances, year: RankingYear): Checks {
  const { data } = command;
  const rulebook = year.frame.rulebook?.content;
  if (rulebook?.classification === undefined) return;
  const { classification, scoring } = rulebook;
  const sheets = sheetsCompared(rulebook, entriesOf(year, comparedIn(data, year), data.scope));
  for (const [place, one] of data.classes.entries()) {
    const { sheet } = sheets.find((known) => isSame(known.entry.subject, one)) ?? {};
    const read = sheet && classOf(classification, scoring, sheet);
    yield* mustBeOf(classification, { one, place, decision: data.decision }, read, year);
  }
}

/** D29: no class comes before the agreed sheet of who is given it, whether or not the rulebook has classes that it is read from. */
export function* mustFollowSheets(command: ClassifyUnit & Circumstances, year: RankingYear): Checks {
  const { data } = command;
  for (const { unitId, subjectId } of data.classes) {
    const agreed = agreedWhole(year, { unitId, ...defined({ subjectId }) }, data.scope);
    yield* mustFollow(command, agreed && lastAgreedOn(agreed), data.occurredOn, 'SCORES_AGREED');
  }
}

function* mustBeOf({ classes }: ClassificationRules, at: At, read: ClassRead | undefined, year: RankingYear): Checks {
  const named = classes.find((known) => isTitleOf(known, at.one.classification));
  if (named === undefined) yield notMet(at, classes, year);
  else if (read !== undefined) yield* mustFit({ ...at, named }, read, year);
  else if (at.decision === undefined) yield breach('SCORES_NOT_AGREED', unitsOf(at.one, year));
}

type At = Readonly<{ one: ClassGiven; place: number; decision: string | undefined }>;

function* mustFit(
  at: At & Readonly<{ named: UnitClass }>,
  { byPoints, byDecision, met }: ClassRead,
  year: RankingYear,
): Checks {
  const { one, named, decision } = at;
  if (!met.includes(named)) yield notMet(at, met, year);
  else if (byDecision.includes(named) || named.decisionRequired === true) {
    const facts = { ...unitFacts(year.frame, one.unitId), classification: one.classification };
    if (decision === undefined) yield breach('CLASS_NOT_DECIDED', facts);
  } else if (named !== byPoints && !isSaid(one.reason)) {
    yield breach('REASON_REQUIRED', { subject: memberNamed(year.frame, one.unitId), unitId: one.unitId }, 'H9');
  }
}

/** Names the classes that would be right. */
function notMet({ one, place }: At, allowed: readonly UnitClass[], { frame }: RankingYear): Breach {
  return breach('CLASS_NOT_MET', {
    ...unitFacts(frame, one.unitId),
    classification: one.classification,
    field: `/classes/${place}/classification`,
    allowed: allowed.map(({ title }) => title.vi),
  });
}

function unitsOf({ unitId }: ClassGiven, { frame }: RankingYear): Facts {
  return { units: [memberNamed(frame, unitId)], unitIds: [unitId] };
}

/** What the scope ranks, and subjects that are given a class beside it: a curve is read against the leader of all. */
function comparedIn({ scope, classes, ...when }: Classes, year: RankingYear): readonly Subject[] {
  const ranked = subjectsOf(year, scope, dayOf(when));
  const others = classes.filter((one) => !ranked.some((subject) => isSame(subject, one)));
  return [...ranked, ...others.map(({ unitId, subjectId }) => ({ unitId, ...defined({ subjectId }) }))];
}
