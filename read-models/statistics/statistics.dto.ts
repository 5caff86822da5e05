import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  COUNTED,
  type CommendationCount,
  type PlacementCount,
  RECIPIENT_KINDS,
  type RecipientKind,
} from '../../src/emulation-years/conferral/conferral.values.js';
import type { Recommendation } from '../../src/emulation-years/sessions/session.values.js';
import { IsLine, IsSlug } from '../../src/http/shapes/field.decorators.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { IsParty, LocalizedTextBody, QuantityBody } from '../../src/http/shapes/shapes.dto.js';
import type { Party } from '../../src/kernel/party.js';
import { answerOf, answersOf, currentOf, RecordingView, sourcedOf } from '../answer.dto.js';
import type { CommendationSummary, Placements, Statistic } from '../bloc-history/conferral-of-year.js';
import type { AnnouncedOfKind, AwardInNumbers, StatisticsOfYear } from './statistics.js';

export class StatisticsRequest extends PageRequest {
  @IsSlug({ optional: true, description: 'One figure, over the years', example: 'viec-lam-moi' }) statistic?: string;
  @IsLine(300, {
    optional: true,
    description: 'What is asked of one superior: the id of a unit or bloc, or words of a name or office',
    example: 'Bộ Giao thông vận tải',
  })
  addressee?: string;
}

class FigureTextView {
  @ApiProperty({ example: 'trên 113.000 lao động', description: 'In Vietnamese, a bound told as a bound' }) vi!: string;
  @ApiProperty({ example: 'over 113,000 lao động', description: 'In English' }) en!: string;
}

class ReportedFigureView {
  @ApiProperty({ type: QuantityBody, description: 'Exact, or a bound that is never taken for exact' })
  quantity!: QuantityBody;
  @ApiProperty({ type: FigureTextView, description: 'As a reader sees it' }) text!: FigureTextView;
}

export class FigureOfYearView extends ReportedFigureView implements Statistic {
  @ApiProperty({ example: 'viec-lam-moi', description: 'The id of the figure, the same in every year' })
  statisticId!: string;
  @ApiProperty({ example: 'Lao động có việc làm mới', description: 'What the figure says' }) title!: string;
}

class CountOfKindView extends ReportedFigureView implements CommendationCount {
  @ApiProperty({ enum: RECIPIENT_KINDS, description: 'What the line counts' }) of!: RecipientKind;
  @ApiProperty({ enum: COUNTED, description: 'Lượt, or those commended' }) counted!: CommendationCount['counted'];
  @ApiPropertyOptional({ description: 'The form of commendation, where it is told' }) form?: string;
}

export class CountsOfYearView implements CommendationSummary {
  @ApiProperty({ example: 'khen-thuong-cac-cap-2023', description: 'The id of the report' }) summaryId!: string;
  @ApiProperty({ type: CountOfKindView, isArray: true, description: 'One line a kind; kinds are never added up' })
  counts!: readonly CountOfKindView[];
  @ApiPropertyOptional({ description: 'The report that has it' }) source?: string;
}

class PlacesTakenView implements PlacementCount {
  @ApiProperty({ example: 1, description: 'The place in its bloc' }) place!: number;
  @ApiProperty({ example: 3, description: 'How many offices took it' }) count!: number;
}

export class PlacementsOfYearView implements Placements {
  @ApiProperty({ description: 'Whose offices took them' }) unitId!: string;
  @ApiProperty({ type: PlacesTakenView, isArray: true, description: 'One line a place' })
  counts!: readonly PlacesTakenView[];
  @ApiPropertyOptional({ description: 'The report that has it' }) source?: string;
}

class AnnouncedOfKindView implements AnnouncedOfKind {
  @ApiProperty({ enum: RECIPIENT_KINDS, description: 'Of which kind' }) of!: RecipientKind;
  @ApiPropertyOptional({ example: 7, description: 'How many; absent where it is not told' }) count?: number;
}

class AwardInNumbersView implements AwardInNumbers {
  @ApiProperty({ example: 'bang-khen-lao-cai-2024' }) awardId!: string;
  @ApiPropertyOptional({ description: 'Absent where it is not told' }) form?: string;
  @ApiPropertyOptional({ description: 'Điển hình tiên tiến; absent where it is not told' }) exemplars?: boolean;
  @ApiProperty({ type: AnnouncedOfKindView, isArray: true, description: 'One line a kind; kinds are never added up' })
  announced!: readonly AnnouncedOfKindView[];
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
}

export class RecommendationOfYearView implements Recommendation {
  @ApiPropertyOptional({ description: 'The session at which it was made' }) sessionId?: string;
  @IsParty({ optional: true, description: 'Who asks; absent: the bloc as a whole' }) from?: Party;
  @IsParty({ description: 'Who is asked' }) to!: Party;
  @ApiProperty({ example: 'Đề nghị bố trí vốn bảo trì đường biên giới', description: 'What is asked' }) text!: string;
}

export class StatisticsOfYearView implements StatisticsOfYear {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiPropertyOptional({ type: LocalizedTextBody, description: 'What the year is called' }) label?: LocalizedTextBody;
  @ApiProperty({
    type: currentOf(FigureOfYearView),
    isArray: true,
    description: 'Figures of the year; never added to other years',
  })
  figures!: StatisticsOfYear['figures'];
  @ApiProperty({ type: currentOf(CountsOfYearView), isArray: true, description: 'Commendations as reported, by kind' })
  counts!: StatisticsOfYear['counts'];
  @ApiProperty({
    type: currentOf(PlacementsOfYearView),
    isArray: true,
    description: 'Places that offices of members took',
  })
  placements!: StatisticsOfYear['placements'];
  @ApiProperty({
    type: AwardInNumbersView,
    isArray: true,
    description: 'Own awards of the head in numbers, apart from the counts',
  })
  awards!: readonly AwardInNumbersView[];
  @ApiProperty({
    type: sourcedOf(RecommendationOfYearView),
    isArray: true,
    description: 'What is asked of whom (kiến nghị)',
  })
  recommendations!: StatisticsOfYear['recommendations'];
}

export const StatisticsListView = answersOf(answerOf(StatisticsOfYearView));
