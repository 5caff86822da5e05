import type { RefusalCode } from '../../kernel/refusal-table.js';
import { type FaultCode, FAULTS, type Met } from '../problems/fault.js';
import { ProblemBody } from '../problems/problem.dto.js';
import { mayBeMissing, STATUS_OF } from '../problems/refusal-status.js';

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

export const PROBLEM = 'application/problem+json';

/** Every code that the route can answer, its own first. */
export function problemsOf({ route, refusals = [], faults = [] }: Refusing): readonly ProblemCode[] {
  const met = (Object.keys(FAULTS) as FaultCode[]).filter((code) => MET_ON[route].includes(FAULTS[code].met));
  return [...new Set([...refusals, ...faults, ...met])];
}

export type ProblemCode = RefusalCode | FaultCode;

/** One OpenAPI response for each status that an operation at that path can answer besides success, with its codes. */
export function problemResponses(codes: readonly ProblemCode[], path: string): Readonly<Record<number, object>> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    for (const status of statusesOf(code, path)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, each]) => [status, problemResponse(each)]));
}

function statusesOf(code: ProblemCode, path: string): readonly number[] {
  if (!isRefusal(code)) return [FAULTS[code].status];
  const addressed = [...path.matchAll(/\{(\w+)\}/g)].some(([, parameter = '']) => mayBeMissing(code, parameter));
  return addressed ? [404, STATUS_OF[code]] : [STATUS_OF[code]];
}

function isRefusal(code: ProblemCode): code is RefusalCode {
  return Object.hasOwn(STATUS_OF, code);
}

function problemResponse(codes: readonly string[]): object {
  const schema = { $ref: `#/components/schemas/${ProblemBody.name}` };
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }] as const);
  return { description: codes.join(', '), content: { [PROBLEM]: { schema, examples: Object.fromEntries(examples) } } };
}
