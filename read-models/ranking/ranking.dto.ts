import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LocalizedTextBody, ReferenceDocumentBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import { answerOf, RecordingView, currentOf, sourcedOf } from '../answer.dto.js';
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

/** How fields of rankings and explanations are described. */
export const UNIT = { example: 'dien-bien' } as const;
export const POINTS = { example: '968.50', description: 'Rounded as the rulebook says' } as const;
export const EXACT = { example: '1937/2', description: 'Exact: an integer or a fraction' } as const;

class TieKeyView implements TieKeyUsed {
  @ApiProperty({ example: 'CRITERION' }) key!: string;
  @ApiPropertyOptional({ example: 'phan-1' }) criterionId?: string;
}

class UnitOnPlaceView implements UnitShown {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiPropertyOptional(POINTS) points?: string;
  @ApiPropertyOptional(EXACT) exact?: string;
  @ApiPropertyOptional({ type: String, isArray: true, description: 'What the tie keys were read at' })
  tieValues?: string[];
}

class PlaceView implements PlaceShown {
  @ApiProperty({ example: 1, description: 'Ranks count units: 1, 2, 2, 4' }) rank!: number;
  @ApiProperty({ description: 'Whether the order of its units among themselves is known' }) orderKnown!: boolean;
  @ApiPropertyOptional({
    type: TieKeyView,
    description: 'The key that set it behind the place before, on an equal total',
  })
  decidedBy?: TieKeyView;
  @ApiProperty({ type: UnitOnPlaceView, isArray: true }) units!: UnitOnPlaceView[];
}

class PublicationView implements PublicationShown {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty() pointsShown!: boolean;
  @ApiProperty({ type: LocalizedTextBody, description: 'Điện Biên dẫn đầu; Lào Cai xếp thứ 2' })
  headline!: LocalizedTextBody;
  @ApiProperty({ type: PlaceView, isArray: true }) places!: PlaceView[];
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
}

class PlacesApartView {
  @ApiProperty({ type: String, isArray: true, description: 'Criteria not assigned to these units' })
  withoutCriteria!: string[];
  @ApiProperty({ type: PlaceView, isArray: true }) places!: PlaceView[];
}

class UnrankedView {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ example: 'vi-pham-phap-luat' }) ground!: string;
  @ApiProperty() reason!: string;
}

class ExemptMemberView {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty() reason!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class TieBreakView implements TieBreak {
  @ApiProperty({ example: 2 }) rank!: number;
  @ApiProperty({ type: String, isArray: true }) order!: string[];
  @ApiProperty({ enum: ['MEMBERS_VOTE', 'HEAD_DECIDES'] }) key!: TieBreak['key'];
  @ApiProperty() reason!: string;
  @ApiPropertyOptional() ballotId?: string;
}

class ChangeSinceView implements ChangeSince {
  @ApiProperty({ enum: RANKING_CHANGES }) what!: ChangeSince['what'];
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional({ description: 'Absent of a score that was agreed for the first time' }) reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

export class RulebookReferenceView {
  @ApiProperty({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
  @ApiProperty({ example: 1 }) version!: number;
}

class OrderView implements OrderShown {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty({ enum: RANKING_BASES }) basis!: OrderShown['basis'];
  @ApiPropertyOptional({ description: 'The ballot or assent that an order without scores rests on' }) decision?: string;
  @ApiProperty({ description: 'Whether places of other members are not known' }) partial!: boolean;
  @ApiPropertyOptional({ type: RulebookReferenceView }) rulebook?: RulebookReferenceView;
  @ApiProperty({ type: PlaceView, isArray: true }) places!: PlaceView[];
  @ApiProperty({ type: PlacesApartView, isArray: true }) apart!: PlacesApartView[];
  @ApiProperty({ type: UnrankedView, isArray: true, description: 'Scored, but kept out of the order' })
  unranked!: UnrankedView[];
  @ApiProperty({ type: ExemptMemberView, isArray: true }) exempt!: ExemptMemberView[];
  @ApiProperty({ type: sourcedOf(TieBreakView), isArray: true }) ties!: OrderShown['ties'];
  @ApiProperty({ type: sourcedOf(ChangeSinceView), isArray: true }) changedSince!: OrderShown['changedSince'];
  @ApiProperty({ description: 'Whether a score or an exclusion under it changed after it was made' })
  basisCorrected!: boolean;
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
}

class GroupView {
  @ApiProperty({ example: 1 }) rank!: number;
  @ApiProperty({ type: String, isArray: true }) units!: string[];
  @ApiProperty() orderKnown!: boolean;
  @ApiPropertyOptional({ type: TieKeyView }) decidedBy?: TieKeyView;
}

class VersionView implements VersionShown {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty({ enum: RANKING_BASES }) basis!: VersionShown['basis'];
  @ApiProperty({ type: GroupView, isArray: true }) groups!: GroupView[];
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
}

class ExclusionOnRecordView implements ExclusionShown {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ example: 'vi-pham-phap-luat' }) ground!: string;
  @ApiProperty({ enum: ['RANKING', 'AWARDS'] }) excludedFrom!: ExclusionShown['excludedFrom'];
  @ApiProperty() reason!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class LiftView {
  @ApiProperty() reason!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

type ExclusionEntry = NonNullable<RankingShown['exclusions']>[number];

class ExclusionEntryView implements ExclusionEntry {
  @ApiProperty({ type: LocalizedTextBody }) title!: LocalizedTextBody;
  @ApiProperty({ type: currentOf(ExclusionOnRecordView) }) excluded!: ExclusionEntry['excluded'];
  @ApiPropertyOptional({ type: currentOf(LiftView) }) lifted?: NonNullable<ExclusionEntry['lifted']>;
}

class ClassificationView implements Classification {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ example: 'Hoàn thành xuất sắc nhiệm vụ' }) classification!: string;
  @ApiProperty() basis!: string;
  @ApiPropertyOptional() reason?: string;
}

const INSIDE = 'For those who work in the year';

class RankingView implements RankingShown {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ type: LocalizedTextBody }) blocName!: LocalizedTextBody;
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiPropertyOptional({ type: PublicationView, description: 'What is public; absent before' })
  publication?: PublicationView;
  @ApiPropertyOptional({ type: OrderView, description: INSIDE }) order?: OrderView;
  @ApiPropertyOptional({ type: VersionView, isArray: true, description: INSIDE }) otherVersions?: VersionView[];
  @ApiPropertyOptional({ type: ExclusionEntryView, isArray: true, description: INSIDE })
  exclusions?: ExclusionEntryView[];
  @ApiPropertyOptional({ type: currentOf(ExemptMemberView), isArray: true, description: INSIDE })
  exempt?: NonNullable<RankingShown['exempt']>;
  @ApiPropertyOptional({ type: currentOf(ClassificationView), isArray: true, description: INSIDE })
  classifications?: NonNullable<RankingShown['classifications']>;
}

export const RankingAnswerView = answerOf(RankingView);
