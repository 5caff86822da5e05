import { RECIPIENT_KINDS, type RecipientKind } from '../emulation-years/conferral/conferral.values.js';
import type { BodyOf } from '../http/shapes/body-of.js';
import { IsCommendationId } from '../http/shapes/commendation-id.decorator.js';
import { IsCount, IsName, IsOneOf, IsProse, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../http/shapes/nested.decorators.js';
import {
  CommandBody,
  IsParty,
  PartialDateBody,
  PersonBody,
  ReferenceDocumentBody,
  WHY,
} from '../http/shapes/shapes.dto.js';
import type { Party } from '../kernel/party.js';
import type { CommendationCommand } from './commendation.commands.js';
import { type Achievement, type CitedLaw } from './commendation.values.js';
import { CommendedBody, CommendedByKindBody, ReceiversBody } from './recipients.dto.js';

/** The body of a command about a commendation that there is. */
export type Body<T extends CommendationCommand['type'], InPath extends string = never> = BodyOf<
  CommendationCommand,
  T,
  'commendationId' | InPath
>;

export class ProposalToTakeUpPath {
  @IsSlug({ example: 'cum-7-tinh' }) blocId!: string;
  @IsSlug({ example: '2024' }) year!: string;
  @IsSlug({ example: 'co-chinh-phu-2024' }) proposalId!: string;
}

export class CommendationPath {
  @IsCommendationId() commendationId!: string;
}

export class ComplaintPath extends CommendationPath {
  @IsSlug({ description: 'The id of the complaint, chosen by the caller', example: 'don-1' }) complaintId!: string;
}

export const DOCUMENT = { optional: true, description: 'The paper behind it' } as const;

export class TakeUpProposalBody
  extends CommandBody
  implements BodyOf<CommendationCommand, 'TakeUpProposal', keyof ProposalToTakeUpPath>
{
  @IsSlug({ optional: true, description: 'The nominee; an act says it', example: 'dien-bien' }) unitId?: string;
  @Nested(() => ReferenceDocumentBody, DOCUMENT) document?: ReferenceDocumentBody;
}

class AchievementBody implements Achievement {
  @Nested(() => PartialDateBody, { optional: true, description: 'The beginning of the time of the achievement' })
  from?: PartialDateBody;
  @Nested(() => PartialDateBody, { optional: true, description: 'Its end' }) to?: PartialDateBody;
  @IsCount({
    min: 1,
    max: 100,
    optional: true,
    description: 'So many years in a row, where it is not told which',
    example: 5,
  })
  consecutiveYears?: number;
  @IsName(500, { optional: true, description: 'As the source words it', example: 'liên tục trong 5 năm' })
  wording?: string;
}

export class RegisterCommendationBody
  extends CommandBody
  implements BodyOf<CommendationCommand, 'RegisterCommendation'>
{
  @IsSlug({ description: 'The id of the commendation, chosen by the caller', example: 'bang-khen-phong-khtc-2018' })
  commendationId!: string;
  @IsSlug({ optional: true, description: 'The bloc in whose record it stands; absent: in none', example: 'cum-7-tinh' })
  blocId?: string;
  @IsSlug({ optional: true, description: 'The label of the emulation year that it honours', example: '2018' })
  year?: string;
  @IsName(300, { optional: true, description: 'The form; an act says it', example: 'Bằng khen của Chủ tịch UBND tỉnh' })
  form?: string;
  @IsParty({ description: 'Who grants it; an act says it' }) grantor!: Party;
  @Nested(() => CommendedByKindBody, { description: 'Who is commended; an act says it, by name or by number' })
  recipients!: CommendedByKindBody;
  @Nested(() => AchievementBody, { optional: true, description: 'The time of the achievement' })
  achievement?: AchievementBody;
  @Nested(() => ReferenceDocumentBody, DOCUMENT) document?: ReferenceDocumentBody;
}

class CitedLawBody implements CitedLaw {
  @IsName(100, { optional: true, description: 'Absent where it is not told', example: '98/2023/NĐ-CP' })
  number?: string;
  @IsName(500, { optional: true, description: 'Where the text is told by it', example: 'Luật Thi đua, khen thưởng' })
  title?: string;
  @IsName(100, { optional: true, description: 'Điều, khoản', example: 'Điều 30' }) article?: string;
}

export class DecideCommendationBody extends CommandBody implements Body<'DecideCommendation'> {
  @Nested(() => ReferenceDocumentBody, {
    optional: true,
    description: 'The decision: number, date and issuer; an act says all three',
  })
  document?: ReferenceDocumentBody;
  @Nested(() => PersonBody, { optional: true, description: 'Who signed it' }) signatory?: PersonBody;
  @NestedList(() => CitedLawBody, {
    max: 50,
    optional: true,
    description: 'The legal texts that it rests on; an act says them',
  })
  legalBases?: CitedLawBody[];
  @IsName(300, { optional: true, description: 'The form, where the decision says it', example: 'GOVERNMENT_FLAG' })
  form?: string;
  @Nested(() => CommendedByKindBody, { optional: true, description: 'Who is commended, where the decision says it' })
  recipients?: CommendedByKindBody;
}

export class RejectCommendationBody extends CommandBody implements Body<'RejectCommendation'> {
  @IsParty({ optional: true, description: 'Who does not agree' }) by?: Party;
  @IsProse(2000, { ...WHY, example: 'Thành tích chưa đạt tiêu chuẩn' }) reason?: string;
  @Nested(() => ReferenceDocumentBody, DOCUMENT) document?: ReferenceDocumentBody;
}

export class ConferCommendationBody extends CommandBody implements Body<'ConferCommendation'> {
  @Nested(() => ReceiversBody, { optional: true, description: 'To whom; absent: to all of them' })
  recipients?: ReceiversBody;
  @Nested(() => PersonBody, { optional: true, description: 'Who hands it over; not always the grantor' })
  presenter?: PersonBody;
  @IsName(200, { optional: true, example: 'thành phố Lào Cai' }) place?: string;
  @Nested(() => ReferenceDocumentBody, DOCUMENT) document?: ReferenceDocumentBody;
}

export class CommendationRecipientBody extends CommandBody implements Body<'NameCommendationRecipient'> {
  @IsOneOf(RECIPIENT_KINDS) kind!: RecipientKind;
  @Nested(() => CommendedBody) recipient!: CommendedBody;
}
