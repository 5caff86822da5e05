import { IsCount, IsOneOf, IsSlug } from '../../http/shapes/field.decorators.js';
import { Nested, NestedOneOf } from '../../http/shapes/nested.decorators.js';
import { CommandBody, ReferenceDocumentBody } from '../../http/shapes/shapes.dto.js';
import type { YearBody } from '../frame/year.dto.js';
import { AssentBasisBody, BallotBasisBody } from '../voting/voting.dto.js';
import type { LeadershipCommand } from './leadership.commands.js';
import { type ElectionBasis, DESIGNATION_METHODS, type DesignationMethod } from './leadership.values.js';

/** For which year. */
class ForYearBody extends CommandBody {
  @IsSlug({ description: 'The year to be led, often the next', example: '2025' }) forYear!: string;
}

class NominationBody extends ForYearBody {
  @IsSlug({ example: 'lang-son' }) unitId!: string;
}

class ChoiceBody extends ForYearBody {
  @IsSlug({ optional: true, description: 'An act says it', example: 'lang-son' }) unitId?: string;
}

/** First and second deputy: they are ordered (H14). */
const ordinal = { min: 1, max: 20, optional: true, description: 'First, second … deputy; an act says it', example: 1 };

export class NominateHeadBody extends NominationBody implements YearBody<LeadershipCommand, 'NominateHead'> {
  @IsSlug({ optional: true, description: 'The member that nominates', example: 'cao-bang' }) by?: string;
}

export class NominateDeputyBody extends NominationBody implements YearBody<LeadershipCommand, 'NominateDeputy'> {
  @IsSlug({ optional: true, description: 'The member that nominates', example: 'cao-bang' }) by?: string;
  @IsCount(ordinal) ordinal?: number;
}

class UnknownBasisBody {
  @IsOneOf(['UNKNOWN']) kind!: 'UNKNOWN';
}

/** A kind of {@link ElectionBasis} without a class does not compile. */
const BASES = {
  BALLOT: BallotBasisBody,
  ASSENT: AssentBasisBody,
  UNKNOWN: UnknownBasisBody,
} satisfies Record<ElectionBasis['kind'], new () => ElectionBasis>;

export class ElectHeadBody extends ChoiceBody implements YearBody<LeadershipCommand, 'ElectHead'> {
  @NestedOneOf('kind', BASES, { description: 'What carries it; UNKNOWN is for claims' }) basis!: ElectionBasis;
}

export class ElectDeputyBody extends ElectHeadBody implements YearBody<LeadershipCommand, 'ElectDeputy'> {
  @IsCount(ordinal) ordinal?: number;
}

export class DesignateHeadBody extends ChoiceBody implements YearBody<LeadershipCommand, 'DesignateHead'> {
  @IsOneOf(DESIGNATION_METHODS, { description: 'UNKNOWN is for claims' }) method!: DesignationMethod;
  @Nested(() => ReferenceDocumentBody, { optional: true, description: "The superior's decision, number and date" })
  document?: ReferenceDocumentBody;
}

export class DesignateDeputyBody extends DesignateHeadBody implements YearBody<LeadershipCommand, 'DesignateDeputy'> {
  @IsCount(ordinal) ordinal?: number;
}
