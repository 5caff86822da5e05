import {
  type ChangeSince,
  inForce,
  isVoidOrder,
  rankingOf,
  type RankingVersion,
  type ScopedRanking,
  type TieKeyUsed,
  type YearRanking,
} from '../../read-models/ranking/ranking.js';
import type { Sourced } from '../../read-models/recording.js';
import type { RankingComputed, TieBroken } from '../../src/emulation-years/ranking/ranking.events.js';
import type {
  GroupMembersNamed,
  ScoreAgreed,
  SubjectRegistered,
} from '../../src/emulation-years/scoring/scoring.events.js';
import {
  listKey,
  withTieBroken,
  type SheetDerivation,
  type SheetPart,
} from '../../src/emulation-years/ranking/ranking.values.js';
import { serves } from '../../src/emulation-years/scoring/scoring.values.js';
import { areSame } from '../../src/emulation-years/scoring/subject.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import { scopeKey, type Scope } from '../../src/kernel/scope.js';
import { outranks, sourced } from '../recording/recording.js';
import { replaced, withEntry } from '../recording/replaced.js';
import { withOpened } from '../visibility.js';

/** The row with the rankings of one scope changed, or begun. */
export function inScope(
  row: YearRanking,
  scope: Scope,
  change: (rankings: ScopedRanking) => ScopedRanking,
): YearRanking {
  const key = scopeKey(scope);
  const others = row.scopes.filter((known) => scopeKey(known.scope) !== key);
  return { ...row, scopes: [...others, change(rankingOf(row, scope))].sort(inOrderOfKeys) };
}

/** A new version of the order. */
export function ranked(row: YearRanking, scope: Scope, order: RankingVersion, event: Recorded): YearRanking {
  return inScope(row, scope, (of) => {
    const versions = [...of.versions, sourced(order, event)];
    const current = inForce(versions);
    return { ...of, versions: versions.map((known) => (known === current ? known : withoutSteps(known))) };
  });
}

/** Ties that a ranking computed again keeps: each as it was recorded when people broke it. */
export function tiesKept(row: YearRanking, event: Recorded<RankingComputed>): RankingVersion['ties'] {
  const { scope, ties = [] } = event.data;
  const known = inForce(rankingOf(row, scope).versions)?.value.ties ?? [];
  return ties.map((tie) => {
    const broken = known.find(({ value }) => listKey(value) === listKey(tie) && areSame(value.order, tie.order));
    return broken === undefined ? sourced(tie, event) : { ...broken, value: tie };
  });
}

function withoutSteps({ value, recording }: Sourced<RankingVersion>): Sourced<RankingVersion> {
  return { value: { ...value, sheets: [] }, recording };
}

/** What stood on that rank, now each on a rank of its own, in the order that people gave them. */
export function withOrderGiven(row: YearRanking, event: Recorded<TieBroken>): YearRanking {
  const { scope, withoutCriteria, rank, order, key, reason, ballotId } = event.data;
  const tie = { rank, order, ...defined({ withoutCriteria, key, reason, ballotId }) };
  return inScope(row, scope, (of) =>
    amended(of, event, (version) => ({
      ...version,
      ...withTieBroken<TieKeyUsed>(version, tie, key && { key }),
      ties: [...version.ties, sourced(tie, event)],
    })),
  );
}

/** Whether it was computed from that card: its own in a ranking of that scope, or one of those that were rolled up into it. */
function isOfCard({ subjectId, parts }: SheetDerivation, card: Scope, ranked: Scope): boolean {
  return parts === undefined ? subjectId === card.subject && serves(card, ranked) : isAmong(parts, card);
}

function isAmong(parts: readonly SheetPart[], card: Scope): boolean {
  return parts.some((part) => (part.parts ? isAmong(part.parts, card) : scopeKey(part.scope) === scopeKey(card)));
}

/** Marks every order in force that was computed from a score of that unit; of a corrected one, where it was from that card. */
export function changed(row: YearRanking, event: Recorded, change: ChangeSince, card?: Scope): YearRanking {
  const scopes = row.scopes.map((of) =>
    amended(of, event, (version) =>
      version.sheets.some(
        (sheet) => sheet.unitId === change.unitId && (card === undefined || isOfCard(sheet, card, of.scope)),
      )
        ? { ...version, changedSince: [...version.changedSince, sourced(change, event)] }
        : version,
    ),
  );
  return { ...row, scopes };
}

/** Marks orders that would ask for another sheet now: a member registered another subject, in the group that they rank or to be rolled up. */
export function registeredSince(row: YearRanking, event: Recorded<SubjectRegistered>): YearRanking {
  const { unitId, group } = event.data;
  return markedWhere(row, event, ({ scope: { subject, group: ranked } }, { sheets }) => {
    const isRolledUp = sheets.some((sheet) => sheet.unitId === unitId && hasSubjects(sheet.parts));
    const isAsked = subject === undefined && (isRolledUp || (group !== undefined && group === ranked));
    return isAsked ? [{ what: 'SUBJECT_REGISTERED', unitId }] : [];
  });
}

function hasSubjects(parts: readonly SheetPart[] = []): boolean {
  return parts.some(({ scope, parts: own }) => scope.subject !== undefined || hasSubjects(own));
}

/** Marks an order of the group whose members are others now. */
export function groupedSince(row: YearRanking, event: Recorded<GroupMembersNamed>): YearRanking {
  const { group, unitIds } = event.data;
  return markedWhere(row, event, ({ scope }, { sheets }) => {
    if (scope.group !== group || scope.subject !== undefined) return [];
    const ranked = sheets.filter(({ subjectId }) => subjectId === undefined).map(({ unitId }) => unitId);
    const others = [...unitIds.filter((id) => !ranked.includes(id)), ...ranked.filter((id) => !unitIds.includes(id))];
    return others.map((unitId) => ({ what: 'GROUP_CHANGED', unitId }));
  });
}

function markedWhere(
  row: YearRanking,
  event: Recorded,
  changes: (of: ScopedRanking, version: RankingVersion) => readonly ChangeSince[],
): YearRanking {
  const scopes = row.scopes.map((of) =>
    amended(of, event, (version) => {
      const found = version.basis === 'SCORES' ? changes(of, version) : [];
      const marks = found.map((change) => sourced(change, event));
      return found.length === 0 ? version : { ...version, changedSince: [...version.changedSince, ...marks] };
    }),
  );
  return { ...row, scopes };
}

/**
 * Marks every order in force by scores that would count this newly agreed score and does not: the unit was exempt, or
 * came later. Who belongs to a group of units the rulebook says, so the order of a group is left to its own decision.
 */
export function joined(row: YearRanking, event: Recorded<ScoreAgreed>): YearRanking {
  const { unitId, scope } = event.data;
  const scopes = row.scopes.map((of) => {
    // Who belongs to a group or stands beside the whole is for the next computation to say.
    if (of.scope.group !== undefined || scope.subject !== of.scope.subject || !serves(scope, of.scope)) return of;
    return amended(of, event, (version) =>
      version.basis !== 'SCORES' || version.sheets.some((sheet) => sheet.unitId === unitId && sheet.parts === undefined)
        ? version
        : { ...version, changedSince: [...version.changedSince, sourced({ what: 'SCORE_AGREED', unitId }, event)] },
    );
  });
  return { ...row, scopes };
}

/** Changes the order in force; what a claim says about an order made here leaves it as it is. */
function amended(
  of: ScopedRanking,
  { metadata }: Recorded,
  change: (version: RankingVersion) => RankingVersion,
): ScopedRanking {
  const current = inForce(of.versions);
  if (current === undefined) return of;
  if (outranks(current.recording, metadata.mode.kind)) return of;
  const value = change(current.value);
  return { ...of, versions: replaced(of.versions, current, { ...current, value }) };
}

/** The decision carries nothing any more; where something of an order or a class by it is public, so is this. */
export function voided(row: YearRanking, decision: string, event: Recorded): YearRanking {
  const next = { ...row, voidings: withEntry(row.voidings, undefined, sourced({ decision }, event)) };
  const showsOrder = next.scopes.some(({ versions, publications }) =>
    publications.some(({ value }) =>
      versions.some((known) => known.value.version === value.version && isVoidOrder(next, known)),
    ),
  );
  const showsClass = next.publishedClasses.some((given) => isVoidOrder(next, given));
  return showsOrder || showsClass ? withOpened(next, event) : next;
}

function inOrderOfKeys(a: ScopedRanking, b: ScopedRanking): number {
  return scopeKey(a.scope) < scopeKey(b.scope) ? -1 : 1;
}
