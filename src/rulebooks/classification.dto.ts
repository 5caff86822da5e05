import { IsDecimalText, IsFlag, IsFractionText, IsOneOf, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList, NestedOneOf } from '../http/shapes/nested.decorators.js';
import { LocalizedTextBody } from '../http/shapes/shapes.dto.js';
import type { FractionText } from '../kernel/fraction.js';
import { PRECISIONS, type ClassificationRules, type Gate, type Precision, type UnitClass } from './rulebook.values.js';

type OfKind<Kind extends Gate['kind']> = Extract<Gate, { kind: Kind }>;

class PointsGateBody implements OfKind<'POINTS'> {
  @IsOneOf(['POINTS']) kind!: 'POINTS';
  @IsSlug({ description: 'A line or heading', example: 'phan-1' }) criterionId!: string;
  @IsDecimalText({ description: 'The points that it gives at least', example: '510' }) atLeast!: string;
}

class ShareGateBody implements OfKind<'SHARE'> {
  @IsOneOf(['SHARE']) kind!: 'SHARE';
  @IsSlug({ description: 'A line or heading', example: 'phan-1' }) criterionId!: string;
  @IsFractionText({ description: 'The share of its max that it gives at least', example: '17/20' })
  atLeast!: FractionText;
}

class EveryLineGateBody implements OfKind<'EVERY_LINE'> {
  @IsOneOf(['EVERY_LINE']) kind!: 'EVERY_LINE';
  @IsFractionText({ description: 'The share of its max that each line of the scale gives at least', example: '17/20' })
  atLeast!: FractionText;
}

const GATE_BODIES = {
  POINTS: PointsGateBody,
  SHARE: ShareGateBody,
  EVERY_LINE: EveryLineGateBody,
} satisfies Record<Gate['kind'], new () => Gate>;

class UnitClassBody implements UnitClass {
  @IsSlug({ example: 'xuat-sac' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsDecimalText({ optional: true, description: 'At least so many points in total; absent: any', example: '900' })
  from?: string;
  @NestedOneOf('kind', GATE_BODIES, {
    optional: true,
    list: { max: 50 },
    description: 'Conditions beside the total, all of which hold; what was not assigned to a unit is passed over',
  })
  gates?: Gate[];
  @IsFlag({
    optional: true,
    description: 'Whether the members decide who of the units that meet it gets it',
    example: false,
  })
  decisionRequired?: boolean;
}

/** Classes (xếp loại) beside or instead of ranks. */
export class ClassificationRulesBody implements ClassificationRules {
  @IsOneOf(PRECISIONS, { description: 'Whether bounds are held against exact points, or those that are printed' })
  precision!: Precision;
  @NestedList(() => UnitClassBody, { min: 1, max: 20, description: 'The best first' }) classes!: UnitClassBody[];
}
