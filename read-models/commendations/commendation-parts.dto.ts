import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import {
  COUNTED_DAYS,
  DOSSIER_PARTS,
  type Achievement,
  type CitedLaw,
  type DossierPart,
  type MinutedVote,
  type Receivers,
  type Recipients,
  type ReturnTerm,
} from '../../src/commendations/commendation.values.js';
import { RECIPIENT_KINDS, type RecipientKind } from '../../src/emulation-years/conferral/conferral.values.js';
import {
  BlocPartyBody,
  ExternalPartyBody,
  LocalizedTextBody,
  OfficePartyBody,
  PartialDateBody,
  PersonBody,
  ReferenceDocumentBody,
  UnitPartyBody,
  UnknownPartyBody,
} from '../../src/http/shapes/shapes.dto.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Party } from '../../src/kernel/party.js';
import { AwardBatchView, AwardRecipientView } from '../proposals/proposals.dto.js';
import {
  type Conferment,
  type Decision,
  DOSSIER_STEPS,
  type DossierStep,
  type NamedLater,
  type Registered,
  type Rejection,
  type TakenUp,
} from './commendations.js';

export const PARTIES = [UnitPartyBody, OfficePartyBody, BlocPartyBody, ExternalPartyBody, UnknownPartyBody];
export const party = (description: string) => ({
  oneOf: PARTIES.map((body) => ({ $ref: getSchemaPath(body) })),
  description,
});

export class CommendedView implements Recipients {
  @ApiPropertyOptional({ type: AwardBatchView }) collectives?: AwardBatchView;
  @ApiPropertyOptional({ type: AwardBatchView }) individuals?: AwardBatchView;
  @ApiPropertyOptional({ type: AwardBatchView, description: 'Where whole blocs are commended' })
  blocs?: AwardBatchView;
}

export class AchievementView implements Achievement {
  @ApiPropertyOptional({ type: PartialDateBody, description: 'The beginning of the time of the achievement' })
  from?: PartialDateBody;
  @ApiPropertyOptional({ type: PartialDateBody, description: 'Its end' }) to?: PartialDateBody;
  @ApiPropertyOptional({ example: 5, description: 'So many years in a row, where it is not told which' })
  consecutiveYears?: number;
  @ApiPropertyOptional({ example: 'liên tục trong 5 năm', description: 'As the source words it' }) wording?: string;
}

@ApiExtraModels(...PARTIES)
export class TakenUpView implements TakenUp {
  @ApiProperty({ example: 'co-chinh-phu-2024' }) proposalId!: string;
  @ApiPropertyOptional({ example: 'dien-bien', description: 'The nominee; absent where it is not told' })
  unitId?: string;
  @ApiPropertyOptional({ type: LocalizedTextBody, description: 'The name of the nominee in that year' })
  unitName?: LocalizedTextBody;
  @ApiProperty({ example: 'GOVERNMENT_FLAG' }) form!: string;
  @ApiPropertyOptional({ type: LocalizedTextBody, description: 'What that form is called' }) title?: LocalizedTextBody;
  @ApiProperty(party('Who is asked to grant it')) grantor!: Party;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

export class RegisteredView implements Registered {
  @ApiPropertyOptional({ example: 'Bằng khen của Chủ tịch UBND tỉnh' }) form?: string;
  @ApiProperty(party('Who grants it')) grantor!: Party;
  @ApiProperty({ type: CommendedView }) recipients!: CommendedView;
  @ApiPropertyOptional({ type: AchievementView, description: 'The time of the achievement' })
  achievement?: AchievementView;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

const VOTE = {
  type: 'object',
  additionalProperties: true,
  description: 'The result in the minutes: COUNTED with inFavour and of, or UNANIMOUS',
  example: { kind: 'COUNTED', inFavour: 6, of: 7 },
} as const;

export class DossierPartView implements DossierPart {
  @ApiProperty({ enum: DOSSIER_PARTS }) kind!: DossierPart['kind'];
  @ApiPropertyOptional({ example: 'Báo cáo thành tích năm 2024' }) title?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
  @ApiPropertyOptional(VOTE) vote?: MinutedVote;
  @ApiPropertyOptional() sha256?: string;
}

export class ReturnTermView implements ReturnTerm {
  @ApiProperty({ example: 5, description: 'Within how many days of its receipt' }) days!: number;
  @ApiProperty({ enum: COUNTED_DAYS, description: 'All days, or Mondays to Fridays' }) counted!: ReturnTerm['counted'];
  @ApiPropertyOptional({
    type: String,
    isArray: true,
    format: 'date',
    description: 'Days off that do not count either',
  })
  daysOff?: readonly LocalDate[];
  @ApiPropertyOptional({ type: ReferenceDocumentBody, description: 'The text that says so' })
  basis?: ReferenceDocumentBody;
}

@ApiExtraModels(...PARTIES)
export class DossierStepView implements DossierStep {
  @ApiProperty({ enum: DOSSIER_STEPS, description: 'Handed in, given back, or supplemented' })
  step!: DossierStep['step'];
  @ApiPropertyOptional(party('Who received it')) to?: Party;
  @ApiPropertyOptional(party('Who gave it back')) by?: Party;
  @ApiPropertyOptional({ type: DossierPartView, isArray: true, description: 'What was handed in' })
  parts?: readonly DossierPartView[];
  @ApiPropertyOptional({ type: ReturnTermView, description: 'Within which term it may be given back' })
  returnTerm?: ReturnTermView;
  @ApiPropertyOptional({ type: String, format: 'date', description: 'The last day of that term' })
  returnableUntil?: LocalDate;
  @ApiPropertyOptional() reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

export class CitedLawView implements CitedLaw {
  @ApiPropertyOptional({ example: '98/2023/NĐ-CP', description: 'The number of the legal text' }) number?: string;
  @ApiPropertyOptional({ example: 'Luật Thi đua, khen thưởng', description: 'Its title' }) title?: string;
  @ApiPropertyOptional({ example: 'Điều 30', description: 'Điều, khoản' }) article?: string;
}

export class DecidedView implements Decision {
  @ApiPropertyOptional({ type: ReferenceDocumentBody, description: 'The decision: number, date and issuer' })
  document?: ReferenceDocumentBody;
  @ApiPropertyOptional({ type: PersonBody }) signatory?: PersonBody;
  @ApiPropertyOptional({ type: CitedLawView, isArray: true, description: 'The legal texts that it rests on' })
  legalBases?: readonly CitedLawView[];
  @ApiPropertyOptional({ example: 'GOVERNMENT_FLAG', description: 'The form, where the decision says it' })
  form?: string;
  @ApiPropertyOptional({ type: CommendedView, description: 'Who is commended, where the decision says it' })
  recipients?: CommendedView;
}

@ApiExtraModels(...PARTIES)
export class RejectedView implements Rejection {
  @ApiPropertyOptional(party('Who did not agree')) by?: Party;
  @ApiPropertyOptional() reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

export class ReceiversView extends CommendedView implements Receivers {}

export class ConfermentView implements Conferment {
  @ApiPropertyOptional({ type: ReceiversView, description: 'To whom; absent: to all of them' })
  recipients?: ReceiversView;
  @ApiPropertyOptional({ type: PersonBody, description: 'Who handed it over; not always the grantor' })
  presenter?: PersonBody;
  @ApiPropertyOptional({ example: 'thành phố Lào Cai' }) place?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

export class NamedLaterView implements NamedLater {
  @ApiProperty({ enum: RECIPIENT_KINDS }) kind!: RecipientKind;
  @ApiProperty({ type: AwardRecipientView }) recipient!: AwardRecipientView;
}
