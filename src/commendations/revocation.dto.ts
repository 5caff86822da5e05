import { IsFlag, IsName, IsOneOf, IsProse, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../http/shapes/nested.decorators.js';
import { CommandBody, IsParty, QuantityBody, ReferenceDocumentBody } from '../http/shapes/shapes.dto.js';
import type { Party } from '../kernel/party.js';
import { DOCUMENT, type Body } from './commendation.dto.js';
import {
  CASE_KINDS,
  RESOLUTIONS,
  type CaseKind,
  type RecoveredItem,
  type RecoveryOrder,
  type Resolution,
} from './commendation.values.js';
import { CommendedByKindBody } from './recipients.dto.js';

export class LodgeComplaintBody extends CommandBody implements Body<'LodgeComplaint'> {
  @IsSlug({ description: 'The id of the complaint, chosen by the caller', example: 'don-1' }) complaintId!: string;
  @IsOneOf(CASE_KINDS, { optional: true, description: 'What is pending; an act says it' }) about?: CaseKind;
  @IsParty({ optional: true, description: 'From whom; of a denunciation no person by name' }) by?: Party;
  @IsProse(2000, { optional: true, description: 'What it says', example: 'Số liệu báo cáo chưa chính xác' })
  matter?: string;
  @Nested(() => ReferenceDocumentBody, DOCUMENT) document?: ReferenceDocumentBody;
}

export class ResolveComplaintBody extends CommandBody implements Body<'ResolveComplaint', 'complaintId'> {
  @IsOneOf(RESOLUTIONS, { optional: true, description: 'What was found, or taken back; an act says it' })
  outcome?: Resolution;
  @IsProse(2000, { optional: true, example: 'Đã xác minh, nội dung không đúng' }) reason?: string;
  @Nested(() => ReferenceDocumentBody, DOCUMENT) document?: ReferenceDocumentBody;
}

class RecoveryOrderBody implements RecoveryOrder {
  @IsParty({ optional: true, description: 'Who recovers it, perhaps a third body' }) by?: Party;
  @IsName(300, { list: { max: 50 }, optional: true, description: 'What is to be given back', example: ['Tiền thưởng'] })
  items?: string[];
  @IsFlag({ optional: true, description: 'Only if there is any (nếu có)' }) ifAny?: boolean;
  @IsProse(1000, { optional: true, description: 'Under which condition', example: 'Sau khi bản án có hiệu lực' })
  condition?: string;
}

export class RevokeAwardBody extends CommandBody implements Body<'RevokeAward'> {
  @IsName(500, {
    optional: true,
    description:
      'FALSE_DECLARATION, FORGED_DOSSIER, UNLAWFUL_CONSIDERATION or LATER_FOUND_VIOLATION; as a claim words it; an act says it',
    example: 'FALSE_DECLARATION',
  })
  ground?: string;
  @IsParty({ description: 'Who annuls it' }) by!: Party;
  @Nested(() => CommendedByKindBody, { optional: true, description: 'Whom it concerns, where it does not concern all' })
  of?: CommendedByKindBody;
  @IsProse(2000, { optional: true, example: 'Kê khai sai số liệu giải ngân' }) reason?: string;
  @Nested(() => RecoveryOrderBody, { optional: true, description: 'What is to be recovered' })
  recovery?: RecoveryOrderBody;
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'The decision that annuls it; an act cites it' })
  document?: ReferenceDocumentBody;
}

class RecoveredItemBody implements RecoveredItem {
  @IsName(300, { example: 'Tiền thưởng' }) item!: string;
  @Nested(() => QuantityBody, { optional: true }) quantity?: QuantityBody;
}

export class RecordRecoveryBody extends CommandBody implements Body<'RecordRecovery'> {
  @IsParty({ optional: true, description: 'Who recovered it' }) by?: Party;
  @NestedList(() => RecoveredItemBody, {
    max: 100,
    optional: true,
    description: 'Empty where there was nothing; an act says it',
  })
  items?: RecoveredItemBody[];
  @IsProse(1000, { optional: true, example: 'Đã nộp vào Quỹ thi đua, khen thưởng' }) note?: string;
  @Nested(() => ReferenceDocumentBody, DOCUMENT) document?: ReferenceDocumentBody;
}
