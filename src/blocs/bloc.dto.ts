import type { BodyOf } from '../http/shapes/body-of.js';
import { IsCount, IsName, IsOneOf, IsProse, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../http/shapes/nested.decorators.js';
import { BlocPath } from '../http/shapes/path.dto.js';
import {
  CommandBody,
  IsParty,
  LocalizedNameBody,
  PartialDateBody,
  PersonBody,
  ReferenceDocumentBody,
  WHY,
} from '../http/shapes/shapes.dto.js';
import type { Party } from '../kernel/party.js';
import type { BlocCommand } from './bloc.commands.js';
import {
  BLOC_KINDS,
  type BlocAlias,
  type BlocKind,
  type BlocLabels,
  type Deputy,
  type InventoryItem,
} from './bloc.values.js';

export class MemberPath extends BlocPath {
  @IsSlug({ example: 'dien-bien' }) unitId!: string;
}

/** The body of a command: its data without what the path names, and without the date, which has a default. */
export type BlocBody<T extends BlocCommand['type'], InPath extends string = never> = BodyOf<
  BlocCommand,
  T,
  'blocId' | InPath
>;

class BlocLabelsBody implements BlocLabels {
  @Nested(() => LocalizedNameBody, { optional: true, description: 'Trưởng cụm, Trưởng khối, Khối trưởng …' })
  head?: LocalizedNameBody;
  @Nested(() => LocalizedNameBody, { optional: true, description: 'Phó Trưởng cụm, Khối phó …' })
  deputy?: LocalizedNameBody;
}

class DeputyBody implements Deputy {
  @IsSlug({ example: 'cao-bang' }) unitId!: string;
  @IsCount({ optional: true, min: 1, max: 20, description: 'First, second … deputy, where it is known', example: 1 })
  ordinal?: number;
}

class InventoryItemBody implements InventoryItem {
  @IsName(300, { example: 'Hồ sơ giao ước thi đua năm 2024' }) item!: string;
  @IsCount({ min: 1, optional: true, description: 'Absent where it is not told', example: 1 }) quantity?: number;
  @IsName(300, { optional: true, example: 'Đầy đủ' }) state?: string;
}

class BlocCommandBody extends CommandBody {
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'The decision or minutes behind it' })
  document?: ReferenceDocumentBody;
}

const PARENT_OF_NAME = { optional: true, description: 'Who organised it under that name, where it is known' } as const;
const NAMED_SINCE = { optional: true, description: 'Since when it bore the name, where it is known' } as const;
const NAMED_UNTIL = { optional: true, description: 'Until when it bore the name, where it is known' } as const;

class BlocAliasBody implements BlocAlias {
  @IsName(500, { example: 'Cụm thi đua 7 tỉnh biên giới phía Bắc' }) alias!: string;
  @IsParty(PARENT_OF_NAME) parent?: Party;
  @Nested(() => PartialDateBody, NAMED_SINCE) from?: PartialDateBody;
  @Nested(() => PartialDateBody, NAMED_UNTIL) to?: PartialDateBody;
}

export class EstablishBlocBody extends BlocCommandBody implements BlocBody<'EstablishBloc'> {
  @IsSlug({ example: 'cum-7-tinh' }) blocId!: string;
  @IsOneOf(BLOC_KINDS, { description: 'Cụm (territorial) or khối (functional)' }) kind!: BlocKind;
  @Nested(() => LocalizedNameBody) name!: LocalizedNameBody;
  @Nested(() => BlocLabelsBody, { description: 'What this bloc calls its head and deputy' }) labels!: BlocLabelsBody;
  @NestedList(() => BlocAliasBody, { max: 50, description: 'Other spellings in sources' }) aliases!: BlocAliasBody[];
  @IsParty({ description: 'Who organises it' }) parent!: Party;
  @IsCount({ optional: true, min: 1, max: 1000, description: 'When members are known only by count', example: 9 })
  declaredSize?: number;
  @IsSlug({ list: { max: 50, unique: true }, optional: true, description: 'Blocs whose work it goes on with' })
  predecessors?: string[];
}

export class RenameBlocBody extends BlocCommandBody implements BlocBody<'RenameBloc'> {
  @Nested(() => LocalizedNameBody, { description: 'From the day on' }) name!: LocalizedNameBody;
  @IsParty({ optional: true, description: 'Who organises it since, where that changed' }) parent?: Party;
}

export class AddBlocAliasBody extends BlocCommandBody implements BlocBody<'AddBlocAlias'> {
  @IsName(500, { example: 'Cụm thi đua 7 tỉnh miền núi, biên giới phía Bắc' }) alias!: string;
  @IsParty(PARENT_OF_NAME) parent?: Party;
  @Nested(() => PartialDateBody, NAMED_SINCE) from?: PartialDateBody;
  @Nested(() => PartialDateBody, NAMED_UNTIL) to?: PartialDateBody;
}

export class DissolveBlocBody extends BlocCommandBody implements BlocBody<'DissolveBloc'> {
  @IsSlug({ list: { max: 50, unique: true }, description: 'Blocs that go on with its work; empty where none does' })
  successors!: string[];
  @IsProse(2000, { ...WHY, example: 'Sắp xếp lại các cụm, khối thi đua' }) reason?: string;
}

export class DeclareBlocSizeBody extends BlocCommandBody implements BlocBody<'DeclareBlocSize'> {
  @IsCount({ min: 1, max: 1000, description: 'How many members there are, named or not', example: 9 }) size!: number;
  @Nested(() => PartialDateBody, {
    optional: true,
    description: 'Since when there are so many; absent: since that day',
  })
  from?: PartialDateBody;
}

export class AdmitMemberBody extends BlocCommandBody implements BlocBody<'AdmitMember'> {
  @IsSlug() unitId!: string;
}

export class AdmitMembersOfBody extends BlocCommandBody implements BlocBody<'AdmitMembersOf'> {
  @IsSlug({ description: 'The bloc whose members of that day are taken over', example: 'khoi-cu' }) from!: string;
  @IsSlug({ list: { max: 300, unique: true }, optional: true, description: 'Members of it that are not' })
  without?: string[];
}

export class WithdrawMemberBody extends BlocCommandBody implements BlocBody<'WithdrawMember', 'unitId'> {
  @IsProse(2000, { ...WHY, example: 'Sáp nhập từ ngày 01/7/2025' }) reason?: string;
}

export class FirstLeadershipBody extends BlocCommandBody implements BlocBody<'EstablishFirstLeadership'> {
  @IsSlug({ description: 'The year whose duty it is', example: '2024' }) forYear!: string;
  @IsSlug({ optional: true, description: 'An act says it', example: 'lao-cai' }) head?: string;
  @NestedList(() => DeputyBody, { max: 10, description: 'None is usual' }) deputies!: DeputyBody[];
  @IsSlug({ optional: true, description: 'Who holds the rotating flag (Cờ luân lưu)', example: 'lao-cai' })
  flagHolder?: string;
}

export class HandOverDutyBody extends BlocCommandBody implements BlocBody<'HandOverDuty'> {
  @IsSlug({ optional: true, description: 'The acting head; an act says it', example: 'lao-cai' }) from?: string;
  @IsSlug({ description: 'Who was elected or designated', example: 'lang-son' }) to!: string;
  @IsSlug({ description: 'The year whose duty it is', example: '2025' }) forYear!: string;
  @IsSlug({ optional: true, description: 'The year that elected or designated; an act says it', example: '2024' })
  decidedIn?: string;
  @NestedList(() => InventoryItemBody, { optional: true, max: 200 }) inventory?: InventoryItemBody[];
  @IsParty({ optional: true }) witness?: Party;
}

export class HandOverFlagBody extends BlocCommandBody implements BlocBody<'HandOverFlag'> {
  @IsSlug({ optional: true, description: 'Who holds the flag; an act says it', example: 'lao-cai' }) from?: string;
  @IsSlug({ example: 'cao-bang' }) to!: string;
  @IsSlug({ optional: true, description: 'The year for which it is handed over', example: '2025' }) forYear?: string;
  @Nested(() => PersonBody, { optional: true }) giver?: PersonBody;
  @Nested(() => PersonBody, { optional: true }) receiver?: PersonBody;
  @IsName(200, { optional: true, example: 'thành phố Lào Cai' }) place?: string;
}

export class SuccessionBody extends BlocCommandBody implements BlocBody<'SucceedDuty'>, BlocBody<'SucceedFlag'> {
  @IsSlug({ description: 'The merged unit', example: 'so-gtvt-lang-son' }) from!: string;
  @IsSlug({ description: 'The unit it was merged into', example: 'so-xay-dung-lang-son' }) to!: string;
}
