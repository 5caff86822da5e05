import { IsSlug } from '../src/http/shapes/field.decorators.js';
import { BlocPath } from '../src/http/shapes/path.dto.js';

/** Names one unit in a path. */
export class UnitKey {
  @IsSlug() unitId!: string;
}

/** Names one year of a bloc in a path. */
export class YearKey extends BlocPath {
  @IsSlug({ example: '2024', description: 'The label of the year' }) year!: string;
}

/** Names one unit of a year. */
export class UnitOfYearKey extends YearKey {
  @IsSlug() unitId!: string;
}
