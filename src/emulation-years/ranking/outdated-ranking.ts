import { canonicalJson } from '../../kernel/canonical-json.js';
import type { LocalDate } from '../../kernel/instant.js';
import { firstDayOf } from '../../kernel/partial-date.js';
import { dayOf } from '../frame/frame.fold.js';
import { completeWhole, lastAgreedAt, lastAgreedOn } from '../scoring/agreed-whole.js';
import { departedUnits, subjectsOf } from '../scoring/scored-units.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { subjectKey, type Subject } from '../scoring/subject.values.js';
import { computeRanking, type Entry } from './computed-ranking.js';
import { isByVoid, withTies } from './kept-ties.decider.js';
import { entriesOf, isAgreed, isExempt, unnamedIn, type Of } from './order-now.js';
import type { RankingOnRecord, RankingYear } from './ranking.fold.js';
import type { Lists, SheetDerivation, SheetPart } from './ranking.values.js';

/**
 * Whether a score was corrected so that the order, a total or a line came out otherwise, a unit excluded or let in again, the score of one that was exempt agreed after all, a member came who is
 * not exempt, named or only counted, since the ranking was computed (R16, D18, D24), or the ballot that broke a tie of it found void (D41). An exemption itself
 * changes no ranking: whose score is agreed is
 * ranked by it (D10), so an act exempts no such unit and a claim that does leaves the order as it is.
 */
export function isOutdated(onRecord: RankingOnRecord, year: RankingYear, when: Of): boolean {
  const { basis, ties, agreedAt, unranked } = onRecord;
  if (basis !== 'SCORES') return false;
  if (ties.some((tie) => isByVoid(tie, year)) || unnamedIn(year, when) > 0) return true;
  const subjects = subjectsOf(year, when.scope, dayOf(when));
  const added = subjects.filter((subject) => !Object.hasOwn(agreedAt, subjectKey(subject)));
  const left = departedUnits(year.frame, dayOf(when));
  const isAwaited = (subject: Subject): boolean => !isExempt(year, subject, when.scope) && !left.has(subject.unitId);
  if (added.some((subject) => isAgreed(year, subject, when.scope) || isAwaited(subject))) return true;
  const ranked = new Map(subjects.map((subject) => [subjectKey(subject), subject]));
  const isCorrected = (key: string, revision: number): boolean => agreedNow(year, ranked.get(key), when) !== revision;
  const isOtherwise = Object.keys(agreedAt).some((key) => {
    const subject = ranked.get(key);
    if (agreedNow(year, subject, when) === undefined || subject === undefined) return true;
    return (exclusionFrom(year.scoring, subject.unitId, 'RANKING') !== undefined) !== unranked.includes(key);
  });
  if (isOtherwise) return true;
  return (
    Object.entries(agreedAt).some(([key, revision]) => isCorrected(key, revision)) &&
    comesToOther(onRecord, year, { entries: entriesOf(year, subjects, when.scope), day: dayOf(when) })
  );
}

/** The revision of what that subject stands by now. */
function agreedNow(year: RankingYear, subject: Subject | undefined, { scope }: Of): number | undefined {
  const agreed = subject && completeWhole(year, subject, scope);
  return agreed && lastAgreedAt(agreed);
}

type AsOf = Readonly<{ entries: readonly Entry[]; day: LocalDate }>;

/**
 * Whether these entries come to another order than the one on record, or to the same by other lines (D24). By a day before one of them was
 * agreed or corrected (D29) they come to none.
 */
function comesToOther(onRecord: RankingOnRecord, year: RankingYear, { entries, day }: AsOf): boolean {
  const { computation, ties } = onRecord;
  const { rulebook } = year.frame;
  if (computation === undefined || rulebook === undefined) return true;
  if (entries.some(({ agreed }) => firstDayOf(lastAgreedOn(agreed)) > day)) return true;
  const { womenShares = [], sheets } = computation;
  const order = computeRanking(rulebook.content, entries, { day: dayOf(computation), womenShares });
  const { lists } = withTies(order, ties, year);
  return asFound(lists, order.sheets) !== asFound(onRecord, sheets);
}

/** An order and its sheets as one text, whatever the order of members and the revisions of their scores. */
function asFound({ groups, apart = [] }: Lists, sheets: readonly SheetDerivation[]): string {
  const placesOf = (of: Lists['groups']) =>
    of.map((group) => ({ ...group, subjects: group.subjects.map(subjectKey).sort() }));
  const lists = apart.map((list) => ({ ...list, groups: placesOf(list.groups) }));
  const bySubject = Object.fromEntries(sheets.map((sheet) => [subjectKey(sheet), undated(sheet)]));
  return canonicalJson({ groups: placesOf(groups), lists, bySubject });
}

function undated<Sheet extends Readonly<{ agreedAt: number; parts?: readonly SheetPart[] }>>(sheet: Sheet): object {
  const { agreedAt: _, parts = [], ...found } = sheet;
  return { ...found, parts: parts.map(undated) };
}
