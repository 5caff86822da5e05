import { breach, refuse, type Checks, type Deciding } from '../../kernel/decider.js';
import { exact, integer } from '../../kernel/fraction.js';
import type { Scope } from '../../kernel/scope.js';
import { mustHaveRulebook } from '../frame/adopted-rulebook.js';
import { dayOf, memberCount, membersOn, memberNamed } from '../frame/frame.fold.js';
import type { InYear } from '../frame/frame.values.js';
import { agreedSheets, scoredUnits } from '../scoring/scored-units.js';
import { exclusionFrom, type Sheet } from '../scoring/scoring.fold.js';
import { mustBeScored, mustKnowScope } from '../scoring/sheet-checks.js';
import { computeRanking, type Entry } from './computed-ranking.js';
import type { ComputeRanking } from './ranking.commands.js';
import type { RankingComputed, RankingEvent } from './ranking.events.js';
import {
  isPublished,
  nextVersion,
  rankingOn,
  standingRanking,
  type RankingOnRecord,
  type RankingYear,
} from './ranking.fold.js';

const WHOLE_SHARE = integer(1);

/** Ranks by scores: version n + 1 while nothing is published, afterwards only when it is outdated. */
export function* rankByScores({ data }: ComputeRanking, year: RankingYear): Deciding<RankingEvent> {
  const { rulebookId, version, content } = yield* mustHaveRulebook(year.frame);
  yield* mustKnowScope(content.scoring, data.scope);
  const onRecord = rankingOn(year.ranking, data.scope);
  const units = unitsOf(year, data);
  yield* mustFitShares(data, year);
  yield* mustBeWhole(year, data, units);
  const standing = standingRanking(year, data.scope);
  if (isPublished(standing) && !isOutdated(standing, year, data)) yield breach('FINAL_STATE');
  const entries = entriesOf(year, units, data.scope);
  return [
    {
      type: 'RankingComputed',
      data: {
        ...data,
        version: nextVersion(onRecord),
        rulebook: { rulebookId, version },
        ...computeRanking(content, entries, { day: dayOf(data), womenShares: data.womenShares ?? [] }),
        unranked: entries.flatMap(({ unitId }) => keptOut(year, unitId)),
        exempt: exemptAmong(year, units, data.scope),
      },
    },
  ];
}

/** A share of women is that of a member, and at most the whole. */
function* mustFitShares({ womenShares = [], ...when }: ComputeRanking['data'], { frame }: RankingYear): Checks {
  for (const [place, { unitId, share }] of womenShares.entries()) {
    yield* mustBeScored(frame, unitId, when);
    if (exact(share).compare(WHOLE_SHARE) > 0)
      yield* refuse('INVALID_INPUT', { field: `/womenShares/${place}/share`, allowed: ['0/1..1/1'] });
  }
}

/** The units of the scope: of a group its own, else all that are scored. Who is in a group named later shows by the sheets of it. */
function unitsOf({ frame, scoring }: RankingYear, when: InYear & { scope: Scope }): readonly string[] {
  const units = scoredUnits(frame, dayOf(when));
  const group = frame.rulebook?.content.scoring.groups?.find(({ id }) => id === when.scope.group);
  if (group === undefined) return units;
  const sheets = Object.values(scoring.sheets).filter(({ scope }) => scope.group === group.id);
  const named = group.unitIds ?? sheets.map(({ unitId }) => unitId);
  return units.filter((unitId) => named.includes(unitId));
}

function isAgreed(year: RankingYear, unitId: string, scope: Scope): boolean {
  return sheetsFor(year, unitId, scope).length > 0;
}

function sheetsFor({ scoring, frame }: RankingYear, unitId: string, scope: Scope): readonly Sheet[] {
  return agreedSheets(scoring, unitId, { scope, rules: frame.rulebook?.content.scoring });
}

/** When the last of them was agreed or corrected. */
function agreedAtOf(sheets: readonly Sheet[]): number | undefined {
  const revisions = sheets.flatMap(({ agreedAt }) => agreedAt ?? []);
  return revisions.toSorted((a, b) => b - a)[0];
}

function isExempt({ frame }: RankingYear, unitId: string): boolean {
  return Object.hasOwn(frame.exempt, unitId);
}

/** R16. Members that the bloc has but has not named are missing too: they are counted, `+2`. */
function* mustBeWhole(year: RankingYear, when: InYear & { scope: Scope }, required: readonly string[]): Checks {
  const missing = required.filter((unitId) => !isExempt(year, unitId) && !isAgreed(year, unitId, when.scope));
  const unnamed =
    when.scope.group === undefined
      ? memberCount(year.frame, dayOf(when)) - membersOn(year.frame, dayOf(when)).length
      : 0;
  const units = [...missing.map((unitId) => memberNamed(year.frame, unitId)), ...(unnamed > 0 ? [`+${unnamed}`] : [])];
  if (units.length > 0) yield breach('RANKING_INCOMPLETE', { units, unitIds: missing });
}

/** What these units come into a ranking of that scope with; those without an agreed sheet of it stay out. */
export function entriesOf(year: RankingYear, units: readonly string[], scope: Scope): readonly Entry[] {
  return units.flatMap((unitId) => {
    const sheets = sheetsFor(year, unitId, scope);
    const agreedAt = agreedAtOf(sheets);
    if (agreedAt === undefined) return [];
    const excluded = exclusionFrom(year.scoring, unitId, 'RANKING') !== undefined;
    const [inputs = [], ...others] = sheets.map(({ agreed = [] }) => agreed);
    const entry = { unitId, agreedAt, excluded };
    return [others.length === 0 ? { ...entry, inputs } : { ...entry, inputs: [], parts: [inputs, ...others] }];
  });
}

function keptOut({ scoring }: RankingYear, unitId: string): RankingComputed['data']['unranked'] {
  const exclusion = exclusionFrom(scoring, unitId, 'RANKING');
  return exclusion === undefined ? [] : [{ unitId, ground: exclusion.ground, reason: exclusion.reason }];
}

function exemptAmong(year: RankingYear, units: readonly string[], scope: Scope): RankingComputed['data']['exempt'] {
  return units
    .filter((unitId) => isExempt(year, unitId) && !isAgreed(year, unitId, scope))
    .map((unitId) => ({ unitId, reason: year.frame.exempt[unitId] ?? '' }));
}

/**
 * Whether a score was corrected, a unit excluded or let in again, the score of one that was exempt agreed after all, or a member came
 * who is not exempt, since the ranking was computed (R16, D18, decision 24). An exemption itself changes no ranking: whose score is agreed is
 * ranked by it (D10), so an act exempts no such unit and a claim that does leaves the order as it is.
 */
export function isOutdated(
  { basis, agreedAt, unranked }: RankingOnRecord,
  year: RankingYear,
  when: InYear & { scope: Scope },
): boolean {
  if (basis !== 'SCORES') return false;
  const added = unitsOf(year, when).filter((unitId) => !Object.hasOwn(agreedAt, unitId));
  if (added.some((unitId) => isAgreed(year, unitId, when.scope) || !isExempt(year, unitId))) return true;
  return Object.entries(agreedAt).some(([unitId, revision]) => {
    const isOut = exclusionFrom(year.scoring, unitId, 'RANKING') !== undefined;
    return agreedAtOf(sheetsFor(year, unitId, when.scope)) !== revision || isOut !== unranked.includes(unitId);
  });
}
