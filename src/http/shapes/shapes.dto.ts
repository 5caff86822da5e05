import type { OnBehalfOf, Source } from '../../kernel/event.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  type Evidence,
  type Party,
  type Person,
  type ReferenceDocument,
} from '../../kernel/party.js';
import { QUALIFIERS, type Qualifier, type Quantity } from '../../kernel/quantity.js';
import type { Scope } from '../../kernel/scope.js';
import type { LocalizedText } from '../../kernel/text.js';
import {
  IsDay,
  IsDecimalText,
  IsFlag,
  IsName,
  IsOneOf,
  IsPartialDateText,
  IsProse,
  IsSha256,
  IsSlug,
  IsWebAddress,
} from './field.decorators.js';
import { Nested, NestedOneOf } from './nested.decorators.js';
import { IsToldDateText } from './told-date.decorator.js';

/** When something happened, as precisely as its source says. */
export class PartialDateBody implements PartialDate {
  @IsToldDateText() date!: string;
  @IsDay({ optional: true, description: 'Of a date that is no day: it was no later than that', example: '2025-03-22' })
  by?: LocalDate;
  @IsFlag({ optional: true, description: 'Whether a part of the date was concluded and not printed', example: false })
  inferred?: boolean;
  @IsName(500, { optional: true, description: 'What it was concluded from', example: 'Ngày đăng bài 22/03/2025' })
  source?: string;
}

/** A person as far as the act is public: name and office. */
export class PersonBody implements Person {
  @IsName(200, { example: 'Nguyễn Văn A' }) name!: string;
  @IsName(200, { optional: true, example: 'Phó Chủ tịch UBND tỉnh' }) office?: string;
}

export class UnitPartyBody {
  @IsOneOf(['UNIT']) kind!: 'UNIT';
  @IsSlug() unitId!: string;
}

export class OfficePartyBody {
  @IsOneOf(['OFFICE']) kind!: 'OFFICE';
  @IsName(200, { example: 'Chủ tịch UBND tỉnh' }) office!: string;
  @IsName(200, { optional: true, example: 'Nguyễn Văn A' }) person?: string;
  @IsSlug({ optional: true }) unitId?: string;
}

export class BlocPartyBody {
  @IsOneOf(['BLOC']) kind!: 'BLOC';
  @IsSlug({ example: 'cum-7-tinh' }) blocId!: string;
}

export class ExternalPartyBody {
  @IsOneOf(['EXTERNAL']) kind!: 'EXTERNAL';
  @IsName(300, { example: 'Hội đồng Thi đua - Khen thưởng Trung ương' }) name!: string;
}

export class UnknownPartyBody {
  @IsOneOf(['UNKNOWN']) kind!: 'UNKNOWN';
}

/** The kinds of {@link Party} and the DTO class of each: a kind without one does not compile. */
const PARTY_BODIES = {
  UNIT: UnitPartyBody,
  OFFICE: OfficePartyBody,
  BLOC: BlocPartyBody,
  EXTERNAL: ExternalPartyBody,
  UNKNOWN: UnknownPartyBody,
} satisfies Record<Party['kind'], new () => Party>;

/** A field of type {@link Party}: `@IsParty() grantor!: Party`. */
export function IsParty(
  options: Readonly<{ optional?: boolean; description?: string; list?: Readonly<{ min?: number; max?: number }> }> = {},
): PropertyDecorator {
  return NestedOneOf('kind', PARTY_BODIES, options);
}

/** A cited document (văn bản). */
export class ReferenceDocumentBody implements ReferenceDocument {
  @IsOneOf(DOCUMENT_KINDS, {
    optional: true,
    description: 'Loại văn bản; absent where it is not told',
    example: 'DECREE',
  })
  kind?: DocumentKind;
  @IsName(100, { optional: true, example: '152/2025/NĐ-CP' }) number?: string;
  @Nested(() => PartialDateBody, { optional: true }) date?: PartialDateBody;
  @IsParty({ optional: true, description: 'Absent where it is not told' }) issuer?: Party;
  @IsProse(1000, { optional: true, example: 'Nghị định về thi đua, khen thưởng' }) title?: string;
}

/** A document behind a score line; `sha256` is the file's, when the file is kept. */
export class EvidenceBody implements Evidence {
  @IsName(500, { example: 'Báo cáo kết quả thực hiện nhiệm vụ năm 2024' }) title!: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
  @IsSha256({ optional: true }) sha256?: string;
}

/** A reported number, and whether it is exact or a bound. */
export class QuantityBody implements Quantity {
  @IsDecimalText({ example: '113000' }) value!: string;
  @IsOneOf(QUALIFIERS) qualifier!: Qualifier;
  @IsName(100, { example: 'lao động' }) unit!: string;
}

/** A text in Vietnamese, in English where there is one. */
export class LocalizedTextBody implements LocalizedText {
  @IsProse(2000, { example: 'Phát triển kinh tế - xã hội' }) vi!: string;
  @IsProse(2000, { optional: true, example: 'Social and economic development' }) en?: string;
}

/** A name in Vietnamese, in English where there is one: one line each. */
export class LocalizedNameBody implements LocalizedText {
  @IsName(2000, { example: 'Sở Giao thông vận tải tỉnh Lạng Sơn' }) vi!: string;
  @IsName(2000, { optional: true, example: 'Department of Transport of Lạng Sơn' }) en?: string;
}

/** What a score or a ranking is about; an absent part means the whole. */
export class ScopeBody implements Scope {
  @IsSlug({ optional: true, example: 'to-dan-pho-5' }) subject?: string;
  @IsSlug({ optional: true, example: 'chuyen-mon' }) track?: string;
  @IsSlug({ optional: true, example: 'nhom-1' }) group?: string;
  @IsSlug({ optional: true, example: 'quy-1' }) subPeriod?: string;
}

/** Of a reason: an act gives it. */
export const WHY = { optional: true, description: 'An act says why; a source may not' } as const;

/** Where a claim comes from. */
export class SourceBody implements Source {
  @IsName(500, { example: 'Tổng kết phong trào thi đua Cụm 7 tỉnh miền núi biên giới phía Bắc' }) title!: string;
  @IsName(200, { optional: true, example: 'vietnam.vn' }) publisher?: string;
  @IsPartialDateText({ optional: true, example: '2025-03-22' }) date?: string;
  @IsWebAddress({ optional: true }) url?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
}

/** Whom the secretary acts for, by whose hand, under which minutes. */
export class OnBehalfOfBody implements OnBehalfOf {
  @IsSlug() unitId!: string;
  @Nested(() => PersonBody) person!: PersonBody;
  @Nested(() => ReferenceDocumentBody) document!: ReferenceDocumentBody;
}

/** What makes a command a claim: its source. */
export class ClaimBody {
  @Nested(() => SourceBody) source!: SourceBody;
}

/**
 * What every command body may carry beside its own fields. With `claim` the command enters a fact of the past from a
 * source (broken rules become warnings); with `onBehalfOf` the secretary records what a unit did on paper or by hand.
 */
export class CommandBody {
  @Nested(() => PartialDateBody, {
    optional: true,
    description:
      'When it happened: a day in Asia/Ho_Chi_Minh, of an act today unless told; a claim says what its source does, a day, a month, a year, or `unknown`',
  })
  occurredOn?: PartialDateBody;
  @Nested(() => ClaimBody, { optional: true, description: 'Makes this a claim entered from a source' })
  claim?: ClaimBody;
  @Nested(() => OnBehalfOfBody, { optional: true, description: 'The unit whose paper or raised hand is recorded' })
  onBehalfOf?: OnBehalfOfBody;
}
