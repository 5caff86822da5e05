import { applyDecorators, Get, type Type } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOkResponse, ApiOperation, ApiQuery } from '@nestjs/swagger';
import { mayRead, type Readable } from '../../identity/policy.js';
import { ROLES } from '../../kernel/event.js';
import { Reads } from './access.js';
import { problemsOf } from './problem-responses.js';

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
}>;

/** `@ReadRoute({ path: ':id', what: 'OPEN', query: 'GetUnit', … })`: route, rights, read-your-writes and OpenAPI in one. */
export function ReadRoute(options: ReadRouteOptions): MethodDecorator {
  const { path = '', what, query, summary, description, type, mayBeMissing = false, tagged = false } = options;
  const readers = `Read by: ${ROLES.filter((role) => mayRead(role, what)).join(', ')}.`;
  return applyDecorators(
    Get(path),
    Reads(what, { tagged }),
    ApiOperation({ operationId: query, summary, description: [description, readers].filter(Boolean).join('\n\n') }),
    ApiQuery({
      name: 'atLeast',
      required: false,
      description: 'A position from a receipt: answers once what was written there can be read, within 2 seconds',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,64}$' },
    }),
    ApiHeader({ name: 'If-Position', required: false, description: 'The same as atLeast' }),
    ApiOkResponse({ type }),
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
