import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsCommendationId } from '../../src/http/shapes/commendation-id.decorator.js';
import { IsLine, IsOneOf, IsSlug } from '../../src/http/shapes/field.decorators.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { LocalizedTextBody } from '../../src/http/shapes/shapes.dto.js';
import type { Party } from '../../src/kernel/party.js';
import { answerOf, answersOf, currentOf, sourcedOf } from '../answer.dto.js';
import { COMMENDATION_STATUSES, type CommendationRow, type CommendationStatus } from './commendations.js';

import {
  CommendedView,
  AchievementView,
  TakenUpView,
  RegisteredView,
  DossierStepView,
  DecidedView,
  RejectedView,
  ConfermentView,
  NamedLaterView,
  PARTIES,
  party,
} from './commendation-parts.dto.js';
import { ComplaintView, RevocationView, RecoveryView } from './revocation-parts.dto.js';

const INSIDE = 'For those who work on it';
/** Names one commendation in a path. */
export class CommendationKey {
  @IsCommendationId() commendationId!: string;
}

export class CommendationsRequest extends PageRequest {
  @IsSlug({ optional: true, description: 'In the record of that bloc', example: 'cum-7-tinh' }) bloc?: string;
  @IsSlug({ optional: true, description: 'The emulation year, by its label', example: '2024' }) year?: string;
  @IsLine(300, { optional: true, description: 'The form, as it is recorded', example: 'GOVERNMENT_FLAG' })
  form?: string;
  @IsLine(300, {
    optional: true,
    description: 'The grantor: the office or name in any case, or the id of a unit or bloc',
    example: 'Thủ tướng Chính phủ',
  })
  grantor?: string;
  @IsOneOf(COMMENDATION_STATUSES, { optional: true }) status?: CommendationStatus;
  @IsSlug({
    optional: true,
    description: 'A unit that is commended, or whose parts or people are',
    example: 'dien-bien',
  })
  recipient?: string;
}

/** A commendation. Everybody sees the award once it is decided; what went before, and what is pending, those who work on it. */
@ApiExtraModels(...PARTIES)
export class CommendationView implements Partial<Omit<CommendationRow, 'blocId' | 'year' | 'form'>> {
  @ApiProperty({ example: 'cum-7-tinh--2024--co-chinh-phu-2024--dien-bien', description: 'The id of the commendation' })
  commendationId!: string;
  @ApiPropertyOptional({ example: 'cum-7-tinh', description: 'The bloc in whose record it stands; absent: in none' })
  blocId?: string;
  @ApiPropertyOptional({ example: '2024', description: 'The emulation year that it honours, where it is told' })
  year?: string;
  @ApiProperty({ enum: COMMENDATION_STATUSES, description: 'How far it has come, by the acts where there are any' })
  status!: CommendationStatus;
  @ApiProperty({ example: true, description: 'Whether it is an award: a proposal is none' }) isAward!: boolean;
  @ApiPropertyOptional({ example: false, description: 'Whether something is pending against it' }) suspended?: boolean;
  @ApiPropertyOptional({ example: 'GOVERNMENT_FLAG' }) form?: string;
  @ApiPropertyOptional({ type: LocalizedTextBody, description: 'What the form is called' }) title?: LocalizedTextBody;
  @ApiProperty(party('Who granted it, or is asked to')) grantor!: Party;
  @ApiProperty({ type: CommendedView, description: 'Who is commended, with those who were named later' })
  recipients!: CommendedView;
  @ApiPropertyOptional({ type: AchievementView, description: 'The time of the achievement' })
  achievement?: AchievementView;
  @ApiPropertyOptional({ type: currentOf(TakenUpView), description: `${INSIDE}: the proposal behind it` })
  takenUp?: NonNullable<CommendationRow['takenUp']>;
  @ApiPropertyOptional({ type: currentOf(RegisteredView), description: `${INSIDE}: how it became known` })
  registered?: NonNullable<CommendationRow['registered']>;
  @ApiPropertyOptional({ type: sourcedOf(DossierStepView), isArray: true, description: `${INSIDE}: the dossier` })
  dossier?: CommendationRow['dossier'];
  @ApiPropertyOptional({ type: currentOf(DecidedView), description: 'The decision to commend' })
  decided?: NonNullable<CommendationRow['decided']>;
  @ApiPropertyOptional({ type: currentOf(RejectedView), description: `${INSIDE}: that who decides did not agree` })
  rejected?: NonNullable<CommendationRow['rejected']>;
  @ApiProperty({ type: sourcedOf(ConfermentView), isArray: true, description: 'When it was handed over, and by whom' })
  conferments!: CommendationRow['conferments'];
  @ApiProperty({ type: sourcedOf(NamedLaterView), isArray: true, description: 'Recipients named later' })
  named!: CommendationRow['named'];
  @ApiPropertyOptional({ type: ComplaintView, isArray: true, description: `${INSIDE}: what was or is pending` })
  complaints?: CommendationRow['complaints'];
  @ApiProperty({ type: sourcedOf(RevocationView), isArray: true, description: 'That it was annulled' })
  revocations!: CommendationRow['revocations'];
  @ApiPropertyOptional({ type: sourcedOf(RecoveryView), isArray: true, description: `${INSIDE}: what was given back` })
  recoveries?: CommendationRow['recoveries'];
}

export const CommendationAnswerView = answerOf(CommendationView);
export const CommendationListView = answersOf(CommendationAnswerView);
