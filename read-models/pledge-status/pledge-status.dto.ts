import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type {
  Amendment,
  PledgeCompletion,
  PledgeContent,
  PledgeTarget,
  Signatory,
} from '../../src/emulation-years/pledge/pledge.values.js';
import { LocalizedTextBody, PartialDateBody, QuantityBody } from '../../src/http/shapes/shapes.dto.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { answerOf, RecordingView, currentOf, DeclaredSizeView } from '../answer.dto.js';
import type { DeadlineWaiver, PendingUnit, PledgeStatus, PledgeVersion, Signature } from './pledge-status.js';

const STATUSES = ['NOT_AGREED', 'OPEN', 'PARTIAL', 'COMPLETE'];

export class PledgeContentView implements PledgeContent {
  @ApiProperty({ example: 1 }) number!: number;
  @ApiProperty({ type: LocalizedTextBody }) text!: LocalizedTextBody;
}

export class SignatoryView implements Signatory {
  @ApiPropertyOptional({ description: 'Absent where the source does not tell', example: 'Nguyễn Văn A' }) name?: string;
  @ApiPropertyOptional({ description: 'Absent where the source does not tell', example: 'Phó Chủ tịch UBND tỉnh' })
  office?: string;
  @ApiPropertyOptional({ description: 'The code of the office in the rulebook', example: 'CHAIRMAN' })
  officeCode?: string;
}

export class SignatureView implements Signature {
  @ApiProperty({ example: 'cao-bang' }) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ description: 'Which content was signed', example: 1 }) version!: number;
  @ApiPropertyOptional({ type: SignatoryView, description: 'Absent where the source does not tell' })
  signatory?: SignatoryView;
  @ApiPropertyOptional({ example: 'thành phố Lào Cai' }) place?: string;
}

export class PledgeCompletionView implements PledgeCompletion {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiPropertyOptional({ description: 'How many signed; absent where the source does not tell', example: 7 })
  signatures?: number;
}

export class DeferralView {
  @ApiProperty({ description: 'Of the content that was in force when it said so', example: 1 }) version!: number;
  @ApiPropertyOptional({ example: 'NO_UBND_LEADER_PRESENT', description: 'Absent where it is not told' })
  reason?: string;
  @ApiPropertyOptional() note?: string;
  @ApiProperty({ type: RecordingView }) recording!: RecordingView;
}

export class NamedMemberView {
  @ApiProperty({ example: 'ha-giang' }) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody, description: 'The name of the time' }) name!: LocalizedTextBody;
}

export class PendingUnitView extends NamedMemberView implements PendingUnit {
  @ApiPropertyOptional({ type: DeferralView, description: 'Why it has not signed, where it said so' })
  deferred?: DeferralView;
}

export class PledgeTargetView implements PledgeTarget {
  @ApiProperty({ example: 'dien-bien' }) unitId!: string;
  @ApiProperty({ description: 'The number of the heading', example: 1 }) content!: number;
  @ApiProperty({ description: 'What the unit chose to work at', example: 'Phát triển du lịch cộng đồng' })
  focus!: string;
  @ApiPropertyOptional({ type: QuantityBody, description: 'What is to be reached' }) target?: QuantityBody;
}

export class PledgeVersionView implements PledgeVersion {
  @ApiProperty({ example: 1 }) version!: number;
  @ApiProperty({ type: PledgeContentView, isArray: true }) contents!: PledgeContentView[];
  @ApiPropertyOptional({ type: PledgeTargetView, isArray: true, description: 'What each unit aims at, by heading' })
  targets?: PledgeTargetView[];
  @ApiPropertyOptional({ enum: ['MEMBERS', 'SUPERIOR'], description: 'Who agreed the content', example: 'MEMBERS' })
  agreedBy?: NonNullable<PledgeVersion['agreedBy']>;
  @ApiPropertyOptional({ description: 'Why the content was amended' }) reason?: string;
}

export class AmendmentView implements Amendment {
  @ApiProperty({ type: PartialDateBody, description: 'The day of the amendment' }) on!: PartialDateBody;
  @ApiPropertyOptional({ type: String, format: 'date', description: 'The last day to sign that the amendment named' })
  deadline?: LocalDate;
}

export class DeadlineWaiverView implements DeadlineWaiver {
  @ApiProperty({ example: 'ha-giang' }) unitId!: string;
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'The last day on which the unit may sign, where it is told',
  })
  until?: LocalDate;
  @ApiPropertyOptional({ example: 'Đoàn công tác vắng mặt do thiên tai', description: 'Absent where it is not told' })
  reason?: string;
}

const CurrentPledgeVersion = currentOf(PledgeVersionView);
const CurrentWaiver = currentOf(DeadlineWaiverView);
const CurrentCompletion = currentOf(PledgeCompletionView);
const CurrentSignature = currentOf(SignatureView);

export class PledgeStatusView implements PledgeStatus {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2025' }) year!: string;
  @ApiProperty({ type: LocalizedTextBody }) blocName!: LocalizedTextBody;
  @ApiProperty({ enum: STATUSES, example: 'PARTIAL' }) status!: PledgeStatus['status'];
  @ApiProperty({ description: 'Of the content in force; 0 before any was agreed', example: 1 }) version!: number;
  @ApiProperty({ type: PledgeContentView, isArray: true }) contents!: PledgeContentView[];
  @ApiProperty({ type: CurrentPledgeVersion, isArray: true, description: 'What was agreed and amended, by number' })
  versions!: PledgeStatus['versions'];
  @ApiPropertyOptional({ type: String, format: 'date', description: 'The last day to sign' }) deadline?: LocalDate;
  @ApiPropertyOptional({ type: AmendmentView, isArray: true, description: 'When the content was amended, in order' })
  amendments?: AmendmentView[];
  @ApiPropertyOptional({ type: CurrentWaiver, isArray: true, description: 'Units that may sign after the deadline' })
  waivers?: NonNullable<PledgeStatus['waivers']>;
  @ApiPropertyOptional({ type: DeclaredSizeView, isArray: true, description: 'Sizes declared where not all are named' })
  declaredSizes?: readonly DeclaredSizeView[];
  @ApiProperty({
    description: 'Members that there should be; more than signed where they became known after the pledge was complete',
    example: 7,
  })
  expected!: number;
  @ApiProperty({ description: 'Units that signed the content in force', example: 5 }) signed!: number;
  @ApiProperty({ type: CurrentSignature, isArray: true, description: 'Of every version, as they were recorded' })
  signatures!: PledgeStatus['signatures'];
  @ApiProperty({ type: PendingUnitView, isArray: true }) pending!: PendingUnitView[];
  @ApiProperty({ type: NamedMemberView, isArray: true }) members!: NamedMemberView[];
  @ApiProperty({ type: NamedMemberView, isArray: true, description: 'Who else was named as a member of the year' })
  namedBeside!: NamedMemberView[];
  @ApiPropertyOptional({ type: CurrentCompletion, description: 'That all have signed the content in force' })
  completed?: NonNullable<PledgeStatus['completed']>;
}

export const PledgeStatusAnswerView = answerOf(PledgeStatusView);
