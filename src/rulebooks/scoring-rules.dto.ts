import { IsCount, IsDay, IsDecimalText, IsFlag, IsOneOf, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../http/shapes/nested.decorators.js';
import { LocalizedTextBody } from '../http/shapes/shapes.dto.js';
import type { LocalDate } from '../kernel/instant.js';
import type { Rounding, RoundingMode, RoundingStage } from '../kernel/points.js';
import { AreCriteria } from './criteria.dto.js';
import {
  EXCLUSIONS,
  OVERFLOWS,
  PRECISIONS,
  ROLL_UPS,
  type Criterion,
  type Exclusion,
  type KnockOut,
  type Overflow,
  type Precision,
  type RollUp,
  type ScopeTitle,
  type ScoringGroup,
  type ScoringRules,
} from './rulebook.values.js';

class RoundingBody implements Rounding {
  @IsCount({ max: 6, example: 2 }) decimals!: number;
  @IsOneOf(['HALF_UP', 'HALF_EVEN', 'DOWN']) mode!: RoundingMode;
  @IsOneOf(['LINE', 'TOTAL'], { example: 'TOTAL' }) stage!: RoundingStage;
}

class KnockOutBody implements KnockOut {
  @IsSlug({ example: 'vi-pham-nghiem-trong' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsOneOf(EXCLUSIONS, { example: 'AWARDS' }) excludesFrom!: Exclusion;
  @IsFlag() documentRequired!: boolean;
}

class ScoringGroupBody implements ScoringGroup {
  @IsSlug({ example: 'nhom-1' }) id!: string;
  @IsSlug({ optional: true, list: { min: 1, max: 1000 }, description: 'Absent: its members are named later' })
  unitIds?: string[];
}

class ScopeTitleBody implements ScopeTitle {
  @IsSlug({ description: 'A track, group or part of the period', example: 'quy-1' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
}

class RollUpBody implements RollUp {
  @IsOneOf(ROLL_UPS, { description: 'Whether the totals of the parts are added or averaged' }) by!: RollUp['by'];
  @IsOneOf(PRECISIONS, { description: 'Whether exact totals of the parts are taken, or those that are printed' })
  precision!: Precision;
}

class RollUpsBody {
  @Nested(() => RollUpBody, { optional: true, description: 'How parts of the period make the period' })
  subPeriods?: RollUpBody;
  @Nested(() => RollUpBody, {
    optional: true,
    description: 'How the subjects that a member registered make the member',
  })
  subjects?: RollUpBody;
}

/** How a bloc scores: its criteria table, and what is scored apart. */
export class ScoringRulesBody implements ScoringRules {
  @IsDecimalText({ example: '1000' }) scale!: string;
  @IsOneOf(OVERFLOWS, { example: 'CAPPED' }) overflow!: Overflow;
  @Nested(() => RoundingBody) rounding!: RoundingBody;
  @IsDay({ optional: true, description: 'Last day to submit a self-score' }) deadline?: LocalDate;
  @AreCriteria() criteria!: Criterion[];
  @NestedList(() => KnockOutBody) knockOuts!: KnockOutBody[];
  @IsSlug({ optional: true, list: { max: 20 }, example: 'chuyen-mon' }) tracks?: string[];
  @NestedList(() => ScoringGroupBody, { optional: true, max: 50 }) groups?: ScoringGroupBody[];
  @IsSlug({ optional: true, list: { max: 60 }, example: 'quy-1' }) subPeriods?: string[];
  @NestedList(() => ScopeTitleBody, { optional: true, max: 130, description: 'What these are called' })
  scopeTitles?: ScopeTitleBody[];
  @Nested(() => RollUpsBody, {
    optional: true,
    description: 'How sheets of parts make the sheet of the whole; absent: they do not',
  })
  rollUp?: RollUpsBody;
}
