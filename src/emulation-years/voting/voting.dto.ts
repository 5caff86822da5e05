import { IsCount, IsFlag, IsName, IsOneOf, IsProse, IsSlug } from '../../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../../http/shapes/nested.decorators.js';
import { CommandBody, PersonBody, ReferenceDocumentBody, WHY } from '../../http/shapes/shapes.dto.js';
import { PEOPLES_KEYS, type PeoplesKey } from '../../rulebooks/rulebook.values.js';
import { YearPath, type YearBody } from '../frame/year.dto.js';
import type { VotingCommand } from './voting.commands.js';
import {
  BALLOT_METHODS,
  BALLOT_PURPOSES,
  CHOICES,
  TELLER_ROLES,
  type AgreedListEntry,
  type AnswerGiven,
  type BallotMethod,
  type BallotPurpose,
  type Choice,
  type CountReported,
  JUDGED_OUTCOMES,
  type JudgedOutcome,
  type PaperCount,
  type Question,
  type Teller,
} from './voting.values.js';

/** A bloc has fewer members, and a ballot fewer questions, than this. */
const MANY = { max: 300 };
/** An act asks something; what was asked a source may not tell. */
const QUESTIONS = { ...MANY, description: 'An act has one at least' };

export class BallotPath extends YearPath {
  @IsSlug({ example: 'suy-ton-2024' }) ballotId!: string;
}

export class AssentPath extends YearPath {
  @IsSlug({ example: 'nhat-tri-truong-khoi' }) assentId!: string;
}

type OfBallot<T extends 'CastVote' | 'SubmitWrittenOpinion' | 'WithdrawFromBallot' | 'AppointTellers'> = Omit<
  YearBody<VotingCommand, T>,
  'ballotId'
>;

class QuestionBody implements Question {
  @IsSlug({ example: 'co-chinh-phu' }) questionId!: string;
  @IsSlug() unitId!: string;
  @IsSlug({
    optional: true,
    description: 'For a place or a class: of the unit a subject that it registered',
    example: 'to-dan-pho-5',
  })
  subjectId?: string;
  @IsName(64, { optional: true, description: 'For a commendation: the form by its id', example: 'GOVERNMENT_FLAG' })
  form?: string;
  @IsName(200, {
    optional: true,
    description: 'For a class: the class, in words',
    example: 'Hoàn thành xuất sắc nhiệm vụ',
  })
  classification?: string;
  @IsSlug({ optional: true, description: 'For a head or deputy: the year to be led', example: '2025' })
  forYear?: string;
  @IsCount({ optional: true, min: 1, max: 20, description: 'For a deputy: first, second …', example: 1 })
  ordinal?: number;
}

class AnswerBody implements AnswerGiven {
  @IsSlug({ example: 'co-chinh-phu' }) questionId!: string;
  @IsOneOf(CHOICES) choice!: Choice;
}

export class OpenBallotBody extends CommandBody implements YearBody<VotingCommand, 'OpenBallot'> {
  @IsSlug({ example: 'suy-ton-2024' }) ballotId!: string;
  @IsSlug({ optional: true, description: 'An act says it', example: 'tru-bi' }) sessionId?: string;
  @IsOneOf(BALLOT_PURPOSES) purpose!: BallotPurpose;
  @IsOneOf(BALLOT_METHODS, { description: 'UNKNOWN is for claims' }) method!: BallotMethod;
  @NestedList(() => QuestionBody, QUESTIONS) questions!: QuestionBody[];
  @IsCount({
    min: 1,
    max: MANY.max,
    optional: true,
    description: 'How many questions may win; highest counts first. An act says it',
    example: 1,
  })
  seats?: number;
}

export class CastVoteBody extends CommandBody implements OfBallot<'CastVote'> {
  @IsSlug() unitId!: string;
  @Nested(() => PersonBody, { optional: true, description: 'An act says who' }) voter?: PersonBody;
  @NestedList(() => AnswerBody, { ...MANY, min: 1 }) answers!: AnswerBody[];
}

export class WrittenOpinionBody extends CommandBody implements OfBallot<'SubmitWrittenOpinion'> {
  @IsSlug() unitId!: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
  @NestedList(() => AnswerBody, {
    ...MANY,
    optional: true,
    description: 'In an open vote; a secret ballot takes a sealed envelope and no answers',
  })
  answers?: AnswerBody[];
}

export class RecusalBody extends CommandBody implements OfBallot<'WithdrawFromBallot'> {
  @IsSlug() unitId!: string;
  @IsProse(1000, { ...WHY, example: 'Đơn vị là ứng viên duy nhất.' }) reason?: string;
}

class TellerBody implements Teller {
  @Nested(() => PersonBody) person!: PersonBody;
  @IsSlug({ optional: true }) unitId?: string;
  @IsOneOf(TELLER_ROLES, { optional: true, description: 'An act says it' }) role?: NonNullable<Teller['role']>;
}

export class TellersBody extends CommandBody implements OfBallot<'AppointTellers'> {
  @NestedList(() => TellerBody, { min: 1, max: 20 }) tellers!: TellerBody[];
}

/** A figure of a count: an act gives each, a claim those that its source knows. */
const FIGURE = { ...MANY, optional: true } as const;

/** Papers of a secret ballot as the committee counted them. */
class PaperCountBody implements PaperCount {
  @IsCount({ ...FIGURE, description: 'Phát ra' }) issued?: number;
  @IsCount({ ...FIGURE, description: 'Thu về' }) returned?: number;
  @IsCount({ ...FIGURE, description: 'Envelopes of absent members, beside those returned', example: 0 })
  written?: number;
  @IsCount({ ...FIGURE, description: 'Hợp lệ' }) valid?: number;
  @IsCount({ ...FIGURE, description: 'Không hợp lệ', example: 0 }) invalid?: number;
  @IsProse(1000, { optional: true, example: 'Một phiếu gạch cả hai ô.', description: 'Lý do phiếu không hợp lệ' })
  invalidGrounds?: string;
}

class CountBody implements CountReported {
  @IsSlug({ example: 'co-chinh-phu' }) questionId!: string;
  @IsCount({ ...FIGURE, description: 'Tán thành', example: 6 }) for?: number;
  @IsCount({ ...FIGURE, description: 'Không tán thành', example: 1 }) against?: number;
  @IsCount({ ...FIGURE, description: 'Phiếu trắng', example: 0 }) blank?: number;
  @IsOneOf(JUDGED_OUTCOMES, { optional: true, description: 'Of a claim: what came out, as its source says' })
  outcome?: JudgedOutcome;
  @IsProse(1000, {
    optional: true,
    description: 'Of a claim: the words of its source',
    example: 'Đạt tỷ lệ phiếu cao.',
  })
  reported?: string;
}

export class ClosureBody extends CommandBody implements Omit<YearBody<VotingCommand, 'CloseBallot'>, 'ballotId'> {
  @Nested(() => PaperCountBody, { optional: true, description: 'Of a secret ballot only' }) papers?: PaperCountBody;
  @NestedList(() => CountBody, {
    ...MANY,
    optional: true,
    description: 'Of a secret ballot, or what the source of a claim says; hands are counted from the votes on record',
  })
  counts?: CountBody[];
  @Nested(() => ReferenceDocumentBody, { optional: true }) minutes?: ReferenceDocumentBody;
}

export class BallotTieBody extends CommandBody implements Omit<YearBody<VotingCommand, 'BreakBallotTie'>, 'ballotId'> {
  @IsSlug({ description: 'The question that wins', example: 'co-chinh-phu' }) questionId!: string;
  @IsOneOf(PEOPLES_KEYS, {
    optional: true,
    description: 'By which of the keys that the rulebook lists; a claim may not know',
  })
  key?: PeoplesKey;
  @Nested(() => PersonBody, { optional: true, description: 'An act says who' }) by?: PersonBody;
  @IsProse(1000, { ...WHY, example: 'Chủ tọa quyết định theo quy chế.' }) reason?: string;
}

export class VoidBallotBody extends CommandBody implements Omit<YearBody<VotingCommand, 'VoidBallot'>, 'ballotId'> {
  @IsProse(2000, {
    optional: true,
    description: 'An act says it',
    example: 'Số phiếu phát ra vượt số thành viên dự họp.',
  })
  ground?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'With number and date, for an act' })
  document?: ReferenceDocumentBody;
}

export class AssentBody extends CommandBody implements YearBody<VotingCommand, 'RecordUnanimousAssent'> {
  @IsSlug({ example: 'nhat-tri-truong-khoi' }) assentId!: string;
  @IsSlug({ optional: true, description: 'An act says it', example: 'tong-ket' }) sessionId?: string;
  @IsOneOf(BALLOT_PURPOSES) purpose!: BallotPurpose;
  @NestedList(() => QuestionBody, QUESTIONS) questions!: QuestionBody[];
}

export class ObjectionBody extends CommandBody implements Omit<YearBody<VotingCommand, 'RecordObjection'>, 'assentId'> {
  @IsSlug({ optional: true, description: 'An act says which' }) unitId?: string;
  @Nested(() => PersonBody, { optional: true }) person?: PersonBody;
  @IsProse(2000, { optional: true, example: 'Đề nghị xem xét lại tỷ lệ phiếu.' }) text?: string;
}

class ListEntryBody implements AgreedListEntry {
  @IsName(64, { description: 'The form by its id', example: 'PROVINCE_FLAG' }) form!: string;
  @IsCount({ min: 1, ...MANY, optional: true, description: 'An act says it', example: 2 }) count?: number;
  @IsSlug({ list: { ...MANY, unique: true }, description: 'Empty while only the number is agreed', example: [] })
  unitIds!: string[];
}

export class AgreedListBody extends CommandBody implements YearBody<VotingCommand, 'RecordAgreedList'> {
  @IsSlug({ example: 'danh-sach-2023' }) listId!: string;
  @IsSlug({ optional: true, description: 'An act says it', example: 'tong-ket' }) sessionId?: string;
  @NestedList(() => ListEntryBody, { min: 1, max: 50 }) entries!: ListEntryBody[];
  @IsSlug({ list: { ...MANY, unique: true }, optional: true, description: 'The members that agree; an act names them' })
  agreedBy?: string[];
  @IsFlag({ optional: true, description: 'Of a claim that names none of them: all agreed', example: true })
  agreedByAll?: boolean;
}

/** What an election or a proposal cites: a question of a ballot. */
export class BallotBasisBody {
  @IsOneOf(['BALLOT']) kind!: 'BALLOT';
  @IsSlug({ example: 'suy-ton-2024' }) ballotId!: string;
  @IsSlug({ example: 'co-chinh-phu' }) questionId!: string;
}

/** Or an assent. */
export class AssentBasisBody {
  @IsOneOf(['ASSENT']) kind!: 'ASSENT';
  @IsSlug({ example: 'nhat-tri-truong-khoi' }) assentId!: string;
}
