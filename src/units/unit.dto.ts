import type { BodyOf } from '../http/shapes/body-of.js';
import { IsFlag, IsName, IsOneOf, IsProse, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested } from '../http/shapes/nested.decorators.js';
import {
  CommandBody,
  LocalizedNameBody,
  PartialDateBody,
  PersonBody,
  ReferenceDocumentBody,
  WHY,
} from '../http/shapes/shapes.dto.js';
import type { UnitCommand } from './unit.commands.js';
import { UNIT_KINDS, type UnitKind, type UnitName } from './unit.values.js';

export class UnitPath {
  @IsSlug({ example: 'so-gtvt-lang-son' }) unitId!: string;
}

/** The body of a command: its data without the unit, which the path names, and without the date, which has a default. */
export type UnitBody<T extends UnitCommand['type']> = BodyOf<UnitCommand, T, 'unitId'>;

class UnitNameBody implements UnitName {
  @Nested(() => LocalizedNameBody) full!: LocalizedNameBody;
  @Nested(() => LocalizedNameBody, { description: 'For tables' }) short!: LocalizedNameBody;
  @IsName(50, { optional: true, description: 'In document numbers', example: 'UBND' }) abbreviation?: string;
  @IsName(300, { optional: true, description: 'Printed above the name', example: 'UBND TỈNH LẠNG SƠN' })
  superior?: string;
  @IsName(100, { optional: true, description: 'Địa danh of the letterhead', example: 'Lạng Sơn' }) seat?: string;
}

class UnitCommandBody extends CommandBody {
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'The decision behind it' })
  document?: ReferenceDocumentBody;
}

export class RegisterUnitBody extends UnitCommandBody implements UnitBody<'RegisterUnit'> {
  @IsSlug({ example: 'so-gtvt-lang-son' }) unitId!: string;
  @IsOneOf(UNIT_KINDS, { example: 'DEPARTMENT' }) kind!: UnitKind;
  @Nested(() => UnitNameBody) name!: UnitNameBody;
  @IsSlug({ optional: true, description: 'The unit it belongs to', example: 'ubnd-tinh-lang-son' }) parentId?: string;
  @Nested(() => PartialDateBody, { optional: true, description: 'Since when it exists, where that is known' })
  existsFrom?: PartialDateBody;
}

export class RenameUnitBody extends UnitCommandBody implements UnitBody<'RenameUnit'> {
  @Nested(() => UnitNameBody, { description: 'From the day on; earlier days keep the name of their time' })
  name!: UnitNameBody;
}

export class MergeUnitBody extends UnitCommandBody implements UnitBody<'MergeUnit'> {
  @IsSlug({ description: 'The unit that takes over', example: 'so-xay-dung-lang-son' }) into!: string;
}

export class DissolveUnitBody extends UnitCommandBody implements UnitBody<'DissolveUnit'> {
  @IsProse(2000, { ...WHY, example: 'Kết thúc hoạt động theo đề án sắp xếp tổ chức bộ máy' }) reason?: string;
  @IsSlug({ optional: true, description: 'The unit that takes over, if any', example: 'so-xay-dung-lang-son' })
  successor?: string;
}

export class SplitUnitBody extends UnitCommandBody implements UnitBody<'SplitUnit'> {
  @IsSlug({
    list: { max: 50, unique: true },
    description: 'The units that its parts went to; an act names one at least',
    example: ['so-tai-nguyen-lang-son', 'so-moi-truong-lang-son'],
  })
  into!: string[];
  @IsFlag({ optional: true, description: 'Whether the unit is no more; an act says it', example: true }) ends?: boolean;
}

export class RepresentativeBody
  extends UnitCommandBody
  implements UnitBody<'AppointRepresentative'>, UnitBody<'RelieveRepresentative'>
{
  @Nested(() => PersonBody) person!: PersonBody;
  @IsName(64, {
    optional: true,
    description: 'As rulebooks name the offices that may sign; an act says it',
    example: 'DIRECTOR',
  })
  officeCode?: string;
}
