import { IsDecimalText, IsFlag, IsFractionText, IsOneOf, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList, NestedOneOf } from '../http/shapes/nested.decorators.js';
import { LocalizedTextBody } from '../http/shapes/shapes.dto.js';
import type { FractionText } from '../kernel/fraction.js';
import { MOST_CRITERIA } from './criteria.validation.js';
import type { Criterion, CriterionGroup, CriterionLine, Curve, NotApplicablePolicy } from './rulebook.values.js';

const POLICIES: readonly NotApplicablePolicy[] = ['FORBIDDEN', 'FULL', 'RESCALE', 'DROP', 'SEPARATE_GROUP'];
const MOST_STEPS = 100;

type Line<Kind extends CriterionLine['kind']> = Extract<CriterionLine, { kind: Kind }>;

/** A heading (mục) of the criteria table. */
export class CriterionGroupBody implements CriterionGroup {
  @IsOneOf(['GROUP']) kind!: 'GROUP';
  @IsSlug({ example: 'phan-1' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsDecimalText({ optional: true, description: 'The most its lines give together', example: '600' }) max?: string;
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
  @IsFlag({ optional: true, description: 'Whether zero points exclude from awards (điểm liệt)', example: false })
  knockOutAtZero?: boolean;
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

class BandBody {
  @IsDecimalText({
    optional: true,
    description: 'The highest number in the band; the last band has none',
    example: '2',
  })
  upTo?: string;
  @IsDecimalText({ example: '10' }) points!: string;
}

class OptionBody {
  @IsSlug({ example: 'tot' }) id!: string;
  @Nested(() => LocalizedTextBody) title!: LocalizedTextBody;
  @IsDecimalText({ example: '60' }) points!: string;
}

class CurveLineBody extends LineBody implements Line<'CURVE'> {
  @IsOneOf(['CURVE']) kind!: 'CURVE';
  @NestedOneOf('shape', CURVE_BODIES) curve!: Curve;
}

class StepLineBody extends LineBody implements Line<'STEP'> {
  @IsOneOf(['STEP']) kind!: 'STEP';
  @NestedList(() => BandBody, { min: 1, max: MOST_STEPS }) bands!: BandBody[];
}

class OptionsLineBody extends LineBody implements Line<'OPTIONS'> {
  @IsOneOf(['OPTIONS']) kind!: 'OPTIONS';
  @NestedList(() => OptionBody, { min: 1, max: MOST_STEPS }) options!: OptionBody[];
}

class CountLineBody extends LineBody implements Line<'COUNT'> {
  @IsOneOf(['COUNT']) kind!: 'COUNT';
  @IsDecimalText({ description: 'For each occurrence', example: '5' }) pointsEach!: string;
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
