import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Classification, RANKING_BASES, type TieBreak } from '../../src/emulation-years/ranking/ranking.values.js';
import { LocalizedTextBody, ReferenceDocumentBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import { EXCLUSIONS, PEOPLES_KEYS, type RulebookReference } from '../../src/rulebooks/rulebook.values.js';
import { answerOf, RecordingView, currentOf, sourcedOf } from '../answer.dto.js';
import {
  DepartedView,
  ExemptionView,
  ExemptView,
  RegisteredSubjectView,
  SubjectView,
  UNIT,
  UnplacedMemberView,
  UnrankedView,
} from './subject.dto.js';
import {
  type ChangeSince,
  type GroupMembers,
  type Place,
  RANKING_CHANGES,
  type RankingVersion,
  type TieKeyUsed,
  type UnitExclusion,
  type YearRanking,
} from './ranking.js';

/** How fields of rankings and explanations are described. */
const PRINTED = { example: 'đồng hạng nhì', description: 'The place in the words of its source' } as const;
export const POINTS = { example: '968.50', description: 'Rounded as the rulebook says' } as const;
export const EXACT = { example: '1937/2', description: 'Exact: an integer or a fraction' } as const;

/** What rests on a void decision says so (D41). */
const VOID = { type: Boolean, example: true, description: 'Where the decision that it rests on is void' } as const;

class TieKeyView implements TieKeyUsed {
  @ApiProperty({ type: String, example: 'CRITERION' }) key!: TieKeyUsed['key'];
  @ApiPropertyOptional({ example: 'phan-1' }) criterionId?: string;
}

/** On its place; points and what its tie keys were read at as far as the caller may see them. */
export class SubjectOnPlaceView extends SubjectView {
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiPropertyOptional(POINTS) points?: string;
  @ApiPropertyOptional(EXACT) exact?: string;
  @ApiPropertyOptional({ type: String, isArray: true, description: 'What the tie keys were read at' })
  tieValues?: readonly string[];
}

export class PlaceView {
  @ApiProperty({ example: 1, description: 'Ranks count subjects: 1, 2, 2, 4' }) rank!: number;
  @ApiProperty({ description: 'Whether the order among these is known' }) orderKnown!: boolean;
  @ApiPropertyOptional(PRINTED) printed?: string;
  @ApiPropertyOptional({
    type: TieKeyView,
    description: 'The key that set it behind the place before, on an equal total',
  })
  decidedBy?: TieKeyView;
  @ApiProperty({ type: SubjectOnPlaceView, isArray: true }) subjects!: readonly SubjectOnPlaceView[];
}

class PlacesApartView {
  @ApiProperty({ type: String, isArray: true, description: 'Criteria not assigned to these units' })
  withoutCriteria!: readonly string[];
  @ApiProperty({ type: PlaceView, isArray: true }) places!: readonly PlaceView[];
}

/** What of the result is public: which version, since when, and as one reads it. */
export class PublicationView {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty() pointsShown!: boolean;
  @ApiProperty({ type: LocalizedTextBody, description: 'Điện Biên dẫn đầu; Lào Cai xếp thứ 2' })
  headline!: LocalizedTextBody;
  @ApiProperty({ type: PlaceView, isArray: true }) places!: readonly PlaceView[];
  @ApiPropertyOptional({ type: PlacesApartView, isArray: true, description: 'Of units ranked apart, where published' })
  apart?: readonly PlacesApartView[];
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
  @ApiPropertyOptional(VOID) void?: true;
}

/** A class that was published; on what it rests is not. */
export class PublicClassView {
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional({ example: 'khu-dan-cu-so-1', description: 'Of the unit a subject that it registered' })
  subjectId?: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ example: 'Hoàn thành xuất sắc nhiệm vụ' }) classification!: string;
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
  @ApiPropertyOptional(VOID) void?: true;
}

class TieBreakView implements TieBreak {
  @ApiPropertyOptional({ type: String, isArray: true, description: 'Of the units ranked apart for lacking these' })
  withoutCriteria?: readonly string[];
  @ApiProperty({ example: 2 }) rank!: number;
  @ApiProperty({ type: SubjectView, isArray: true }) order!: readonly SubjectView[];
  @ApiPropertyOptional({ enum: PEOPLES_KEYS, description: 'Absent where a source does not tell it' })
  key?: NonNullable<TieBreak['key']>;
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
  @ApiPropertyOptional() ballotId?: string;
}

class ChangeSinceView implements ChangeSince {
  @ApiProperty({ enum: RANKING_CHANGES }) what!: ChangeSince['what'];
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional({ description: 'Absent of a score that was agreed for the first time' }) reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

export class RulebookReferenceView implements RulebookReference {
  @ApiProperty({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
  @ApiProperty({ example: 1 }) version!: number;
}

/** The order for users who work in the year: complete, with everything that led to it and changed since. */
export class OrderView {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty({ enum: RANKING_BASES }) basis!: RankingVersion['basis'];
  @ApiPropertyOptional({ description: 'The ballot or assent that an order without scores rests on' }) decision?: string;
  @ApiPropertyOptional({ example: 'tong-ket', description: 'The session at which it was agreed' }) sessionId?: string;
  @ApiProperty({ description: 'Whether places of other members are not known' }) partial!: boolean;
  @ApiPropertyOptional({ type: RulebookReferenceView }) rulebook?: RulebookReferenceView;
  @ApiProperty({ type: PlaceView, isArray: true }) places!: readonly PlaceView[];
  @ApiProperty({ type: PlacesApartView, isArray: true }) apart!: readonly PlacesApartView[];
  @ApiProperty({
    type: UnplacedMemberView,
    isArray: true,
    description: 'Of a partial order: whose place is unknown',
  })
  withoutPlace!: readonly UnplacedMemberView[];
  @ApiProperty({ type: UnrankedView, isArray: true, description: 'Scored, but kept out of the order' })
  unranked!: readonly UnrankedView[];
  @ApiProperty({ type: ExemptView, isArray: true }) exempt!: readonly ExemptView[];
  @ApiProperty({ type: DepartedView, isArray: true, description: 'Left without an agreed sheet: not in the order' })
  departed!: readonly DepartedView[];
  @ApiProperty({ type: TieBreakView, isArray: true, description: 'Broken ties that fell away: no more tied' })
  lapsed!: readonly TieBreakView[];
  @ApiProperty({ type: sourcedOf(TieBreakView), isArray: true }) ties!: RankingVersion['ties'];
  @ApiProperty({ type: sourcedOf(ChangeSinceView), isArray: true }) changedSince!: RankingVersion['changedSince'];
  @ApiProperty({ description: 'Whether a score or an exclusion under it changed after it was made' })
  basisCorrected!: boolean;
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
  @ApiPropertyOptional(VOID) void?: true;
}

class GroupView implements Place {
  @ApiProperty({ example: 1 }) rank!: number;
  @ApiProperty({ type: SubjectView, isArray: true }) subjects!: readonly SubjectView[];
  @ApiProperty() orderKnown!: boolean;
  @ApiPropertyOptional(PRINTED) printed?: string;
  @ApiPropertyOptional({ type: TieKeyView }) decidedBy?: TieKeyView;
}

/** A version that was followed by another, or a claim beside an act. */
export class VersionView {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty({ enum: RANKING_BASES }) basis!: RankingVersion['basis'];
  @ApiProperty({ type: GroupView, isArray: true }) groups!: readonly GroupView[];
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
  @ApiPropertyOptional(VOID) void?: true;
}

class ExclusionOnRecordView implements UnitExclusion {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ example: 'vi-pham-phap-luat' }) ground!: string;
  @ApiPropertyOptional({ type: ScopeBody, description: 'Of a zero on the sheet of a part: which sheet' })
  scope?: ScopeBody;
  @ApiProperty({ enum: EXCLUSIONS }) excludedFrom!: UnitExclusion['excludedFrom'];
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class GroupMembersView implements GroupMembers {
  @ApiProperty({ example: 'nhom-1' }) group!: string;
  @ApiProperty({ type: String, isArray: true, example: ['dien-bien', 'son-la'] }) unitIds!: readonly string[];
}

class LiftView {
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

type ExclusionEntry = YearRanking['exclusions'][number];

class ExclusionEntryView implements ExclusionEntry {
  @ApiProperty({ type: LocalizedTextBody }) title!: LocalizedTextBody;
  @ApiProperty({ type: currentOf(ExclusionOnRecordView) }) excluded!: ExclusionEntry['excluded'];
  @ApiPropertyOptional({ type: currentOf(LiftView) }) lifted?: NonNullable<ExclusionEntry['lifted']>;
}

class ClassificationView implements Classification {
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional({ example: 'khu-dan-cu-so-1', description: 'Of the unit a subject that it registered' })
  subjectId?: string;
  @ApiProperty({ example: 'Hoàn thành xuất sắc nhiệm vụ' }) classification!: string;
  @ApiPropertyOptional({ description: 'In words, where they are told' }) basis?: string;
  @ApiPropertyOptional({ example: 'xep-loai', description: 'The ballot or assent that gave it' }) decision?: string;
  @ApiPropertyOptional() reason?: string;
  @ApiPropertyOptional(VOID) void?: true;
}

const INSIDE = 'For those who work in the year';

/** The ranking of one scope. Everything but what was published is for users who work in the year. */
export class RankingView {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ type: LocalizedTextBody }) blocName!: LocalizedTextBody;
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiPropertyOptional({ type: PublicationView, description: 'What is public; absent before' })
  publication?: PublicationView;
  @ApiPropertyOptional({ type: PublicClassView, isArray: true, description: 'Classes of the scope that are public' })
  publishedClasses?: readonly PublicClassView[];
  @ApiPropertyOptional({ type: OrderView, description: INSIDE }) order?: OrderView;
  @ApiPropertyOptional({ type: VersionView, isArray: true, description: INSIDE })
  otherVersions?: readonly VersionView[];
  @ApiPropertyOptional({ type: ExclusionEntryView, isArray: true, description: INSIDE })
  exclusions?: readonly ExclusionEntryView[];
  @ApiPropertyOptional({ type: currentOf(RegisteredSubjectView), isArray: true, description: INSIDE })
  subjects?: YearRanking['subjects'];
  @ApiPropertyOptional({ type: currentOf(GroupMembersView), isArray: true, description: INSIDE })
  groups?: YearRanking['groups'];
  @ApiPropertyOptional({ type: currentOf(ExemptionView), isArray: true, description: INSIDE })
  exempt?: YearRanking['exempt'];
  @ApiPropertyOptional({ type: currentOf(ClassificationView), isArray: true, description: INSIDE })
  classifications?: YearRanking['classifications'];
}

export const RankingAnswerView = answerOf(RankingView);
