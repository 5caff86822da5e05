import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type {
  AgreedList,
  AgreedListEntry,
  AssentTerms,
  BallotPurpose,
  Objection,
  Question,
} from '../../src/emulation-years/voting/voting.values.js';
import { PersonBody } from '../../src/http/shapes/shapes.dto.js';

/** How a list of units is described. */
export const UNITS = { type: String, isArray: true, example: ['dien-bien'] } as const;

/** What a claim may leave unknown. */
export const IF_KNOWN = { description: 'Absent where the source does not say' } as const;

/** A question put to the bloc, by ballot or by assent. */
export class QuestionPutView implements Question {
  @ApiProperty({ example: 'co-chinh-phu' }) questionId!: string;
  @ApiProperty({ example: 'dien-bien' }) unitId!: string;
  @ApiPropertyOptional({ example: 'to-dan-pho-5' }) subjectId?: string;
  @ApiPropertyOptional({ example: 'GOVERNMENT_FLAG' }) form?: string;
  @ApiPropertyOptional({ example: 'Hoàn thành xuất sắc nhiệm vụ' }) classification?: string;
  @ApiPropertyOptional({ example: '2025' }) forYear?: string;
  @ApiPropertyOptional({ example: 1 }) ordinal?: number;
}

/** What was agreed without papers. */
export class AssentTermsView implements AssentTerms {
  @ApiPropertyOptional({ ...IF_KNOWN, example: 'tong-ket' }) sessionId?: string;
  @ApiProperty({ type: String, example: 'HEAD' }) purpose!: BallotPurpose;
  @ApiProperty({ type: QuestionPutView, isArray: true }) questions!: readonly QuestionPutView[];
  @ApiPropertyOptional({ ...UNITS, ...IF_KNOWN }) present?: readonly string[];
  @ApiPropertyOptional({ ...IF_KNOWN, example: 7 }) members?: number;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 5 }) quorumNeeded?: number;
}

export class ObjectionView implements Objection {
  @ApiPropertyOptional({ ...IF_KNOWN, example: 'son-la' }) unitId?: string;
  @ApiPropertyOptional({ type: PersonBody }) person?: PersonBody;
  @ApiPropertyOptional() text?: string;
}

class ListEntryView implements AgreedListEntry {
  @ApiProperty({ example: 'PROVINCE_FLAG' }) form!: string;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 2 }) count?: number;
  @ApiProperty(UNITS) unitIds!: readonly string[];
}

export class AgreedListView implements AgreedList {
  @ApiPropertyOptional({ ...IF_KNOWN, example: 'tong-ket' }) sessionId?: string;
  @ApiProperty({ type: ListEntryView, isArray: true }) entries!: readonly ListEntryView[];
  @ApiPropertyOptional({ ...UNITS, ...IF_KNOWN }) agreedBy?: readonly string[];
  @ApiPropertyOptional({ example: true, description: 'The source says that all agreed, and names none' })
  agreedByAll?: boolean;
}
