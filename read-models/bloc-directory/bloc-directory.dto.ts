import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  BLOC_KINDS,
  type BlocAlias,
  type BlocEnd,
  type BlocKind,
  type BlocLabels,
  type Deputy,
  type InventoryItem,
  type Leadership,
} from '../../src/blocs/bloc.values.js';
import { IsDay, IsLine, IsOneOf, IsSlug } from '../../src/http/shapes/field.decorators.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { LocalizedTextBody, PartialDateBody, PersonBody } from '../../src/http/shapes/shapes.dto.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Party } from '../../src/kernel/party.js';
import { answerOf, answersOf, currentOf, sourcedOf } from '../answer.dto.js';
import { AsOfRequest } from '../as-of.dto.js';
import {
  type BlocEntry,
  type BlocOnDay,
  CAME_BY,
  type DutyHeld,
  type Establishment,
  type FlagHeld,
  type LeadershipOfYear,
} from './bloc-directory.js';
import { MembershipView } from './bloc-members.dto.js';

const ON = {
  optional: true,
  description: 'Who acts as head and holds the flag on that day; as far as is known now without it',
  example: '2025-03-01',
} as const;

export class BlocRequest extends AsOfRequest {
  @IsDay(ON) on?: string;
}

export class BlocsRequest extends PageRequest {
  @IsLine(300, {
    optional: true,
    description:
      'Words of a name or alias, now or once, in any order; case, marks and punctuation do not count: "hoa binh" finds Hòa Bình',
    example: 'mien nui phia bac',
  })
  name?: string;

  @IsSlug({ optional: true, description: 'A unit that belongs to it, or did once' }) unit?: string;
  @IsLine(300, {
    optional: true,
    description: 'Who organises it, or did once: the id of a unit or bloc, or words of the name of another',
    example: 'Hội đồng Thi đua - Khen thưởng Trung ương',
  })
  parent?: string;

  @IsOneOf(BLOC_KINDS, { optional: true, description: 'CLUSTER: cụm; BLOC: khối' }) kind?: BlocKind;
  @IsDay({ ...ON, description: 'Only blocs of that day, by what was so then; each with its head and flag holder then' })
  on?: string;
}

const PARTY = {
  type: 'object',
  additionalProperties: true,
  example: { kind: 'EXTERNAL', name: 'Hội đồng Thi đua - Khen thưởng Trung ương' },
} as const;
const UNIT = { example: 'lao-cai' } as const;
const YEAR = { example: '2024' } as const;

export class OfficeLabelsView implements BlocLabels {
  @ApiPropertyOptional({ type: LocalizedTextBody }) head?: LocalizedTextBody;
  @ApiPropertyOptional({ type: LocalizedTextBody }) deputy?: LocalizedTextBody;
}

export class EstablishmentView implements Establishment {
  @ApiProperty({ enum: BLOC_KINDS }) kind!: BlocKind;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: OfficeLabelsView }) labels!: OfficeLabelsView;
  @ApiProperty(PARTY) parent!: Party;
  @ApiPropertyOptional({ description: 'When members are known only by count', example: 9 }) declaredSize?: number;
  @ApiPropertyOptional({ type: String, isArray: true, description: 'Blocs whose work it goes on with' })
  predecessors?: readonly string[];
}

export class BlocNameView {
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiPropertyOptional({ ...PARTY, description: 'Who organises it since, where that changed' }) parent?: Party;
}

export class AliasView implements BlocAlias {
  @ApiProperty({ example: '7 tỉnh miền núi, biên giới phía Bắc' }) alias!: string;
  @ApiPropertyOptional({ ...PARTY, description: 'Absent where no source says' }) parent?: Party;
  @ApiPropertyOptional({ type: PartialDateBody, description: 'Absent where no source says' }) from?: PartialDateBody;
  @ApiPropertyOptional({ type: PartialDateBody, description: 'Absent where no source says' }) to?: PartialDateBody;
}

export class BlocEndView implements BlocEnd {
  @ApiProperty({ type: String, isArray: true, description: 'Blocs that go on with its work' })
  successors!: readonly string[];
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
}

export class DeputyView implements Deputy {
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional({ description: 'First, second … deputy; absent where nobody has said', example: 1 })
  ordinal?: number;
}

export class LeadersView implements Leadership {
  @ApiPropertyOptional({ ...UNIT, description: 'Absent where nobody has said' }) head?: string;
  @ApiProperty({ type: DeputyView, isArray: true }) deputies!: readonly DeputyView[];
}

export class SuccessionView {
  @ApiProperty(UNIT) from!: string;
  @ApiProperty(UNIT) to!: string;
}

const CurrentLeaders = currentOf(LeadersView);
const SourcedSuccession = sourcedOf(SuccessionView);

export class LeadershipOfYearView implements LeadershipOfYear {
  @ApiProperty(YEAR) forYear!: string;
  @ApiProperty({ type: CurrentLeaders }) leadership!: LeadershipOfYear['leadership'];
  @ApiProperty({ type: SourcedSuccession, isArray: true }) successions!: LeadershipOfYear['successions'];
}

const BY = { enum: CAME_BY, description: 'How it came to that unit' };

export class InventoryItemView implements InventoryItem {
  @ApiProperty({ example: 'Cờ luân lưu' }) item!: string;
  @ApiProperty({ example: 1 }) quantity!: number;
  @ApiPropertyOptional() state?: string;
}

export class DutyHeldView implements DutyHeld {
  @ApiPropertyOptional({ ...UNIT, description: 'Absent where nobody has said' }) head?: string;
  @ApiProperty(YEAR) forYear!: string;
  @ApiProperty(BY) by!: DutyHeld['by'];
  @ApiPropertyOptional(UNIT) from?: string;
  @ApiPropertyOptional({ description: 'The year that elected or designated the head', ...YEAR }) decidedIn?: string;
  @ApiPropertyOptional({ type: InventoryItemView, isArray: true }) inventory?: readonly InventoryItemView[];
  @ApiPropertyOptional(PARTY) witness?: Party;
}

export class FlagHeldView implements FlagHeld {
  @ApiProperty({ example: 'cao-bang' }) holder!: string;
  @ApiProperty(BY) by!: FlagHeld['by'];
  @ApiPropertyOptional(UNIT) from?: string;
  @ApiPropertyOptional(YEAR) forYear?: string;
  @ApiPropertyOptional({ type: PersonBody }) giver?: PersonBody;
  @ApiPropertyOptional({ type: PersonBody }) receiver?: PersonBody;
  @ApiPropertyOptional({ example: 'thành phố Lào Cai' }) place?: string;
}

export class SizeView {
  @ApiProperty({ example: 9 }) size!: number;
  @ApiPropertyOptional({ type: PartialDateBody, description: 'Since when there are so many; absent: since that day' })
  from?: PartialDateBody;
}

const BESIDE = 'What a later claim says beside the acts';
const CurrentSize = currentOf(SizeView);
const CurrentEstablishment = currentOf(EstablishmentView);
const CurrentBlocName = currentOf(BlocNameView);
const CurrentBlocEnd = currentOf(BlocEndView);
const CurrentAlias = currentOf(AliasView);
const CurrentDuty = currentOf(DutyHeldView);
const CurrentFlag = currentOf(FlagHeldView);

export class BlocOnDayView implements BlocOnDay {
  @ApiPropertyOptional({ type: String, format: 'date' }) day?: LocalDate;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: String, isArray: true, example: ['lao-cai', 'cao-bang'] }) members!: readonly string[];
  @ApiPropertyOptional({ description: 'How many it says it has, where not all are named', example: 9 })
  declaredSize?: number;
  @ApiPropertyOptional({ type: CurrentDuty, description: 'Absent where nobody has said' })
  actingHead?: NonNullable<BlocOnDay['actingHead']>;
  @ApiPropertyOptional({ type: CurrentFlag, description: 'Absent where nobody has said' })
  flagHolder?: NonNullable<BlocOnDay['flagHolder']>;
  @ApiPropertyOptional({ type: CurrentDuty, description: BESIDE }) claimedHead?: NonNullable<BlocOnDay['claimedHead']>;
  @ApiPropertyOptional({ type: CurrentFlag, description: BESIDE }) claimedHolder?: NonNullable<
    BlocOnDay['claimedHolder']
  >;
}

/** A bloc without its sort key, with what holds on the day that was asked for. */
export class BlocView implements Omit<BlocEntry, 'sortKey'> {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ enum: BLOC_KINDS }) kind!: BlocKind;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: CurrentEstablishment }) established!: BlocEntry['established'];
  @ApiProperty({ type: CurrentBlocName, isArray: true }) names!: BlocEntry['names'];
  @ApiProperty({ type: CurrentAlias, isArray: true }) aliases!: BlocEntry['aliases'];
  @ApiPropertyOptional({ type: CurrentBlocEnd, description: 'Where it was dissolved' })
  dissolved?: NonNullable<BlocEntry['dissolved']>;
  @ApiProperty({ type: CurrentSize, isArray: true, description: 'Sizes declared later, in the order of their days' })
  sizes!: BlocEntry['sizes'];
  @ApiProperty({ type: MembershipView, isArray: true }) members!: readonly MembershipView[];
  @ApiProperty({ type: LeadershipOfYearView, isArray: true }) leaderships!: readonly LeadershipOfYearView[];
  @ApiProperty({ type: CurrentDuty, isArray: true, description: 'Acting heads in the order of the days' })
  duty!: BlocEntry['duty'];
  @ApiProperty({ type: CurrentFlag, isArray: true, description: 'Flag holders in the order of the days' })
  flag!: BlocEntry['flag'];
  @ApiProperty({ type: BlocOnDayView }) onDay!: BlocOnDayView;
}

const AnsweredBloc = answerOf(BlocView);

/** One bloc, with the revision of its record. */
export class BlocAnswerView extends AnsweredBloc {
  @ApiProperty({ description: 'For the If-Match of a command', example: 12 }) revision!: number;
}

export const BlocListView = answersOf(AnsweredBloc);
