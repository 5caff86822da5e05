import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import {
  type AwardTerms,
  type Batch,
  type ProposalBasis,
  type ProposalTerms,
  RECIPIENT_KINDS,
  type Recipient,
  type RecipientKind,
} from '../../src/emulation-years/conferral/conferral.values.js';
import { IsSlug } from '../../src/http/shapes/field.decorators.js';
import {
  BlocPartyBody,
  ExternalPartyBody,
  LocalizedTextBody,
  OfficePartyBody,
  PersonBody,
  ReferenceDocumentBody,
  UnitPartyBody,
  UnknownPartyBody,
} from '../../src/http/shapes/shapes.dto.js';
import type { Party } from '../../src/kernel/party.js';
import { answerOf, ReasonView, RecordingView, currentOf, sourcedOf } from '../answer.dto.js';
import type { Sourced } from '../recording.js';
import { YearKey } from '../path.dto.js';
import { CountOfQuestionView, NamedUnitView } from '../vote-record/vote-record.dto.js';
import {
  BASIS_CHANGES,
  BASIS_OUTCOMES,
  type BasisChange,
  type BasisOutcome,
  type OwnAward,
  type ProposalRecord,
  type PublicProposal,
} from './proposals.js';

const INSIDE = 'For those who work in the year';

/** Names one proposal of a year. */
export class ProposalOfYearPath extends YearKey {
  @IsSlug({ example: 'co-chinh-phu-2024' }) proposalId!: string;
}

const PARTIES = [UnitPartyBody, OfficePartyBody, BlocPartyBody, ExternalPartyBody, UnknownPartyBody];
const GRANTOR = { oneOf: PARTIES.map((party) => ({ $ref: getSchemaPath(party) })), description: 'Who would grant it' };
const CITED = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'kind, and the ids of the decision: ballotId and questionId, assentId or listId',
  example: { kind: 'BALLOT', ballotId: 'suy-ton-2024', questionId: 'co-chinh-phu' },
} as const;

@ApiExtraModels(...PARTIES)
class ProposedView implements ProposalTerms {
  @ApiProperty({ example: 'GOVERNMENT_FLAG' }) form!: string;
  @ApiProperty(GRANTOR) grantor!: Party;
  @ApiPropertyOptional({ example: 1, description: 'Absent where its source does not tell how many' }) count?: number;
  @ApiProperty({ type: String, isArray: true, example: ['dien-bien'] }) nominees!: readonly string[];
  @ApiPropertyOptional({ description: 'The nominees were given as all other members of that day', example: true })
  allOthers?: true;
  @ApiPropertyOptional({ type: String, isArray: true, example: ['chuyen-mon'] }) tracks?: readonly string[];
  @ApiProperty(CITED) basis!: ProposalBasis;
}

class GrantorNamedView {
  @ApiProperty(GRANTOR) grantor!: Party;
}

class RecipientNamedView {
  @ApiProperty({ example: 'so-gtvt' }) unitId!: string;
}

class BasisOutcomeView implements BasisOutcome {
  @ApiProperty({ enum: BASIS_OUTCOMES }) outcome!: BasisOutcome['outcome'];
  @ApiPropertyOptional({ type: CountOfQuestionView, description: INSIDE })
  count?: CountOfQuestionView;
  @ApiPropertyOptional({ type: RecordingView }) recording?: RecordingView;
}

class BasisChangeView implements BasisChange {
  @ApiProperty({ enum: BASIS_CHANGES }) what!: BasisChange['what'];
  @ApiProperty({ example: 'dien-bien' }) unitId!: string;
  @ApiPropertyOptional() reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class ConflictView {
  @ApiProperty({ example: 'lao-cai' }) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) note!: LocalizedTextBody;
}

/** A proposal. What became of the vote, what changed since and the remark on the head are for those who work in the year. */
export class ProposalView implements PublicProposal, Partial<Pick<ProposalRecord, 'basis'>> {
  @ApiProperty({ example: 'co-chinh-phu-2024' }) proposalId!: string;
  @ApiProperty({ enum: ['PROPOSED', 'WITHDRAWN'], description: 'A proposal is no award' })
  status!: ProposalRecord['status'];
  @ApiPropertyOptional({ type: LocalizedTextBody }) title?: LocalizedTextBody;
  @ApiPropertyOptional({ enum: ['EMULATION_TITLE', 'COMMENDATION'] })
  formKind?: NonNullable<ProposalRecord['formKind']>;
  @ApiPropertyOptional({ example: 'hạng Nhất' }) grade?: string;
  @ApiProperty({ type: currentOf(ProposedView) }) proposed!: ProposalRecord['proposed'];
  @ApiPropertyOptional({ type: currentOf(GrantorNamedView), description: 'Where the grantor became known later' })
  grantor?: NonNullable<ProposalRecord['grantor']>;
  @ApiProperty({ type: currentOf(RecipientNamedView), isArray: true }) named!: ProposalRecord['named'];
  @ApiProperty({ type: String, isArray: true, example: ['dien-bien'] }) recipients!: readonly string[];
  @ApiPropertyOptional({ example: 0, description: 'Announced but not named; absent where the number is not known' })
  unnamed?: number;
  @ApiPropertyOptional({ type: BasisOutcomeView, description: INSIDE }) basis?: BasisOutcomeView;
  @ApiPropertyOptional({
    type: sourcedOf(BasisChangeView),
    isArray: true,
    description: 'What changed under it since, and is not as it was again',
  })
  basisCorrected?: readonly Sourced<BasisChange>[];
  @ApiPropertyOptional({
    type: Boolean,
    example: true,
    description: 'There where the decision that it cites was found void or ended by an objection',
  })
  void?: true;
  @ApiPropertyOptional({ type: RecordingView, description: 'The latest publication that named it' })
  published?: RecordingView;
  @ApiPropertyOptional({ type: currentOf(ReasonView) }) withdrawn?: NonNullable<ProposalRecord['withdrawn']>;
  @ApiPropertyOptional({ type: ConflictView, description: 'The head among the recipients: allowed, and shown' })
  conflictOfInterest?: ConflictView;
}

export class ProposalsView {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ type: LocalizedTextBody }) blocName!: LocalizedTextBody;
  @ApiProperty({ type: NamedUnitView, isArray: true }) members!: readonly NamedUnitView[];
  @ApiProperty({ type: NamedUnitView, isArray: true, description: 'Who else was once named as a member of the year' })
  namedBeside!: readonly NamedUnitView[];
  @ApiProperty({ type: ProposalView, isArray: true }) proposals!: readonly ProposalView[];
}

export class AwardRecipientView implements Recipient {
  @ApiPropertyOptional({ example: 'Phòng Cảnh sát giao thông, Công an tỉnh Lai Châu' }) name?: string;
  @ApiPropertyOptional({ example: 'Trưởng phòng', description: 'Of a person' }) office?: string;
  @ApiPropertyOptional({ example: 'lai-chau' }) unitId?: string;
}

export class AwardBatchView implements Batch {
  @ApiPropertyOptional({ example: 7, description: 'Absent where its source does not tell how many' }) count?: number;
  @ApiProperty({ type: AwardRecipientView, isArray: true }) named!: readonly AwardRecipientView[];
  @ApiPropertyOptional({ type: PersonBody, description: 'Who handed over; not always the grantor' })
  presenter?: PersonBody;
}

@ApiExtraModels(...PARTIES)
class ConferredView implements AwardTerms {
  @ApiPropertyOptional({
    example: 'Bằng khen của Chủ tịch UBND tỉnh Lào Cai',
    description: 'Absent where it is not told',
  })
  form?: string;
  @ApiProperty({ ...GRANTOR, description: 'Who granted it' }) grantor!: Party;
  @ApiPropertyOptional({ example: 'tong-ket' }) sessionId?: string;
  @ApiProperty({ type: AwardBatchView }) collectives!: AwardBatchView;
  @ApiProperty({ type: AwardBatchView }) individuals!: AwardBatchView;
  @ApiPropertyOptional({ type: AwardBatchView, description: 'Where whole blocs are honoured' }) blocs?: AwardBatchView;
  @ApiPropertyOptional({ description: 'Điển hình tiên tiến; absent where it is not told' }) exemplars?: boolean;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class AwardNamingView {
  @ApiProperty({ enum: RECIPIENT_KINDS }) kind!: RecipientKind;
  @ApiProperty({ type: AwardRecipientView }) recipient!: AwardRecipientView;
}

class OwnAwardView implements OwnAward {
  @ApiProperty({ example: 'bang-khen-lao-cai-2024' }) awardId!: string;
  @ApiProperty({ type: currentOf(ConferredView) }) conferred!: OwnAward['conferred'];
  @ApiProperty({ type: sourcedOf(AwardNamingView), isArray: true, description: 'Recipients named later' })
  named!: OwnAward['named'];
}

export class OwnAwardsView {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ type: LocalizedTextBody }) blocName!: LocalizedTextBody;
  @ApiProperty({ type: OwnAwardView, isArray: true }) awards!: readonly OwnAwardView[];
}

export const ProposalsAnswerView = answerOf(ProposalsView);
export const ProposalAnswerView = answerOf(ProposalView);
export const OwnAwardsAnswerView = answerOf(OwnAwardsView);
