import { IsCount, IsDay, IsName, IsOneOf, IsProse, IsSlug } from '../../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../../http/shapes/nested.decorators.js';
import {
  CommandBody,
  LocalizedTextBody,
  QuantityBody,
  ReferenceDocumentBody,
  WHY,
} from '../../http/shapes/shapes.dto.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { YearBody } from '../frame/year.dto.js';
import type { PledgeCommand } from './pledge.commands.js';
import {
  PLEDGE_ORIGINS,
  type PledgeContent,
  type PledgeOrigin,
  type PledgeTarget,
  type Signatory,
} from './pledge.values.js';

/** Headings a pledge may have. */
const HEADINGS = { min: 1, max: 100 };

class PledgeContentBody implements PledgeContent {
  @IsCount({ min: 1, max: 100, example: 1 }) number!: number;
  @Nested(() => LocalizedTextBody) text!: LocalizedTextBody;
}

/** What one unit sets itself under a heading. */
class PledgeTargetBody implements PledgeTarget {
  @IsSlug() unitId!: string;
  @IsCount({ min: 1, max: 100, description: 'The number of the heading', example: 1 }) content!: number;
  @IsProse(2000, { example: 'Phát triển du lịch cộng đồng' }) focus!: string;
  @Nested(() => QuantityBody, { optional: true }) target?: QuantityBody;
}

class PledgeTextBody extends CommandBody {
  @NestedList(() => PledgeContentBody, { ...HEADINGS, description: 'Nội dung giao ước' })
  contents!: PledgeContentBody[];
  @NestedList(() => PledgeTargetBody, { optional: true, max: 1000, description: 'What single units set themselves' })
  targets: PledgeTargetBody[] = [];
}

export class DraftPledgeBody extends PledgeTextBody implements YearBody<PledgeCommand, 'DraftPledge'> {}

export class AmendPledgeBody extends PledgeTextBody implements YearBody<PledgeCommand, 'AmendPledge'> {
  @IsProse(2000, { ...WHY, example: 'Điều chỉnh chỉ tiêu theo nghị quyết mới' }) reason?: string;
  @IsDay({
    optional: true,
    description: 'The last day to sign the new version; absent: the deadline as it stands, none where that has passed',
  })
  deadline?: LocalDate;
}

export class AgreePledgeBody extends CommandBody implements YearBody<PledgeCommand, 'AgreePledgeContent'> {
  @IsOneOf(PLEDGE_ORIGINS, { optional: true, description: 'Whose content it is; an act says it' })
  agreedBy?: PledgeOrigin;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
  @IsSlug({
    optional: true,
    description: 'Where it was agreed, often a session of the year before',
    example: 'tong-ket',
  })
  sessionId?: string;
}

class SignatoryBody implements Signatory {
  @IsName(200, { optional: true, example: 'Nguyễn Văn A' }) name?: string;
  @IsName(200, { optional: true, example: 'Phó Chủ tịch Thường trực UBND tỉnh' }) office?: string;
  @IsName(64, { optional: true, description: 'The code of the office in the rulebook', example: 'VICE_CHAIRMAN' })
  officeCode?: string;
}

export class SignPledgeBody extends CommandBody implements YearBody<PledgeCommand, 'SignPledge'> {
  @IsSlug() unitId!: string;
  @Nested(() => SignatoryBody, {
    optional: true,
    description: 'An act says name, office and its code; a claim what its source tells',
  })
  signatory?: SignatoryBody;
  @IsName(300, { optional: true, example: 'thành phố Lào Cai' }) place?: string;
  @IsSlug({
    optional: true,
    description: 'The session it was signed at, whichever year that serves',
    example: 'tong-ket',
  })
  atSession?: string;
}

/** A body for claims: what a report says of all members together. */
export class CompletePledgeBody extends CommandBody implements YearBody<PledgeCommand, 'CompletePledge'> {
  @IsCount({ min: 1, max: 1000, optional: true, description: 'How many signed, where the source says it', example: 7 })
  signatures?: number;
}

export class DeferSigningBody extends CommandBody implements YearBody<PledgeCommand, 'DeferPledgeSigning'> {
  @IsSlug() unitId!: string;
  @IsName(300, { ...WHY, example: 'NO_UBND_LEADER_PRESENT' }) reason?: string;
  @IsProse(2000, { optional: true, example: 'Sẽ ký khi lãnh đạo UBND tỉnh dự họp' }) note?: string;
}

export class WaiveDeadlineBody extends CommandBody implements YearBody<PledgeCommand, 'WaivePledgeDeadline'> {
  @IsSlug() unitId!: string;
  @IsDay({ optional: true, description: 'The last day on which this unit may sign; an act says it' }) until?: LocalDate;
  @IsProse(2000, { ...WHY, example: 'Lãnh đạo đi công tác nước ngoài' }) reason?: string;
}

export class RegisterTitlesBody extends CommandBody implements YearBody<PledgeCommand, 'RegisterTitles'> {
  @IsSlug() unitId!: string;
  @IsName(64, {
    list: { min: 1, max: 50, unique: true },
    description: 'Forms of the catalogue in the rulebook',
    example: ['GOVERNMENT_FLAG'],
  })
  forms!: string[];
}
