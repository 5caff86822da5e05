import type { HttpStatus } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import { type FaultCode, FAULTS, type Met } from '../problems/fault.js';
import { ProblemBody } from '../problems/problem.dto.js';
import { STATUS_OF } from '../problems/refusal-status.js';

/** Of which kind a route is, and the refusals that it can give; `faults` for those met on some such routes alone. */
type Refusing = Readonly<{
  route: 'PUBLIC' | 'COMMAND' | 'QUERY';
  refusals?: readonly RefusalCode[];
  faults?: readonly FaultCode[];
}>;

const MET_ON: Readonly<Record<Refusing['route'], readonly Met[]>> = {
  PUBLIC: ['EVERYWHERE'],
  COMMAND: ['EVERYWHERE', 'WITH_TOKEN', 'COMMANDS'],
  QUERY: ['EVERYWHERE', 'WITH_TOKEN', 'QUERIES'],
};

/** One OpenAPI response for each status that the route can answer besides success, with every code that it can have. */
export function problemResponses({ route, refusals = [], faults = [] }: Refusing): MethodDecorator[] {
  const byStatus = new Map<number, Set<string>>();
  const add = (status: number, code: string): unknown =>
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  for (const code of refusals) add(STATUS_OF[code], code);
  for (const code of [...faults, ...metOn(route)]) add(FAULTS[code].status, code);
  return [...byStatus].map(([status, codes]) => problemResponse(status, [...codes]));
}

function metOn(route: Refusing['route']): readonly FaultCode[] {
  return (Object.keys(FAULTS) as FaultCode[]).filter((code) => MET_ON[route].includes(FAULTS[code].met));
}

function problemResponse(status: HttpStatus, codes: readonly string[]): MethodDecorator {
  const schema = { $ref: `#/components/schemas/${ProblemBody.name}` };
  return ApiResponse({ status, description: codes.join(', '), content: { 'application/problem+json': { schema } } });
}
