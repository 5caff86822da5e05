import { IsCount, IsDay, IsOneOf, IsProse, IsSlug } from '../../http/shapes/field.decorators.js';
import { Nested } from '../../http/shapes/nested.decorators.js';
import { CommandBody, LocalizedNameBody, ReferenceDocumentBody, ScopeBody, WHY } from '../../http/shapes/shapes.dto.js';
import type { LocalDate } from '../../kernel/instant.js';
import { STEPS, type Step } from '../../rulebooks/rulebook.values.js';
import type { YearBody } from '../frame/year.dto.js';
import type { YearCommand } from './course.commands.js';

/** From one day to another, both included. */
class PeriodBody {
  @IsDay({ example: '2024-01-01' }) from!: LocalDate;
  @IsDay({ example: '2024-12-31' }) to!: LocalDate;
}

export class OpenYearBody extends CommandBody implements YearBody<YearCommand, 'OpenEmulationYear'> {
  @IsSlug({ description: 'The key of the year; nothing is computed from it', example: '2024' }) year!: string;
  @Nested(() => LocalizedNameBody, { description: 'What the year is called: Năm thi đua 2024' })
  label!: LocalizedNameBody;
  @Nested(() => PeriodBody) period!: PeriodBody;
}

export class AdoptRulebookBody extends CommandBody implements YearBody<YearCommand, 'AdoptRulebook'> {
  @IsSlug({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
  @IsCount({ min: 1, max: 10_000, description: 'A published version', example: 1 }) version!: number;
}

export class ExemptUnitBody extends CommandBody implements YearBody<YearCommand, 'ExemptUnit'> {
  @IsSlug() unitId!: string;
  @Nested(() => ScopeBody, { optional: true, description: 'Of which sheet, where it is not all of the unit' })
  scope?: ScopeBody;
  @IsProse(2000, { ...WHY, example: 'Sáp nhập từ ngày 01/3/2025' }) reason?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
}

export class SkipStepBody extends CommandBody implements YearBody<YearCommand, 'SkipStep'> {
  @IsOneOf(STEPS, { example: 'VOTE' }) step!: Step;
  @IsProse(2000, { ...WHY, example: 'Khối không tổ chức bỏ phiếu' }) reason?: string;
}
