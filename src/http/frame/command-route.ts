import { applyDecorators, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { Command } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import { WeighedBody } from '../shapes/dry-run.dto.js';
import { ReceiptBody } from '../shapes/receipt.dto.js';
import type { CommandBody } from '../shapes/shapes.dto.js';
import { type LargeBody, Sends } from './access.js';
import { problemsOf } from './problem-responses.js';

export type CommandRouteOptions<C extends Command> = Readonly<{
  /** Below the controller's path; may be empty. */
  path?: string;
  command: C['type'];
  summary: string;
  /** Its own refusals, besides the ones that any command can meet. */
  refusals?: readonly RefusalCode[];
  description?: string;
  /** Fields of the example body in the document that the fields' own examples do not give. */
  example?: Partial<C['data']> & Pick<CommandBody, 'claim'>;
  /** The body may be as large as that. */
  largeBody?: LargeBody;
}>;

const LOCATION = '/audit/streams/emulationYear-cum-7-tinh--2025/events/12';

/** Refusals that any command can meet. */
const OF_ANY: readonly RefusalCode[] = ['INVALID_INPUT', 'NOT_ENTITLED', 'DUPLICATE_COMMAND', 'CONCURRENCY_CONFLICT'];

/**
 * `@CommandRoute<PledgeCommand>({ path: 'signatures', command: 'SignPledge', … })`: route, rights and OpenAPI operation in
 * one. The commands of the slice are named, so that a misspelt one does not compile.
 */
export function CommandRoute<C extends Command = never>(options: CommandRouteOptions<C>): MethodDecorator {
  const { path = '', command, summary, description, example = {}, largeBody } = options;
  return applyDecorators(
    Post(path),
    HttpCode(HttpStatus.CREATED),
    Sends(command, defined({ largeBody })),
    ApiOperation({ operationId: command, summary, ...defined({ description }) }),
    ApiExtension('x-example', example),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'Your name for this one command; the same when you send it again',
      schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' },
      example: `${command.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase()}-1`,
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The ETag of the record you decided on; without it the command is decided on what it has become',
      schema: { type: 'string', pattern: '^"(0|[1-9]\\d*)"$' },
    }),
    ApiQuery({
      name: 'dryRun',
      required: false,
      description: 'true: answers what would be recorded, or the refusal, and records nothing',
      schema: { type: 'string', enum: ['true', 'false'], default: 'false' },
    }),
    ApiResponse({
      status: HttpStatus.OK,
      description:
        'Asked with `dryRun=true`: it would be recorded, and was not. The ETag is the revision of the record now.',
      type: WeighedBody,
      headers: {
        ETag: {
          description: 'Revision of the record, where there is one',
          schema: { type: 'string', example: '"11"' },
        },
      },
    }),
    ApiResponse({
      status: HttpStatus.CREATED,
      description: 'Recorded. The ETag is the new revision of the record.',
      type: ReceiptBody,
      headers: {
        ETag: { description: 'Revision of the record', schema: { type: 'string', example: '"12"' } },
        Location: {
          description: 'Where the first of the events can be read, as it was recorded',
          schema: { type: 'string', format: 'uri-reference', example: LOCATION },
        },
      },
    }),
    ApiExtension('x-problems', problemsOf({ route: 'COMMAND', refusals: [...(options.refusals ?? []), ...OF_ANY] })),
  );
}
