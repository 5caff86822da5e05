import { IsSlug } from './field.decorators.js';

/** Names one bloc in a path. */
export class BlocPath {
  @IsSlug({ example: 'cum-7-tinh' }) blocId!: string;
}
