import { defined } from '../../kernel/defined.js';
import { exact, exactText, integer, ZERO, type Exact } from '../../kernel/fraction.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { RankingRules, Rulebook, ScoringRules, TieKey } from '../../rulebooks/rulebook.values.js';
import { isSubjectOf, lastAgreedAt, peersOf, sheetsOf, type AgreedWhole } from '../scoring/agreed-whole.js';
import type { LineInput } from '../scoring/scoring.values.js';
import { rolledUp } from '../scoring/rolled-up.js';
import { deriveSheet, leadersOf, setApartBy, type DerivedSheet, type Leaders } from '../scoring/sheet-total.js';
import { isSame, type Subject } from '../scoring/subject.values.js';
import { rankGroups, comparePlaces, type Contender } from './ranking-order.js';
import type { RankingComputed } from './ranking.events.js';
import type { RankGroup, SheetDerivation, SheetPart, WomenShare } from './ranking.values.js';

/** What a subject comes into the ranking with. */
export type Entry = Readonly<{
  subject: Subject;
  agreed: AgreedWhole;
  /** Scored, but kept out of the order. */
  excluded: boolean;
}>;

export type Computed = Pick<RankingComputed['data'], 'groups' | 'apart' | 'sheets'>;

/** From that day between equals women are preferred. Source: NĐ 152/2025/NĐ-CP Art. 4. */
const WOMEN_PREFERRED_FROM = '2025-07-01' as LocalDate;

/** A collective counts as one of women from this share on. Source: NĐ 152/2025/NĐ-CP Art. 4. */
const WOMEN_SHARE = exact('7/10');
const ONE = integer(1);

/** Beside the sheets: the day whose law counts, and the shares of women that the caller states. */
export type TieFacts = Readonly<{ day: LocalDate; womenShares: readonly WomenShare[] }>;

/**
 * The order of the subjects by their agreed figures. Subjects to which a criterion was not assigned, where the rulebook ranks
 * those apart, are compared with their like alone, also for the leader of a curve; the others form the main order.
 */
export function computeRanking(rulebook: Rulebook, entries: readonly Entry[], facts: TieFacts): Computed {
  const lists = likeByLike(rulebook.scoring, entries);
  const main = computeOrder(rulebook, lists.get('') ?? [], facts);
  lists.delete('');
  if (lists.size === 0) return main;
  const others = [...lists].map(([list, like]) => ({
    withoutCriteria: list.split(' '),
    ...computeOrder(rulebook, like, facts),
  }));
  return {
    groups: main.groups,
    apart: others.map(({ withoutCriteria, groups }) => ({ withoutCriteria, groups })),
    sheets: [main, ...others].flatMap(({ sheets }) => sheets),
  };
}

/** The entries that are compared with each other, by the criteria that were not assigned to them; the main order has none. */
function likeByLike(rules: ScoringRules, entries: readonly Entry[]): Map<string, Entry[]> {
  const lists = new Map<string, Entry[]>();
  for (const entry of entries) {
    const apartBy = sheetsOf(entry.agreed).flatMap(({ inputs }) => setApartBy(rules, inputs));
    const list = [...new Set(apartBy)].join(' ');
    const like = lists.get(list);
    if (like === undefined) lists.set(list, [entry]);
    else like.push(entry);
  }
  return lists;
}

/** The sheet of each entry, derived as the ranking does it: against the leaders of its like. */
export function sheetsCompared(
  rulebook: Pick<Rulebook, 'scoring' | 'ranking'>,
  entries: readonly Entry[],
): readonly Derived[] {
  return [...likeByLike(rulebook.scoring, entries).values()].flatMap((like) => derivedTogether(rulebook, like));
}

/** `parts`: of a sheet that was rolled up. */
type WholeSheet = Readonly<{ sheet: DerivedSheet; parts?: readonly SheetPart[] }>;

type Derived = WholeSheet & Readonly<{ entry: Entry }>;

type Placing = Derived & Readonly<{ contender: Contender }>;

/** One order: the sheets of all its subjects are derived against the same leaders, also of those kept out of it. */
function computeOrder(rulebook: Rulebook, entries: readonly Entry[], facts: TieFacts): Omit<Computed, 'apart'> {
  const placings = derivedTogether(rulebook, entries).map((derived): Placing => {
    return { ...derived, contender: contender(rulebook.ranking, derived.entry.subject, derived.sheet, facts) };
  });
  return { groups: byRank(rulebook.ranking, placings), sheets: placings.map(derivation) };
}

/** Each against the leaders of the whole, or of its parts; who is kept out leads where the rulebook does not say otherwise. */
function derivedTogether(
  { scoring, ranking }: Pick<Rulebook, 'scoring' | 'ranking'>,
  entries: readonly Entry[],
): readonly Derived[] {
  const leading = entries.filter(({ excluded }) => !(excluded && ranking.curveLeaders === 'RANKED'));
  const sheets = new Map<string, (readonly LineInput[])[]>();
  for (const { inputs, peers } of leading.flatMap(({ agreed }) => sheetsOf(agreed))) {
    sheets.set(peers, [...(sheets.get(peers) ?? []), inputs]);
  }
  const leaders = new Map([...sheets].map(([peers, inputs]) => [peers, leadersOf(scoring, inputs)]));
  return entries.map((entry) => ({ entry, ...wholeSheet(scoring, entry.agreed, leaders) }));
}

/** The sheet of the whole: its own, or rolled up from those of the parts. */
function wholeSheet(
  rules: ScoringRules,
  whole: AgreedWhole,
  leaders: ReadonlyMap<string, Leaders>,
  ofSubjects = false,
): WholeSheet {
  if (!('parts' in whole)) return { sheet: deriveSheet(rules, whole.inputs, leaders.get(peersOf(whole, ofSubjects))) };
  const derived = whole.parts.map((part) => ({
    part,
    ...wholeSheet(rules, part, leaders, ofSubjects || isSubjectOf(part, whole)),
  }));
  return {
    sheet: rolledUp(
      whole.by,
      derived.map(({ sheet }) => sheet),
      rules,
    ),
    parts: derived.map(({ part, sheet: { total }, parts }) => ({
      scope: part.scope,
      total,
      agreedAt: lastAgreedAt(part),
      ...defined({ parts }),
    })),
  };
}

function contender(rules: RankingRules, subject: Subject, sheet: DerivedSheet, facts: TieFacts): Contender {
  const total = exact(rules.tiePrecision === 'EXACT' ? sheet.total.exact : sheet.total.points);
  return { subject, total, tieValues: rules.tieKeys.map((key) => tieValue(key, rules, { subject, sheet }, facts)) };
}

/**
 * Subjects kept out leave no gap, but for the first place: what stands behind an excluded leader does not become leading
 * unless the rulebook says `promoteNext` (D10), so the order then begins with rank 2.
 */
function byRank({ tieKeys, promoteNext }: RankingRules, placings: readonly Placing[]): readonly RankGroup[] {
  const ranked = placings.filter(({ entry }) => !entry.excluded).map((placing) => placing.contender);
  const excluded = placings.filter(({ entry }) => entry.excluded).map((placing) => placing.contender);
  const first = ranked.reduce<Contender | undefined>(ahead, undefined);
  const leads = (one: Contender): boolean => first === undefined || comparePlaces(one, first) < 0;
  return rankGroups(ranked, tieKeys, !promoteNext && excluded.some(leads) ? 2 : 1);
}

function ahead(first: Contender | undefined, other: Contender): Contender {
  return first === undefined || comparePlaces(other, first) < 0 ? other : first;
}

type Read = Readonly<{ subject: Subject; sheet: DerivedSheet }>;

/** What a key reads on a sheet. Keys that people decide read nothing here: they wait for BreakTie. */
function tieValue(key: TieKey, rules: RankingRules, { subject, sheet }: Read, facts: TieFacts): Exact {
  switch (key.key) {
    case 'CRITERION':
      return worthFor(key.criterionId, rules, sheet);
    case 'MORE_BONUS':
      return sheet.bonus;
    case 'FEWER_DEDUCTIONS':
      return sheet.deductions;
    case 'LINES_AT_FULL_MARKS':
      return sheet.fullMarks;
    case 'MORE_OCCURRENCES':
      return sheet.counted.get(key.criterionId) ?? ZERO;
    case 'WOMEN_SHARE':
      return womenPreferred(subject, facts);
    case 'MEMBERS_VOTE':
    case 'HEAD_DECIDES':
      return ZERO;
  }
}

function worthFor(criterionId: string, { rescaledKeys }: RankingRules, sheet: DerivedSheet): Exact {
  return rescaledKeys === 'RESCALED' ? sheet.rescaledWorth(criterionId) : (sheet.worth.get(criterionId) ?? ZERO);
}

function womenPreferred(subject: Subject, { day, womenShares }: TieFacts): Exact {
  const share = womenShares.find((known) => isSame(known, subject))?.share ?? '0/1';
  return day >= WOMEN_PREFERRED_FROM && exact(share).compare(WOMEN_SHARE) >= 0 ? ONE : ZERO;
}

function derivation({ entry, sheet, parts, contender: { tieValues } }: Placing): SheetDerivation {
  const { lines, steps, total } = sheet;
  const { subject, agreed } = entry;
  const agreedAt = lastAgreedAt(agreed);
  return { ...subject, lines, steps, total, tieValues: tieValues.map(exactText), agreedAt, ...defined({ parts }) };
}
