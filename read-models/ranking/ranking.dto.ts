import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LocalizedTextBody, ReferenceDocumentBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import type { Facts } from '../../src/kernel/event.js';
import { answerOf, EventReferenceBody, RecordingBody, standingOf, toldOf } from '../answer.dto.js';
import type { Explanation } from './explanation.js';
import {
  type ChangeSince,
  type Classification,
  type ExclusionShown,
  RANKING_BASES,
  RANKING_CHANGES,
  type TieBreak,
  type TieKeyUsed,
} from './ranking.js';
import type {
  OrderShown,
  PlaceShown,
  PublicationShown,
  RankingShown,
  UnitShown,
  VersionShown,
} from './ranking-view.js';
import { STEP_KINDS, type Sentence } from './sentence.js';

const UNIT = { example: 'dien-bien' } as const;
const POINTS = { example: '968.50', description: 'Rounded as the rulebook says' } as const;
const EXACT = { example: '1937/2', description: 'Exact: an integer or a fraction' } as const;

class TieKeyBody implements TieKeyUsed {
  @ApiProperty({ example: 'CRITERION' }) key!: string;
  @ApiPropertyOptional({ example: 'phan-1' }) criterionId?: string;
}

class UnitOnPlaceBody implements UnitShown {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiPropertyOptional(POINTS) points?: string;
  @ApiPropertyOptional(EXACT) exact?: string;
  @ApiPropertyOptional({ type: String, isArray: true, description: 'What the tie keys were read at' })
  tieValues?: string[];
}

class PlaceBody implements PlaceShown {
  @ApiProperty({ example: 1, description: 'Ranks count units: 1, 2, 2, 4' }) rank!: number;
  @ApiProperty({ description: 'Whether the order of its units among themselves is known' }) orderKnown!: boolean;
  @ApiPropertyOptional({
    type: TieKeyBody,
    description: 'The key that set it behind the place before, on an equal total',
  })
  decidedBy?: TieKeyBody;
  @ApiProperty({ type: UnitOnPlaceBody, isArray: true }) units!: UnitOnPlaceBody[];
}

class PublicationBody implements PublicationShown {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty() pointsShown!: boolean;
  @ApiProperty({ type: LocalizedTextBody, description: 'Điện Biên dẫn đầu; Lào Cai xếp thứ 2' })
  headline!: LocalizedTextBody;
  @ApiProperty({ type: PlaceBody, isArray: true }) places!: PlaceBody[];
  @ApiProperty({ type: RecordingBody }) recording!: RecordingBody;
}

class PlacesApartBody {
  @ApiProperty({ type: String, isArray: true, description: 'Criteria not assigned to these units' })
  withoutCriteria!: string[];
  @ApiProperty({ type: PlaceBody, isArray: true }) places!: PlaceBody[];
}

class UnrankedBody {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ example: 'vi-pham-phap-luat' }) ground!: string;
  @ApiProperty() reason!: string;
}

class ExemptMemberBody {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty() reason!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class TieBreakShownBody implements TieBreak {
  @ApiProperty({ example: 2 }) rank!: number;
  @ApiProperty({ type: String, isArray: true }) order!: string[];
  @ApiProperty({ enum: ['MEMBERS_VOTE', 'HEAD_DECIDES'] }) key!: TieBreak['key'];
  @ApiProperty() reason!: string;
  @ApiPropertyOptional() ballotId?: string;
}

class ChangeSinceBody implements ChangeSince {
  @ApiProperty({ enum: RANKING_CHANGES }) what!: ChangeSince['what'];
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional({ description: 'Absent of a score that was agreed for the first time' }) reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class RulebookReferenceBody {
  @ApiProperty({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
  @ApiProperty({ example: 1 }) version!: number;
}

class OrderBody implements OrderShown {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty({ enum: RANKING_BASES }) basis!: OrderShown['basis'];
  @ApiPropertyOptional({ description: 'The ballot or assent that an order without scores rests on' }) decision?: string;
  @ApiProperty({ description: 'Whether places of other members are not known' }) partial!: boolean;
  @ApiPropertyOptional({ type: RulebookReferenceBody }) rulebook?: RulebookReferenceBody;
  @ApiProperty({ type: PlaceBody, isArray: true }) places!: PlaceBody[];
  @ApiProperty({ type: PlacesApartBody, isArray: true }) apart!: PlacesApartBody[];
  @ApiProperty({ type: UnrankedBody, isArray: true, description: 'Scored, but kept out of the order' })
  unranked!: UnrankedBody[];
  @ApiProperty({ type: ExemptMemberBody, isArray: true }) exempt!: ExemptMemberBody[];
  @ApiProperty({ type: toldOf(TieBreakShownBody), isArray: true }) ties!: OrderShown['ties'];
  @ApiProperty({ type: toldOf(ChangeSinceBody), isArray: true }) changedSince!: OrderShown['changedSince'];
  @ApiProperty({ description: 'Whether a score or an exclusion under it changed after it was made' })
  basisCorrected!: boolean;
  @ApiProperty({ type: RecordingBody }) recording!: RecordingBody;
}

class GroupBody {
  @ApiProperty({ example: 1 }) rank!: number;
  @ApiProperty({ type: String, isArray: true }) units!: string[];
  @ApiProperty() orderKnown!: boolean;
  @ApiPropertyOptional({ type: TieKeyBody }) decidedBy?: TieKeyBody;
}

class VersionBody implements VersionShown {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty({ enum: RANKING_BASES }) basis!: VersionShown['basis'];
  @ApiProperty({ type: GroupBody, isArray: true }) groups!: GroupBody[];
  @ApiProperty({ type: RecordingBody }) recording!: RecordingBody;
}

class ExclusionOnRecordBody implements ExclusionShown {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ example: 'vi-pham-phap-luat' }) ground!: string;
  @ApiProperty({ enum: ['RANKING', 'AWARDS'] }) excludedFrom!: ExclusionShown['excludedFrom'];
  @ApiProperty() reason!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class LiftBody {
  @ApiProperty() reason!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

type ExclusionEntry = NonNullable<RankingShown['exclusions']>[number];

class ExclusionEntryBody implements ExclusionEntry {
  @ApiProperty({ type: LocalizedTextBody }) title!: LocalizedTextBody;
  @ApiProperty({ type: standingOf(ExclusionOnRecordBody) }) excluded!: ExclusionEntry['excluded'];
  @ApiPropertyOptional({ type: standingOf(LiftBody) }) lifted?: NonNullable<ExclusionEntry['lifted']>;
}

class ClassificationBody implements Classification {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ example: 'Hoàn thành xuất sắc nhiệm vụ' }) classification!: string;
  @ApiProperty() basis!: string;
  @ApiPropertyOptional() reason?: string;
}

const INSIDE = 'For those who work in the year';

class RankingShownBody implements RankingShown {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ type: LocalizedTextBody }) blocName!: LocalizedTextBody;
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiPropertyOptional({ type: PublicationBody, description: 'What is public; absent before' })
  publication?: PublicationBody;
  @ApiPropertyOptional({ type: OrderBody, description: INSIDE }) order?: OrderBody;
  @ApiPropertyOptional({ type: VersionBody, isArray: true, description: INSIDE }) otherVersions?: VersionBody[];
  @ApiPropertyOptional({ type: ExclusionEntryBody, isArray: true, description: INSIDE })
  exclusions?: ExclusionEntryBody[];
  @ApiPropertyOptional({ type: standingOf(ExemptMemberBody), isArray: true, description: INSIDE })
  exempt?: NonNullable<RankingShown['exempt']>;
  @ApiPropertyOptional({ type: standingOf(ClassificationBody), isArray: true, description: INSIDE })
  classifications?: NonNullable<RankingShown['classifications']>;
}

class SentenceTextBody {
  @ApiProperty({ example: 'Tổng 961,25 điểm: xếp thứ 2, sau Điện Biên (968,50).' }) vi!: string;
  @ApiProperty({ example: 'Total 961.25: rank 2, behind Điện Biên (968.50).' }) en!: string;
}

class SentenceBody implements Sentence {
  @ApiProperty({ enum: STEP_KINDS }) kind!: Sentence['kind'];
  @ApiProperty({ type: SentenceTextBody }) text!: SentenceTextBody;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The figures in it, to compute again' })
  facts!: Facts;
  @ApiProperty({ type: EventReferenceBody, isArray: true, description: 'The events it rests on' })
  events!: EventReferenceBody[];
}

class TotalBody {
  @ApiProperty(EXACT) exact!: string;
  @ApiProperty(POINTS) points!: string;
}

class ExplanationShownBody implements Explanation {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiProperty({ example: 1 }) version!: number;
  @ApiPropertyOptional({ type: RulebookReferenceBody }) rulebook?: RulebookReferenceBody;
  @ApiPropertyOptional({ example: 2 }) rank?: number;
  @ApiPropertyOptional({ type: TotalBody }) total?: TotalBody;
  @ApiProperty({ type: SentenceBody, isArray: true }) steps!: SentenceBody[];
}

export const RankingAnswerBody = answerOf(RankingShownBody);
export const ExplanationAnswerBody = answerOf(ExplanationShownBody);
