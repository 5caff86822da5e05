import type { BodyOf } from '../../http/shapes/body-of.js';
import { IsSlug } from '../../http/shapes/field.decorators.js';
import { BlocPath } from '../../http/shapes/path.dto.js';
import type { Command } from '../../kernel/decider.js';

/** The path of everything about one bloc's year. */
export class YearPath extends BlocPath {
  @IsSlug({ example: '2024' }) year!: string;
}

/** What the body of a request about a year says of that command. */
export type YearBody<C extends Command, Type extends C['type']> = BodyOf<C, Type, keyof YearPath>;
