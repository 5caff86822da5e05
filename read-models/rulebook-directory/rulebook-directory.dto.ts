import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsSlug } from '../../src/http/shapes/field.decorators.js';
import { field } from '../../src/http/shapes/field.js';
import { LocalizedTextBody, ReferenceDocumentBody } from '../../src/http/shapes/shapes.dto.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { answerOf, answersOf, sourcedOf } from '../answer.dto.js';
import type { PublishedVersion, RulebookEntry } from './rulebook-directory.js';

const VERSION = /^[1-9]\d{0,8}$/;

/** Names one rulebook in a path. */
export class RulebookKey {
  @IsSlug({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
}

/** Names one version of a rulebook in a path. */
export class RulebookVersionKey extends RulebookKey {
  @IsVersion() version!: string;
}

function IsVersion(): PropertyDecorator {
  return field(
    {
      name: 'isVersion',
      test: (value) => typeof value === 'string' && VERSION.test(value),
      vi: 'phải là số của một phiên bản, tính từ 1',
      en: 'must be the number of a version, from 1',
      schema: { type: 'string', pattern: VERSION.source },
      example: '1',
    },
    {},
  );
}

class PublishedVersionView implements PublishedVersion {
  @ApiProperty({ example: 1, description: 'From 1, in the order of publication' }) version!: number;
  @ApiProperty({ type: LocalizedTextBody }) title!: LocalizedTextBody;
  @ApiPropertyOptional({ type: ReferenceDocumentBody, description: 'The decision that issues it' })
  document?: ReferenceDocumentBody;
}

const SourcedVersion = sourcedOf(PublishedVersionView);

/** A rulebook and its versions: the sort key stays inside. */
export class RulebookView implements Omit<RulebookEntry, 'sortKey'> {
  @ApiProperty({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
  @ApiProperty({ type: LocalizedTextBody, description: 'Of the last version' }) title!: LocalizedTextBody;
  @ApiProperty({ type: SourcedVersion, isArray: true, description: 'In their order' })
  versions!: RulebookEntry['versions'];
}

const AnsweredRulebook = answerOf(RulebookView);

/** One rulebook, with the revision of its record. */
export class RulebookAnswerView extends AnsweredRulebook {
  @ApiProperty({ description: 'For the If-Match of a command', example: 0 }) revision!: number;
}

export const RulebookListView = answersOf(AnsweredRulebook);

/** One version with all that it says. */
export class RulebookVersionView extends PublishedVersionView {
  @ApiProperty({ example: 'quy-che-cum-7-tinh' }) rulebookId!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As it was published: the `content` of PublishRulebook',
    example: { title: { vi: 'Quy chế chấm điểm và bình xét thi đua' } },
  })
  content!: Rulebook;
}

export const RulebookVersionAnswerView = answerOf(RulebookVersionView);
