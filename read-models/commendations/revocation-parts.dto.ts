import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  CASE_KINDS,
  RESOLUTIONS,
  type RecoveredItem,
  type RecoveryOrder,
} from '../../src/commendations/commendation.values.js';
import { QuantityBody, ReferenceDocumentBody } from '../../src/http/shapes/shapes.dto.js';
import type { Party } from '../../src/kernel/party.js';
import { currentOf } from '../answer.dto.js';
import { type Complaint, type Recovery, type Revocation } from './commendations.js';

import { CommendedView, PARTIES, party } from './commendation-parts.dto.js';

@ApiExtraModels(...PARTIES)
export class LodgedView {
  @ApiPropertyOptional({ enum: CASE_KINDS, description: 'What is pending' }) about?: (typeof CASE_KINDS)[number];
  @ApiPropertyOptional(party('From whom: to superiors alone')) by?: Party;
  @ApiPropertyOptional({ description: 'What it says: to superiors alone' }) matter?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

export class ResolvedView {
  @ApiPropertyOptional({ enum: RESOLUTIONS, description: 'What was found, or taken back' })
  outcome?: (typeof RESOLUTIONS)[number];
  @ApiPropertyOptional() reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

export class ComplaintView implements Complaint {
  @ApiProperty({ example: 'don-1', description: 'The id of the complaint, chosen by the caller' })
  complaintId!: string;
  @ApiProperty({ type: currentOf(LodgedView), description: 'What is to be verified' }) lodged!: Complaint['lodged'];
  @ApiPropertyOptional({ type: currentOf(ResolvedView), description: 'What became of it; absent while it is pending' })
  resolved?: NonNullable<Complaint['resolved']>;
}

@ApiExtraModels(...PARTIES)
export class RecoveryOrderView implements RecoveryOrder {
  @ApiPropertyOptional(party('Who recovers it, perhaps a third body')) by?: Party;
  @ApiPropertyOptional({
    type: String,
    isArray: true,
    description: 'What is to be given back',
    example: ['Tiền thưởng'],
  })
  items?: readonly string[];
  @ApiPropertyOptional({ description: 'Only if there is any (nếu có)', example: true }) ifAny?: boolean;
  @ApiPropertyOptional({ description: 'Under which condition' }) condition?: string;
}

@ApiExtraModels(...PARTIES)
export class RevocationView implements Revocation {
  @ApiPropertyOptional({ example: 'FALSE_DECLARATION' }) ground?: string;
  @ApiProperty(party('Who annulled it')) by!: Party;
  @ApiPropertyOptional({
    type: CommendedView,
    description: 'Whom it concerns, where it does not concern all',
  })
  of?: CommendedView;
  @ApiPropertyOptional() reason?: string;
  @ApiPropertyOptional({ type: RecoveryOrderView, description: 'What is to be recovered' })
  recovery?: RecoveryOrderView;
  @ApiPropertyOptional({ type: ReferenceDocumentBody, description: 'The decision that annuls it' })
  document?: ReferenceDocumentBody;
}

export class RecoveredItemView implements RecoveredItem {
  @ApiProperty({ example: 'Tiền thưởng' }) item!: string;
  @ApiPropertyOptional({ type: QuantityBody }) quantity?: QuantityBody;
}

@ApiExtraModels(...PARTIES)
export class RecoveryView implements Recovery {
  @ApiPropertyOptional(party('Who recovered it')) by?: Party;
  @ApiPropertyOptional({ type: RecoveredItemView, isArray: true, description: 'Empty where there was nothing' })
  items?: readonly RecoveredItemView[];
  @ApiPropertyOptional() note?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}
