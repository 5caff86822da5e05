import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type AnswerGiven,
  BALLOT_METHODS,
  type BallotPurpose,
  type BallotTerms,
  type BallotTieBreak,
  CHOICES,
  type HandRaised,
  OUTCOMES,
  type PaperCount,
  type QuestionTally,
  type Recusal,
  type Tally,
  type Teller,
  type Voiding,
  type WrittenOpinion,
} from '../../src/emulation-years/voting/voting.values.js';
import { IsOneOf, IsSlug } from '../../src/http/shapes/field.decorators.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { LocalizedTextBody, PersonBody, ReferenceDocumentBody } from '../../src/http/shapes/shapes.dto.js';
import type { FractionText } from '../../src/kernel/fraction.js';
import type { Threshold } from '../../src/kernel/threshold.js';
import { PEOPLES_KEYS, type PeoplesKey, type Permission, PERMISSIONS } from '../../src/rulebooks/rulebook.values.js';
import { answerOf, answersOf, RecordingView, currentOf, sourcedOf } from '../answer.dto.js';
import { YearKey } from '../path.dto.js';
import type { Sourced } from '../recording.js';
import { AgreedListView, AssentTermsView, IF_KNOWN, ObjectionView, QuestionPutView, UNITS } from './agreed.dto.js';
import {
  type AgreedListRecord,
  ASSENT_OUTCOMES,
  type AssentRecord,
  type BallotRecord,
  type NamedUnit,
  VOID,
  VOTE_KINDS,
  type VoteKind,
  type VoteRecord,
} from './vote-record.js';

/** Each names one vote of a year by its own id. */
export class BallotKey extends YearKey {
  @IsSlug({ example: 'suy-ton-2024' }) ballotId!: string;
}

export class AssentKey extends YearKey {
  @IsSlug({ example: 'nhat-tri-2024' }) assentId!: string;
}

export class AgreedListKey extends YearKey {
  @IsSlug({ example: 'danh-sach-2024' }) listId!: string;
}

export class VotesRequest extends PageRequest {
  @IsOneOf(VOTE_KINDS, { optional: true }) kind?: VoteKind;
}

export class NamedUnitView implements NamedUnit {
  @ApiProperty({ example: 'dien-bien' }) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
}

class AnswerGivenView implements AnswerGiven {
  @ApiProperty({ example: 'co-chinh-phu' }) questionId!: string;
  @ApiProperty({ enum: CHOICES }) choice!: AnswerGiven['choice'];
}

class ThresholdView implements Threshold {
  @ApiProperty({ type: String, example: '4/5' }) fraction!: FractionText;
  @ApiProperty({ enum: ['AT_LEAST', 'MORE_THAN'] }) comparison!: Threshold['comparison'];
  @ApiProperty({ enum: ['ALL_MEMBERS', 'PRESENT', 'VALID_PAPERS'] }) base!: Threshold['base'];
}

class BallotTermsView implements BallotTerms {
  @ApiPropertyOptional({ ...IF_KNOWN, example: 'tru-bi' }) sessionId?: string;
  @ApiProperty({ type: String, example: 'COMMENDATION' }) purpose!: BallotPurpose;
  @ApiProperty({ enum: BALLOT_METHODS }) method!: BallotTerms['method'];
  @ApiProperty({ type: QuestionPutView, isArray: true }) questions!: readonly QuestionPutView[];
  @ApiPropertyOptional({ ...IF_KNOWN, example: 1 }) seats?: number;
  @ApiProperty(UNITS) eligible!: readonly string[];
  @ApiPropertyOptional({ ...IF_KNOWN, example: 7 }) members?: number;
  @ApiPropertyOptional({ ...IF_KNOWN, type: ThresholdView }) threshold?: ThresholdView;
  @ApiPropertyOptional({ ...IF_KNOWN, type: String, example: '2/3' }) quorum?: FractionText;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 5 }) quorumNeeded?: number;
  @ApiPropertyOptional({ ...UNITS, ...IF_KNOWN }) present?: readonly string[];
  @ApiPropertyOptional({ ...IF_KNOWN, enum: PERMISSIONS }) writtenOpinions?: Permission;
  @ApiPropertyOptional({ enum: PERMISSIONS, description: 'Whether a unit may vote on itself' }) selfVote?: Permission;
  @ApiPropertyOptional({ enum: PERMISSIONS, description: 'Whether a person of a candidate may count' })
  candidateTellers?: Permission;
  @ApiPropertyOptional({ enum: PEOPLES_KEYS, isArray: true, description: 'By which keys people may break a tie' })
  tieKeys?: readonly PeoplesKey[];
}

class HandRaisedView implements HandRaised {
  @ApiProperty({ example: 'dien-bien' }) unitId!: string;
  @ApiPropertyOptional({ ...IF_KNOWN, type: PersonBody }) voter?: PersonBody;
  @ApiProperty({ type: AnswerGivenView, isArray: true }) answers!: readonly AnswerGivenView[];
}

class WrittenOpinionView implements WrittenOpinion {
  @ApiProperty({ example: 'ha-giang' }) unitId!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
  @ApiPropertyOptional({ type: AnswerGivenView, isArray: true, description: 'Of an open vote only' })
  answers?: readonly AnswerGivenView[];
}

class RecusedView implements Recusal {
  @ApiProperty({ example: 'lao-cai' }) unitId!: string;
  @ApiPropertyOptional(IF_KNOWN) reason?: string;
}

class TellerView implements Teller {
  @ApiProperty({ type: PersonBody }) person!: PersonBody;
  @ApiPropertyOptional({ example: 'lang-son' }) unitId?: string;
  @ApiPropertyOptional({ ...IF_KNOWN, type: String, example: 'HEAD' }) role?: NonNullable<Teller['role']>;
}

class TellersView {
  @ApiProperty({ type: TellerView, isArray: true, description: 'Ban kiểm phiếu' }) tellers!: readonly TellerView[];
}

class PapersView implements PaperCount {
  @ApiPropertyOptional({ example: 7, description: 'Phát ra' }) issued?: number;
  @ApiPropertyOptional({ example: 7, description: 'Thu về' }) returned?: number;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 0 }) written?: number;
  @ApiPropertyOptional({ example: 7, description: 'Hợp lệ' }) valid?: number;
  @ApiPropertyOptional({ example: 0, description: 'Không hợp lệ' }) invalid?: number;
  @ApiPropertyOptional({ description: 'Lý do phiếu không hợp lệ' }) invalidGrounds?: string;
}

const REPORTED = { example: 'Đạt tỷ lệ phiếu cao.', description: 'The words of the source' } as const;

export class CountOfQuestionView implements QuestionTally {
  @ApiProperty({ example: 'co-chinh-phu' }) questionId!: string;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 6 }) for?: number;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 1 }) against?: number;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 0 }) blank?: number;
  @ApiPropertyOptional({
    example: 7,
    description: 'What the threshold is measured against, where the outcome was judged by the terms of the ballot',
  })
  base?: number;
  @ApiPropertyOptional({ example: 6, description: 'Votes needed, as `base`' }) needed?: number;
  @ApiProperty({ enum: OUTCOMES }) outcome!: QuestionTally['outcome'];
  @ApiPropertyOptional(REPORTED) reported?: string;
}

class TallyView implements Tally {
  @ApiPropertyOptional({ ...IF_KNOWN, example: 7 }) present?: number;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 7 }) voted?: number;
  @ApiPropertyOptional({ ...IF_KNOWN, example: 0 }) written?: number;
  @ApiPropertyOptional({ type: PapersView }) papers?: PapersView;
  @ApiProperty({ type: CountOfQuestionView, isArray: true }) questions!: readonly CountOfQuestionView[];
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) minutes?: ReferenceDocumentBody;
}

class VoidingView implements Voiding {
  @ApiPropertyOptional({ ...IF_KNOWN, example: 'Số phiếu phát ra vượt số thành viên dự họp.' }) ground?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class BallotTieBreakView implements BallotTieBreak {
  @ApiProperty({ example: 'co-chinh-phu' }) questionId!: string;
  @ApiPropertyOptional({ ...IF_KNOWN, enum: PEOPLES_KEYS })
  key?: NonNullable<BallotTieBreak['key']>;
  @ApiPropertyOptional({ ...IF_KNOWN, type: PersonBody }) by?: PersonBody;
  @ApiPropertyOptional(IF_KNOWN) reason?: string;
}

type Inside<Vote extends VoteRecord> = Omit<Vote, 'blocId' | 'year' | 'kind' | 'voteId' | 'heldOn' | 'outcome'>;

class BallotInsideView implements Inside<BallotRecord> {
  @ApiProperty({ type: currentOf(BallotTermsView) }) terms!: BallotRecord['terms'];
  @ApiProperty({ type: currentOf(HandRaisedView), isArray: true, description: 'Of an open vote only' })
  hands!: BallotRecord['hands'];
  @ApiProperty({ type: currentOf(WrittenOpinionView), isArray: true }) written!: BallotRecord['written'];
  @ApiProperty({ type: currentOf(RecusedView), isArray: true }) recused!: BallotRecord['recused'];
  @ApiPropertyOptional({ type: currentOf(TellersView) }) tellers?: NonNullable<BallotRecord['tellers']>;
  @ApiPropertyOptional({ type: RecordingView }) closed?: RecordingView;
  @ApiPropertyOptional({ type: currentOf(TallyView), description: 'Absent where the count is not known' })
  tally?: NonNullable<BallotRecord['tally']>;
  @ApiProperty({ type: sourcedOf(BallotTieBreakView), isArray: true }) tieBreaks!: BallotRecord['tieBreaks'];
  @ApiPropertyOptional({ type: currentOf(VoidingView), description: 'Found void: what was counted carries nothing' })
  voided?: NonNullable<BallotRecord['voided']>;
}

class AssentInsideView implements Inside<AssentRecord> {
  @ApiPropertyOptional({ type: currentOf(AssentTermsView) }) assent?: NonNullable<AssentRecord['assent']>;
  @ApiProperty({ type: currentOf(ObjectionView), isArray: true }) objections!: AssentRecord['objections'];
}

class AgreedListInsideView implements Inside<AgreedListRecord> {
  @ApiProperty({ type: currentOf(AgreedListView) }) list!: AgreedListRecord['list'];
}

const VOTE_OUTCOMES = [...OUTCOMES, ...ASSENT_OUTCOMES, VOID] as const;

/** What was decided about one question, or about one form of an agreed list. */
export class OutcomeView {
  @ApiPropertyOptional({ example: 'co-chinh-phu' }) questionId?: string;
  @ApiProperty({ type: NamedUnitView, isArray: true }) units!: readonly NamedUnitView[];
  @ApiPropertyOptional({ example: 'GOVERNMENT_FLAG' }) form?: string;
  @ApiPropertyOptional({ example: 'Hoàn thành xuất sắc nhiệm vụ' }) classification?: string;
  @ApiPropertyOptional({ example: '2025' }) forYear?: string;
  @ApiPropertyOptional({ example: 1 }) ordinal?: number;
  @ApiPropertyOptional({ example: 2, description: 'Of an agreed list: for how many' }) count?: number;
  @ApiProperty({ enum: VOTE_OUTCOMES }) outcome!: (typeof VOTE_OUTCOMES)[number];
  @ApiPropertyOptional(REPORTED) reported?: string;
}

const INSIDE = 'For those who work in the year';

/** A vote. Everybody sees the outcomes once the result is published; the rest is for those who work in the year. */
export class VoteView {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ enum: VOTE_KINDS }) kind!: VoteKind;
  @ApiProperty({ example: 'suy-ton-2024' }) voteId!: string;
  @ApiPropertyOptional({ ...IF_KNOWN, example: '2025-03-21' }) heldOn?: string;
  @ApiProperty({ type: OutcomeView, isArray: true }) outcomes!: readonly OutcomeView[];
  @ApiPropertyOptional({ type: RecordingView, description: 'The latest publication that named it' })
  published?: RecordingView;
  @ApiPropertyOptional({ type: BallotInsideView, description: INSIDE }) ballot?: BallotInsideView;
  @ApiPropertyOptional({ type: AssentInsideView, description: INSIDE }) assent?: AssentInsideView;
  @ApiPropertyOptional({ type: AgreedListInsideView, description: INSIDE }) agreedList?: AgreedListInsideView;
  @ApiPropertyOptional({ type: sourcedOf(NamedUnitView), isArray: true, description: INSIDE })
  /** Units that voted on a matter of their own: allowed unless the rulebook forbids it, and shown (D3). */
  conflictsOfInterest?: readonly Sourced<NamedUnit>[];
}

export const VoteAnswerView = answerOf(VoteView);
export const VoteListView = answersOf(VoteAnswerView);
