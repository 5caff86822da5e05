import { IsDecimalText, IsFlag, IsFractionText, IsOneOf, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList, NestedOneOf } from '../http/shapes/nested.decorators.js';
import { LocalizedTextBody } from '../http/shapes/shapes.dto.js';
import type { FractionText } from '../kernel/fraction.js';
import { MOST_CRITERIA } from './criteria.validation.js';
import {
  GAP_READINGS,
  OVERFLOWS,
  PERMISSIONS,
  type Band,
  type Criterion,
  type CriterionGroup,
  type CriterionLine,
  type Curve,
  type GapReading,
  type NotApplicablePolicy,
  type Overflow,
  type Permission,
} from './rulebook.values.js';

const POLICIES: readonly NotApplicablePolicy[] = ['FORBIDDEN', 'FULL', 'RESCALE', 'DROP', 'SEPARATE_GROUP'];

/** Longer than a table may be (400), so that the rulebook's own check names the line of one that is too long. */
const STEPS = { min: 1, max: 1000 };

type Line<Kind extends CriterionLine['kind']> = Extract<CriterionLine, { kind: Kind }>;

/** A heading (mục) of the criteria table. */
export class CriterionGroupBody implements CriterionGroup {
  @IsOneOf(['GROUP']) kind!: 'GROUP';
  @IsSlug({ example: 'phan-1' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsDecimalText({
    optional: true,
    description: 'The most its lines give together, deductions among them taken off',
    example: '600',
  })
  max?: string;
  @IsDecimalText({
    optional: true,
    description: 'The least its lines give together, whatever the deductions among them; may be below zero',
    example: '-7',
  })
  min?: string;
  children!: Criterion[];
}

/** A line (tiêu chí) of the criteria table, whatever its kind. */
class LineBody {
  @IsSlug({ example: 'bao-cao' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsDecimalText({
    description: 'The most it gives; of a DEDUCTION the most it takes, as a positive number',
    example: '20',
  })
  max!: string;
  @IsOneOf(POLICIES, { description: 'What becomes of it where it was not assigned' })
  notApplicable!: NotApplicablePolicy;
  @IsOneOf(OVERFLOWS, {
    optional: true,
    description: 'Of a CURVE in proportion, COUNT, LINEAR or MEAN: whether it may exceed max; absent: CAPPED',
    example: 'CAPPED',
  })
  overflow?: Overflow;
  @IsFlag({
    optional: true,
    description: 'Whether a unit must name a document with a figure that gives or takes points',
    example: false,
  })
  documentRequired?: boolean;
  @IsFlag({ optional: true, description: 'Whether zero points exclude from awards (điểm liệt)', example: false })
  knockOutAtZero?: boolean;
}

/** Whether the number that is entered may lie below zero. */
function AllowsNegative(): PropertyDecorator {
  return IsOneOf(PERMISSIONS, {
    optional: true,
    description: 'Whether the number entered may be below zero; absent: FORBIDDEN',
    example: 'FORBIDDEN',
  });
}

class ProportionalCurveBody {
  @IsOneOf(['PROPORTIONAL']) shape!: 'PROPORTIONAL';
  @IsFractionText({ optional: true, description: 'Below this share of the target nothing', example: '1/2' })
  floor?: FractionText;
}

class RelativeCurveBody {
  @IsOneOf(['RELATIVE_TO_LEADER']) shape!: 'RELATIVE_TO_LEADER';
}

const CURVE_BODIES = {
  PROPORTIONAL: ProportionalCurveBody,
  RELATIVE_TO_LEADER: RelativeCurveBody,
} satisfies Record<Curve['shape'], new () => Curve>;

class BandBody implements Band {
  @IsDecimalText({
    optional: true,
    description: 'The lowest number in the band; absent: it begins where the band before it ends',
    example: '0',
  })
  from?: string;
  @IsDecimalText({
    optional: true,
    description: 'The number below which the band lies (dưới), in place of upTo',
    example: '3',
  })
  below?: string;
  @IsDecimalText({
    optional: true,
    description: 'The highest number in the band (đến); the last band may have no end',
    example: '2',
  })
  upTo?: string;
  @IsDecimalText({ optional: true, description: 'What it is worth, unless notDefined', example: '10' }) points?: string;
  @IsFlag({
    optional: true,
    description: 'The table leaves these numbers open; a sheet with one of them is refused',
    example: false,
  })
  notDefined?: boolean;
}

class OptionBody {
  @IsSlug({ example: 'tot' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsDecimalText({ example: '60' }) points!: string;
}

class CurveLineBody extends LineBody implements Line<'CURVE'> {
  @IsOneOf(['CURVE']) kind!: 'CURVE';
  @NestedOneOf('shape', CURVE_BODIES) curve!: Curve;
  @AllowsNegative() negativeValues?: Permission;
}

class StepLineBody extends LineBody implements Line<'STEP'> {
  @IsOneOf(['STEP']) kind!: 'STEP';
  @NestedList(() => BandBody, { ...STEPS, description: 'Ascending, at most 400' }) bands!: BandBody[];
  @IsOneOf(GAP_READINGS, {
    optional: true,
    description: 'How a number in no band is read: as of the band below it, as of the one above it, or refused',
    example: 'REFUSE',
  })
  gaps?: GapReading;
  @AllowsNegative() negativeValues?: Permission;
}

class OptionsLineBody extends LineBody implements Line<'OPTIONS'> {
  @IsOneOf(['OPTIONS']) kind!: 'OPTIONS';
  @NestedList(() => OptionBody, { ...STEPS, description: 'At most 400' }) options!: OptionBody[];
}

class CountLineBody extends LineBody implements Line<'COUNT'> {
  @IsOneOf(['COUNT']) kind!: 'COUNT';
  @IsDecimalText({ description: 'For each occurrence', example: '5' }) pointsEach!: string;
}

class LinearLineBody extends LineBody implements Line<'LINEAR'> {
  @IsOneOf(['LINEAR']) kind!: 'LINEAR';
  @IsDecimalText({ description: 'For each unit of the figure', example: '1' }) pointsEach!: string;
  @IsDecimalText({ optional: true, description: 'The figure from which units count; absent: 0', example: '100' })
  from?: string;
  @IsDecimalText({ optional: true, description: 'The least it gives; may be below zero. Absent: 0', example: '-5' })
  min?: string;
  @AllowsNegative() negativeValues?: Permission;
}

class PenaltyLineBody extends LineBody implements Line<'PENALTY'> {
  @IsOneOf(['PENALTY']) kind!: 'PENALTY';
  @IsDecimalText({ description: 'What each case takes, as a positive number', example: '0.5' }) pointsEach!: string;
  @IsDecimalText({ description: 'What all cases take at most, as a positive number', example: '1.5' })
  losesAtMost!: string;
}

class MeanLineBody extends LineBody implements Line<'MEAN'> {
  @IsOneOf(['MEAN']) kind!: 'MEAN';
}

class PassFailLineBody extends LineBody implements Line<'PASS_FAIL'> {
  @IsOneOf(['PASS_FAIL']) kind!: 'PASS_FAIL';
}

class JudgedLineBody extends LineBody implements Line<'JUDGED'> {
  @IsOneOf(['JUDGED']) kind!: 'JUDGED';
}

class BonusLineBody extends LineBody implements Line<'BONUS'> {
  @IsOneOf(['BONUS']) kind!: 'BONUS';
}

class DeductionLineBody extends LineBody implements Line<'DEDUCTION'> {
  @IsOneOf(['DEDUCTION']) kind!: 'DEDUCTION';
}

/** The kinds of {@link Criterion} and the DTO class of each: a kind without one does not compile. */
const CRITERION_BODIES = {
  GROUP: CriterionGroupBody,
  CURVE: CurveLineBody,
  STEP: StepLineBody,
  OPTIONS: OptionsLineBody,
  COUNT: CountLineBody,
  LINEAR: LinearLineBody,
  PENALTY: PenaltyLineBody,
  MEAN: MeanLineBody,
  PASS_FAIL: PassFailLineBody,
  JUDGED: JudgedLineBody,
  BONUS: BonusLineBody,
  DEDUCTION: DeductionLineBody,
} satisfies Record<Criterion['kind'], new () => Criterion>;

/** A list of lines and headings. The rulebook's validation limits their depth. */
export function AreCriteria(): PropertyDecorator {
  return NestedOneOf('kind', CRITERION_BODIES, { list: { max: MOST_CRITERIA } });
}

// A heading may contain headings. `@AreCriteria()` on the field itself would run before CRITERION_BODIES exists, which needs
// the class of headings; so the decorator is applied afterwards.
AreCriteria()(CriterionGroupBody.prototype, 'children');
