import { applyDecorators, Get, type Type } from '@nestjs/common';
import {
  ApiExtension,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  getSchemaPath,
} from '@nestjs/swagger';
import { mayRead, type Readable } from '../../identity/policy.js';
import { ROLES } from '../../kernel/event.js';
import type { Table } from '../shapes/table.js';
import { Reads } from './access.js';
import { problemsOf } from './problem-responses.js';
import { CSV, FORMATS, XLSX } from './sheet-answers.js';

export type ReadRouteOptions = Readonly<{
  path?: string;
  what: Readable;
  /** The query's name, `GetPledgeStatus`: the id of the operation. */
  query: string;
  summary: string;
  description?: string;
  /** The class of the answer. */
  type: Type<unknown>;
  /** Whether the thing itself may be missing: documents the 404. */
  mayBeMissing?: boolean;
  /** Whether the answer has an ETag: `row-tags.ts`. */
  tagged?: boolean;
  /** How the answer is shown as a sheet, where it is a list or has one: `sheet-answers.ts`. */
  table?: Table;
}>;

/** `@ReadRoute({ path: ':id', what: 'OPEN', query: 'GetUnit', … })`: route, rights, read-your-writes and OpenAPI in one. */
export function ReadRoute(options: ReadRouteOptions): MethodDecorator {
  const { path = '', what, query, summary, description, type, mayBeMissing = false, tagged = false, table } = options;
  const readers = `Read by: ${ROLES.filter((role) => mayRead(role, what)).join(', ')}.`;
  return applyDecorators(
    Get(path),
    Reads(what, { tagged, table }),
    ApiOperation({ operationId: query, summary, description: [description, readers].filter(Boolean).join('\n\n') }),
    ApiQuery({
      name: 'atLeast',
      required: false,
      description: 'A position from a receipt: answers once what was written there can be read, within 2 seconds',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,64}$' },
    }),
    ApiHeader({ name: 'If-Position', required: false, description: 'The same as atLeast' }),
    ...(table === undefined ? [ApiOkResponse({ type })] : asSheetToo(type, table)),
    ApiExtension(
      'x-problems',
      problemsOf({
        route: 'QUERY',
        refusals: ['INVALID_INPUT', 'NOT_ENTITLED'],
        faults: mayBeMissing ? ['NOT_FOUND'] : [],
      }),
    ),
  );
}

/** The answer as JSON, and as the sheet that the caller may ask for. */
function asSheetToo(type: Type<unknown>, { title }: Table): readonly MethodDecorator[] {
  const sheet = { type: 'string', format: 'binary', description: `A sheet: ${title}` } as const;
  return [
    ApiExtraModels(type),
    ApiQuery({
      name: 'format',
      required: false,
      description:
        'What to answer in, before what Accept says; csv and xlsx hold a whole list unless limit or cursor is given',
      schema: { type: 'string', enum: [...FORMATS], default: 'json' },
    }),
    ApiOkResponse({
      description: '',
      content: {
        'application/json': { schema: { $ref: getSchemaPath(type) } },
        [CSV]: { schema: sheet },
        [XLSX]: { schema: sheet },
      },
    }),
  ];
}
