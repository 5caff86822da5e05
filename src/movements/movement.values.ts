import type { AwardTerms, CommendationCount } from '../emulation-years/conferral/conferral.values.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import { documentIdentity } from '../kernel/document-identity.js';
import { firstDayOf, lastDayOf, type PartialDate } from '../kernel/partial-date.js';
import type { Party, Person, ReferenceDocument } from '../kernel/party.js';
import type { LocalizedText } from '../kernel/text.js';

/** Phong trào thi đua thường xuyên (of everything that is done), or chuyên đề (of one subject). */
export const MOVEMENT_NATURES = ['GENERAL', 'THEMATIC'] as const;
export type MovementNature = (typeof MOVEMENT_NATURES)[number];

/**
 * From when to when a movement runs, both ends included, as one source words it: "giai đoạn 2015-2020". An end that the source does
 * not tell is absent. Sources disagree (S1: 2015-2020 and 2016-2020); each statement stays with its own.
 */
export type StatedPeriod = Readonly<{ from?: PartialDate; to?: PartialDate }>;

/** One text for a period, for comparing. */
export function periodKey({ from, to }: StatedPeriod): string {
  return canonicalJson({ from: from?.date, to: to?.date });
}

/** R39: of partial ends one possible pair of days in order is enough. */
export function isPeriod({ from, to }: StatedPeriod): boolean {
  return from === undefined || to === undefined || firstDayOf(from) <= lastDayOf(to);
}

/** What a launch (phát động) says: who launches what, through which person, and for whom. */
export type LaunchTerms = Readonly<{
  name: LocalizedText;
  /** A unit, a bloc, or a superior in an office (Thủ tướng Chính phủ, Chủ tịch UBND tỉnh). */
  launchedBy: Party;
  /** Who launched it in person. */
  person?: Person;
  nature?: MovementNature;
  /** The slogan or subject (chủ đề). */
  theme?: LocalizedText;
  /** Who is to take part, as the source words it: "người lao động trong toàn ngành". */
  audience?: string;
  period?: StatedPeriod;
  place?: string;
  /** Movements that it goes on from. */
  predecessors?: readonly string[];
}>;

/** Sơ kết and tổng kết. */
export const REVIEW_KINDS = ['INTERIM', 'FINAL'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** How a unit was rated over a time, of which the single years may be unknown: "hoàn thành xuất sắc và hoàn thành tốt" (S1). */
export type RatingTold = Readonly<{ of: Party; by?: Party; ratings: readonly string[]; period?: StatedPeriod }>;

/** What a review (sơ kết, tổng kết) tells; it may be held before the movement ends (R39). */
export type ReviewTerms = Readonly<{
  kind?: ReviewKind;
  /** What the meeting is called: "Hội nghị điển hình tiên tiến 2015 – 2020". */
  meeting?: string;
  place?: string;
  host?: Party;
  results?: readonly string[];
  ratings?: readonly RatingTold[];
}>;

/** How one document stands to another: "Triển khai Kế hoạch số 58/KH-UBND" is IMPLEMENTS. */
export const DOCUMENT_RELATIONS = [
  'IMPLEMENTS',
  'GUIDES',
  'REPLACES',
  'AMENDS',
  'CORRECTS',
  'SUPPLEMENTS',
  'REPEALS',
  'BASED_ON',
  'OTHER',
] as const;
export type DocumentRelationKind = (typeof DOCUMENT_RELATIONS)[number];
export type DocumentRelation = Readonly<{ relation: DocumentRelationKind; document: ReferenceDocument }>;

/** One text for a document with a relation to another, or with none. */
export function linkKey(document: ReferenceDocument, relation?: DocumentRelation): string {
  const other = relation && { relation: relation.relation, of: documentIdentity(relation.document) };
  return canonicalJson({ document: documentIdentity(document), other });
}

/**
 * An award of the movement, by name or by count. `years` are the ones that the source names; `consecutiveYears` is how many in a row it
 * tells where it does not say which ("liên tục trong 5 năm"). `partial`: it names some of them only ("như: …").
 */
export type MovementAwardTerms = Omit<AwardTerms, 'sessionId' | 'document'> &
  Readonly<{ reviewId?: string; years?: readonly string[]; consecutiveYears?: number; partial?: boolean }>;

/** Recognitions reported by number alone; kinds are never added up (D4). */
export type RecognitionCounts = Readonly<{ summaryId: string; counts: readonly CommendationCount[] }>;
