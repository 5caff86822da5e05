import { IsCount, IsFlag, IsName, IsOneOf, IsProse, IsSlug } from '../../http/shapes/field.decorators.js';
import { Nested, NestedList, NestedOneOf } from '../../http/shapes/nested.decorators.js';
import {
  CommandBody,
  IsParty,
  PersonBody,
  QuantityBody,
  ReferenceDocumentBody,
  WHY,
} from '../../http/shapes/shapes.dto.js';
import type { Party } from '../../kernel/party.js';
import { YearPath, type YearBody } from '../frame/year.dto.js';
import { AssentBasisBody, BallotBasisBody } from '../voting/voting.dto.js';
import type { ConferralCommand } from './conferral.commands.js';
import {
  COUNTED,
  RECIPIENT_KINDS,
  type Batch,
  type CommendationCount,
  type PlacementCount,
  type ProposalBasis,
  type Recipient,
  type RecipientKind,
} from './conferral.values.js';

/** A bloc has fewer members than this; recipients of one award batch are fewer than `RECIPIENTS`. */
const MEMBERS = { max: 300 };
const RECIPIENTS = { max: 500 };

export class ProposalPath extends YearPath {
  @IsSlug({ example: 'co-chinh-phu-2024' }) proposalId!: string;
}

export class AwardPath extends YearPath {
  @IsSlug({ example: 'bang-khen-lao-cai-2024' }) awardId!: string;
}

class AgreedListBasisBody {
  @IsOneOf(['AGREED_LIST']) kind!: 'AGREED_LIST';
  @IsSlug({ example: 'danh-sach-2023' }) listId!: string;
}

class NoBasisBody {
  @IsOneOf(['NONE']) kind!: 'NONE';
}

/** A kind of {@link ProposalBasis} without a class does not compile. */
const BASES = {
  BALLOT: BallotBasisBody,
  ASSENT: AssentBasisBody,
  AGREED_LIST: AgreedListBasisBody,
  NONE: NoBasisBody,
} satisfies Record<ProposalBasis['kind'], new () => ProposalBasis>;

export class ProposalBody extends CommandBody implements YearBody<ConferralCommand, 'ProposeCommendation'> {
  @IsSlug({ example: 'co-chinh-phu-2024' }) proposalId!: string;
  @IsName(300, {
    description: 'The form by its id in the rulebook; as a claim words it in a year without one',
    example: 'GOVERNMENT_FLAG',
  })
  form!: string;
  @IsCount({ min: 1, ...MEMBERS, optional: true, description: 'An act says it, or `allOthers`', example: 1 })
  count?: number;
  @IsSlug({ list: { ...MEMBERS, unique: true }, description: 'Empty while only the number is known' })
  nominees!: string[];
  @IsFlag({
    optional: true,
    description: 'All other members of that day (các đơn vị còn lại); `nominees` is empty then',
  })
  allOthers?: boolean;
  @IsSlug({ list: { min: 1, max: 20, unique: true }, optional: true, example: ['chuyen-mon'] }) tracks?: string[];
  @IsParty({ optional: true, description: 'Of a claim, where its source tells another than the rulebook, or none' })
  grantor?: Party;
  @NestedOneOf('kind', BASES, { description: 'The decision of the bloc that carries it' }) basis!: ProposalBasis;
}

export class ProposalGrantorBody
  extends CommandBody
  implements Omit<YearBody<ConferralCommand, 'NameProposalGrantor'>, 'proposalId'>
{
  @IsParty({ description: 'Who is asked to grant it' }) grantor!: Party;
}

export class ProposalRecipientBody
  extends CommandBody
  implements Omit<YearBody<ConferralCommand, 'NameProposalRecipient'>, 'proposalId'>
{
  @IsSlug({ example: 'so-gtvt' }) unitId!: string;
}

export class WithdrawalBody
  extends CommandBody
  implements Omit<YearBody<ConferralCommand, 'WithdrawProposal'>, 'proposalId'>
{
  @IsProse(2000, { ...WHY, example: 'Đơn vị có kết luận vi phạm sau khi đề nghị.' }) reason?: string;
}

class RecipientBody implements Recipient {
  @IsName(300, {
    optional: true,
    description: 'Absent where only the office of a person is told',
    example: 'Phòng Cảnh sát giao thông, Công an tỉnh Lai Châu',
  })
  name?: string;
  @IsName(200, { optional: true, description: 'Of a person', example: 'Trưởng phòng' }) office?: string;
  @IsSlug({ optional: true, description: 'The member unit it belongs to', example: 'lai-chau' }) unitId?: string;
}

class BatchBody implements Batch {
  @IsCount({ ...RECIPIENTS, optional: true, description: 'How many were announced; an act says it' }) count?: number;
  @NestedList(() => RecipientBody, { ...RECIPIENTS, description: 'Those known by name' }) named!: RecipientBody[];
  @Nested(() => PersonBody, { optional: true, description: 'Who hands over; not always the grantor' })
  presenter?: PersonBody;
}

export class AwardBody extends CommandBody implements YearBody<ConferralCommand, 'ConferAward'> {
  @IsSlug({ example: 'bang-khen-lao-cai-2024' }) awardId!: string;
  @IsName(300, { optional: true, description: 'An act says it', example: 'Bằng khen của Chủ tịch UBND tỉnh Lào Cai' })
  form?: string;
  @IsParty() grantor!: Party;
  @IsSlug({ optional: true, example: 'tong-ket' }) sessionId?: string;
  @Nested(() => BatchBody) collectives!: BatchBody;
  @Nested(() => BatchBody) individuals!: BatchBody;
  @Nested(() => BatchBody, { optional: true, description: 'Where whole blocs are honoured' }) blocs?: BatchBody;
  @IsFlag({ optional: true, description: 'Whether these are exemplars (điển hình tiên tiến); an act says it' })
  exemplars?: boolean;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
}

export class AwardRecipientBody
  extends CommandBody
  implements Omit<YearBody<ConferralCommand, 'NameAwardRecipient'>, 'awardId'>
{
  @IsOneOf(RECIPIENT_KINDS) kind!: RecipientKind;
  @Nested(() => RecipientBody) recipient!: RecipientBody;
}

class SummaryLineBody implements CommendationCount {
  @IsOneOf(RECIPIENT_KINDS) of!: RecipientKind;
  @IsOneOf(COUNTED, { description: 'Lượt, or those commended' }) counted!: CommendationCount['counted'];
  @IsName(300, { optional: true, description: 'The form of commendation, where it is told', example: 'Bằng khen' })
  form?: string;
  @Nested(() => QuantityBody) quantity!: QuantityBody;
}

class PlacementCountBody implements PlacementCount {
  @IsCount({ min: 1, max: 300, description: 'The place in its bloc', example: 1 }) place!: number;
  @IsCount({ min: 1, max: 10_000, description: 'How many offices took that place', example: 3 }) count!: number;
}

export class PlacementsBody extends CommandBody implements YearBody<ConferralCommand, 'RecordPlacements'> {
  @IsSlug() unitId!: string;
  @NestedList(() => PlacementCountBody, { min: 1, max: 300, description: 'One line a place' })
  counts!: PlacementCountBody[];
  @IsName(500, { optional: true, example: 'Báo cáo tổng kết năm 2023' }) source?: string;
}

export class CommendationSummaryBody
  extends CommandBody
  implements YearBody<ConferralCommand, 'RecordCommendationSummary'>
{
  @IsSlug({ example: 'khen-thuong-cac-cap-2023' }) summaryId!: string;
  @NestedList(() => SummaryLineBody, {
    min: 1,
    max: 100,
    description: 'One line a kind and form; kinds are never added up',
  })
  counts!: SummaryLineBody[];
  @IsName(500, { optional: true, example: 'Báo cáo tổng kết năm 2023' }) source?: string;
}

export class StatisticBody extends CommandBody implements YearBody<ConferralCommand, 'RecordStatistic'> {
  @IsSlug({ description: 'Given again under this id it replaces the former', example: 'viec-lam-moi' })
  statisticId!: string;
  @IsName(300, { example: 'Lao động có việc làm mới' }) title!: string;
  @Nested(() => QuantityBody) quantity!: QuantityBody;
}
