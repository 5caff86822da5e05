import { exact, exactText, integer, ZERO, type Exact } from '../../kernel/fraction.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { RankingRules, Rulebook, ScoringRules, TieKey } from '../../rulebooks/rulebook.values.js';
import type { LineInput } from '../scoring/scoring.values.js';
import { rolledUp } from '../scoring/rolled-up.js';
import { deriveSheet, leadersOf, setApartBy, type DerivedSheet, type Leaders } from '../scoring/sheet-total.js';
import { isSame, type Subject } from '../scoring/subject.values.js';
import { rankGroups, comparePlaces, type Contender } from './ranking-order.js';
import type { RankingComputed } from './ranking.events.js';
import type { RankGroup, SheetDerivation, WomenShare } from './ranking.values.js';

/** What a subject comes into the ranking with. */
export type Entry = Readonly<{
  subject: Subject;
  /** Of a whole that is rolled up: none, its parts have them. */
  inputs: readonly LineInput[];
  /** The sheets of the parts of the period, in their order, that make the whole. */
  parts?: readonly (readonly LineInput[])[];
  /** Revision of its agreed score; of several the last. */
  agreedAt: number;
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
    const apartBy = (entry.parts ?? [entry.inputs]).flatMap((inputs) => setApartBy(rules, inputs));
    const list = [...new Set(apartBy)].join(' ');
    const like = lists.get(list);
    if (like === undefined) lists.set(list, [entry]);
    else like.push(entry);
  }
  return lists;
}

/** The sheet of each entry, derived as the ranking does it: against the leaders of its like. */
export function sheetsCompared(rules: ScoringRules, entries: readonly Entry[]): readonly Derived[] {
  return [...likeByLike(rules, entries).values()].flatMap((like) => derivedTogether(rules, like));
}

type Derived = Readonly<{ entry: Entry; sheet: DerivedSheet }>;

type Placing = Readonly<{ entry: Entry; sheet: DerivedSheet; contender: Contender }>;

/** One order: the sheets of all its subjects are derived against the same leaders, also of those kept out of it. */
function computeOrder(rulebook: Rulebook, entries: readonly Entry[], facts: TieFacts): Omit<Computed, 'apart'> {
  const placings = derivedTogether(rulebook.scoring, entries).map(({ entry, sheet }): Placing => {
    return { entry, sheet, contender: contender(rulebook.ranking, entry.subject, sheet, facts) };
  });
  return { groups: byRank(rulebook.ranking, placings), sheets: placings.map(derivation) };
}

/** Each against the leaders of the whole, or of its part. */
function derivedTogether(rules: ScoringRules, entries: readonly Entry[]): readonly Derived[] {
  const leaders = leadersOf(
    rules,
    entries.map(({ inputs }) => inputs),
  );
  const ofParts = (rules.subPeriods ?? []).map((_, place) =>
    leadersOf(
      rules,
      entries.flatMap(({ parts = [] }) => parts.slice(place, place + 1)),
    ),
  );
  return entries.map((entry) => ({ entry, sheet: wholeSheet(rules, entry, { leaders, ofParts }) }));
}

/** The sheet of the whole: its own, or rolled up from those of the parts, each against the leaders of its part. */
function wholeSheet(
  rules: ScoringRules,
  { inputs, parts }: Entry,
  { leaders, ofParts }: Readonly<{ leaders: Leaders; ofParts: readonly Leaders[] }>,
): DerivedSheet {
  const rule = rules.rollUp?.subPeriods;
  if (parts === undefined || rule === undefined) return deriveSheet(rules, inputs, leaders);
  return rolledUp(
    rule,
    parts.map((part, place) => deriveSheet(rules, part, ofParts[place])),
    rules,
  );
}

function contender(rules: RankingRules, subject: Subject, sheet: DerivedSheet, facts: TieFacts): Contender {
  const total = exact(rules.tiePrecision === 'EXACT' ? sheet.total.exact : sheet.total.points);
  return { subject, total, tieValues: rules.tieKeys.map((key) => tieValue(key, subject, sheet, facts)) };
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

/** What a key reads on a sheet. Keys that people decide read nothing here: they wait for BreakTie. */
function tieValue(key: TieKey, subject: Subject, sheet: DerivedSheet, { day, womenShares }: TieFacts): Exact {
  switch (key.key) {
    case 'CRITERION':
      return sheet.worth.get(key.criterionId) ?? ZERO;
    case 'MORE_BONUS':
      return sheet.bonus;
    case 'FEWER_DEDUCTIONS':
      return sheet.deductions;
    case 'LINES_AT_FULL_MARKS':
      return sheet.fullMarks;
    case 'MORE_OCCURRENCES':
      return sheet.counted.get(key.criterionId) ?? ZERO;
    case 'WOMEN_SHARE': {
      const share = womenShares.find((known) => isSame(known, subject))?.share ?? '0/1';
      return day >= WOMEN_PREFERRED_FROM && exact(share).compare(WOMEN_SHARE) >= 0 ? ONE : ZERO;
    }
    case 'MEMBERS_VOTE':
    case 'HEAD_DECIDES':
      return ZERO;
  }
}

function derivation({ entry, sheet, contender: { tieValues } }: Placing): SheetDerivation {
  const { lines, steps, total } = sheet;
  const { subject, agreedAt } = entry;
  return { ...subject, lines, steps, total, tieValues: tieValues.map(exactText), agreedAt };
}
