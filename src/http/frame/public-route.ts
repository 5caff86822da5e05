import { applyDecorators, Get } from '@nestjs/common';
import { ApiExtension, ApiOperation } from '@nestjs/swagger';
import type { Readable } from '../../identity/policy.js';
import { defined } from '../../kernel/defined.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import type { FaultCode } from '../problems/fault.js';
import { Public } from './access.js';
import { problemsOf } from './problem-responses.js';

export type PublicRouteOptions = Readonly<{
  path?: string;
  /** The query's name, `GetHealth`: the id of the operation. */
  query: string;
  summary: string;
  /** Whether it is counted by the limit of requests. */
  limited?: boolean;
  /** What is shown besides to a caller whose token may read it. */
  more?: Readable;
  /** Whether the thing itself may be missing: documents the 404. */
  mayBeMissing?: boolean;
}>;

/** What a token that is sent to a route with more to show may be answered. */
const OF_A_TOKEN: readonly FaultCode[] = ['UNAUTHENTICATED', 'TOKEN_INCOMPLETE', 'KEYS_UNREACHABLE'];

/** `@PublicRoute({ path: 'live', query: 'GetLiveness', … })`: a route that asks for no token, and its OpenAPI in one. */
export function PublicRoute(options: PublicRouteOptions): MethodDecorator {
  const { path = '', query, summary, limited = true, more, mayBeMissing = false } = options;
  const { description, security, refusals, faults } = more === undefined ? OPEN : OPEN_WITH_MORE;
  const missing: readonly FaultCode[] = mayBeMissing ? ['NOT_FOUND'] : [];
  return applyDecorators(
    Get(path),
    Public({ limited, ...defined({ more }) }),
    ApiOperation({ operationId: query, summary, description, security: [...security] }),
    ApiExtension('x-problems', problemsOf({ route: 'PUBLIC', refusals, faults: [...faults, ...missing] })),
  );
}

type Told = Readonly<{
  description: string;
  security: readonly Record<string, string[]>[];
  refusals: readonly RefusalCode[];
  faults: readonly FaultCode[];
}>;

const OPEN: Told = {
  description: 'Read by: everybody, without a token.',
  security: [],
  refusals: ['INVALID_INPUT'],
  faults: [],
};

const OPEN_WITH_MORE: Told = {
  description: 'Read by: everybody, without a token; with one of an inspector or administrator, more is told.',
  security: [{}, { bearer: [] }],
  refusals: ['INVALID_INPUT', 'NOT_ENTITLED'],
  faults: OF_A_TOKEN,
};
