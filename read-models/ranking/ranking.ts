import type { Exemption } from '../../src/emulation-years/frame/frame.values.js';
import type { NamedVote } from '../../src/emulation-years/ranking/publication.values.js';
import {
  decisionsBehind,
  type Classification,
  type Departed,
  type Exempt,
  type RankedApart,
  type RankGroup,
  type RankingBasis,
  type SheetDerivation,
  type TieBreak,
  type Unranked,
  type WomenShare,
} from '../../src/emulation-years/ranking/ranking.values.js';
import type { OfGround, RegisteredSubject } from '../../src/emulation-years/scoring/scoring.values.js';
import type { Subject } from '../../src/emulation-years/scoring/subject.values.js';
import { citedDecision } from '../../src/emulation-years/frame/cited-decision.values.js';
import type { Period } from '../../src/kernel/partial-date.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import type { Points } from '../../src/kernel/points.js';
import { scopeKey, type Scope } from '../../src/kernel/scope.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type {
  CriterionKind,
  Exclusion,
  RulebookReference,
  ScopeTitle,
  TieKey,
} from '../../src/rulebooks/rulebook.values.js';
import { yearModel } from '../read-model.js';
import type { Current, Sourced } from '../recording.js';
import type { Visibility } from '../visibility.js';

/** The key of the rulebook that set a group behind the one before it on an equal total. */
export type TieKeyUsed = Readonly<{ key: TieKey['key']; criterionId?: string }>;

/** One place of the order. */
export type Place = RankGroup<TieKeyUsed>;

export const RANKING_CHANGES = [
  'SCORE_CORRECTED',
  'SCORE_AGREED',
  'UNIT_EXCLUDED',
  'EXCLUSION_LIFTED',
  'SUBJECT_REGISTERED',
  'GROUP_CHANGED',
] as const;

/** What changed under a ranking after it was made: its basis is corrected, its order stays until a new version. */
export type ChangeSince = Readonly<{
  what: (typeof RANKING_CHANGES)[number];
  unitId: string;
  /** Absent of a score that was agreed for the first time, a registration, and the members of a group. */
  reason?: string;
  document?: ReferenceDocument;
}>;

/** One version of the order (xếp hạng): by agreed scores with every step, or agreed without scores (H3). */
export type RankingVersion = Readonly<{
  version: number;
  basis: RankingBasis;
  /** The ballot or assent that an order without scores rests on, and the session at which it was agreed. */
  decision?: string;
  sessionId?: string;
  /** Whether the places of other members are not known. */
  partial: boolean;
  rulebook?: RulebookReference;
  groups: readonly Place[];
  apart: readonly RankedApart<TieKeyUsed>[];
  /** Kept for the version in force alone; an earlier one shows them as of its time. */
  sheets: readonly SheetDerivation[];
  /** Scored, but kept out of the order. */
  unranked: readonly Unranked[];
  exempt: readonly Exempt[];
  /** Left without an agreed sheet (D22). */
  departed: readonly Departed[];
  womenShares: readonly WomenShare[];
  /** Broken ties that fell away when it was computed (D42). */
  lapsed: readonly TieBreak[];
  ties: readonly Sourced<TieBreak>[];
  changedSince: readonly Sourced<ChangeSince>[];
}>;

/** A place as the public sees it. */
export type PublicPlace = Readonly<{
  rank: number;
  orderKnown: boolean;
  printed?: string;
  subjects: readonly Readonly<Subject & { points?: Points }>[];
}>;

/**
 * What was shown to the public of an order (công bố), as it was then; points only where it was decided to show them. One that completes an
 * earlier one of the same version has what that showed too.
 */
export type Publication = Readonly<{
  version: number;
  /** Whether points of any place are. */
  pointsShown: boolean;
  places: readonly PublicPlace[];
  apart: readonly Readonly<{ withoutCriteria: readonly string[]; places: readonly PublicPlace[] }>[];
}>;

/** A class as it was shown to the public. The decision that it rests on stays inside: the row keeps it to tell when it is void. */
export type PublicClass = Pick<Classification, 'scope' | 'unitId' | 'subjectId' | 'classification' | 'decision'>;

/** The rankings of one scope, oldest first. */
export type ScopedRanking = Readonly<{
  scope: Scope;
  versions: readonly Sourced<RankingVersion>[];
  publications: readonly Sourced<Publication>[];
}>;

/** What the rulebook of the year calls things, for readers of its numbers. */
export type RulebookLabels = Readonly<{
  rulebookId: string;
  version: number;
  scale: Points;
  tieKeys: readonly TieKeyUsed[];
  /** Lines and headings in reading order. */
  criteria: readonly Readonly<{ criterionId: string; title: LocalizedText; kind: CriterionKind; max?: Points }>[];
  knockOuts: readonly Readonly<{ ground: string; title: LocalizedText }>[];
  /** What tracks, groups and parts of the period are called. */
  scopes: readonly ScopeTitle[];
}>;

/** A knock-out (điểm liệt, không xét) of a unit; lifted ones are kept and marked. */
export type UnitExclusion = OfGround &
  Readonly<{
    excludedFrom: Exclusion;
    reason?: string;
    document?: ReferenceDocument;
  }>;

export type GroupMembers = Readonly<{ group: string; unitIds: readonly string[] }>;

export type RankedMember = Readonly<{ unitId: string; name: LocalizedText; short: LocalizedText }>;

/**
 * The order of a bloc's year: who stands where and by what, who is kept out, what changed since, what is public.
 * Key: {@link RANKING}. Members, exclusions and classes belong to the year, so every scope is in its one row; there
 * is one entry for each scope the rulebook declares (usually the whole alone) and for each version of its order.
 */
export type YearRanking = Readonly<{
  blocId: string;
  year: string;
  blocName: LocalizedText;
  period: Required<Period>;
  /** Members of the year, in Vietnamese order of their names. */
  members: readonly RankedMember[];
  /** Who else is or was named as a member of the year: it left, came later, or was taken out again. */
  namedBeside: readonly RankedMember[];
  rulebook?: Current<RulebookLabels>;
  /** What members registered to be scored beside the whole (H6). */
  subjects: readonly Current<RegisteredSubject>[];
  /** Members of groups that the rulebook leaves open. */
  groups: readonly Current<GroupMembers>[];
  exempt: readonly Current<Exemption & Readonly<{ document?: ReferenceDocument }>>[];
  exclusions: readonly Readonly<{
    excluded: Current<UnitExclusion>;
    lifted?: Current<Readonly<{ reason?: string; document?: ReferenceDocument }>>;
  }>[];
  classifications: readonly Current<Classification>[];
  publishedClasses: readonly Current<PublicClass>[];
  /** Votes of which a publication told what came out. */
  publishedVotes: readonly NamedVote[];
  scopes: readonly ScopedRanking[];
  /** Decisions of the year that carry nothing any more (D41), as `citedDecision` names them. */
  voidings: readonly Sourced<Readonly<{ decision: string }>>[];
  visibility: Visibility;
}>;

export const RANKING = yearModel<YearRanking>('ranking');

export function rankingOf({ scopes }: Pick<YearRanking, 'scopes'>, scope: Scope): ScopedRanking {
  const key = scopeKey(scope);
  return scopes.find((known) => scopeKey(known.scope) === key) ?? { scope, ...NOTHING_RANKED };
}

const NOTHING_RANKED = { versions: [], publications: [] } as const;

/** The latest of several versions; an act before any claim. */
export function inForce<Value extends object>(versions: readonly Sourced<Value>[]): Sourced<Value> | undefined {
  return versions.findLast(({ recording }) => recording.mode === 'ACT') ?? versions.at(-1);
}

/**
 * Whether that order, or class, was agreed by a decision that is void (D41). What a claim says voids nothing that was made here; of a class
 * the words of its basis say nothing of it.
 */
export function isVoidOrder(
  { voidings }: Pick<YearRanking, 'voidings'>,
  { value, recording }: Sourced<Readonly<{ basis?: RankingBasis; decision?: string }>>,
): boolean {
  const cited = decisionsBehind(value).map(citedDecision);
  return voidings.some(
    (voiding) =>
      cited.includes(voiding.value.decision) && !(recording.mode === 'ACT' && voiding.recording.mode === 'CLAIM'),
  );
}

/** What stands on a place is called by its own name; an id where nothing on record names it. */
export function subjectName(row: YearRanking, { unitId, subjectId }: Subject): LocalizedText {
  if (subjectId === undefined) return memberName(row, unitId);
  return row.subjects.find(({ value }) => value.subjectId === subjectId)?.value.name ?? { vi: subjectId };
}

export function memberName(row: YearRanking, unitId: string): LocalizedText {
  return memberNamed(row, unitId)?.name ?? { vi: unitId };
}

function memberNamed({ members, namedBeside }: YearRanking, unitId: string): RankedMember | undefined {
  return [...members, ...namedBeside].find((member) => member.unitId === unitId);
}

/** As a headline has it: of a member the short name. */
export function shortName(row: YearRanking, subject: Subject): string {
  if (subject.subjectId !== undefined) return subjectName(row, subject).vi;
  return memberNamed(row, subject.unitId)?.short.vi ?? subject.unitId;
}
