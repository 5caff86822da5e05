import type { RefusalCode } from '../../kernel/refusal-table.js';
import { type FaultCode, FAULTS } from '../problems/fault.js';
import type { Met } from '../problems/faults-of-stores.js';
import { ProblemBody } from '../problems/problem.dto.js';
import { mayBeMissing, STATUS_OF } from '../problems/refusal-status.js';

/** Of which kind a route is, and the refusals that it can give; `faults` for those met on some such routes alone. */
type Refusing = Readonly<{
  route: 'PUBLIC' | 'FIGURES' | 'COMMAND' | 'QUERY';
  refusals?: readonly RefusalCode[];
  faults?: readonly FaultCode[];
}>;

const MET_ON: Readonly<Record<Refusing['route'], readonly Met[]>> = {
  PUBLIC: ['EVERYWHERE'],
  FIGURES: ['EVERYWHERE', 'WITH_TOKEN'],
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

/** A problem as one operation answers it; `example` is the name of what it looks like in the document. */
type ProblemMet = Readonly<{ code: ProblemCode; status: number; example: string }>;

/** What an operation at that path can answer besides success: a code for each of its statuses there. */
export function problemsMet(codes: readonly ProblemCode[], path: string): readonly ProblemMet[] {
  return codes.flatMap((code) => {
    const [usual, ...others] = statusesOf(code, path);
    const unusual = others.map((status) => ({ code, status, example: `${code}_${status}` }));
    return [{ code, status: usual, example: code }, ...unusual];
  });
}

/** One OpenAPI response for each status, with its codes. */
export function problemResponses(met: readonly ProblemMet[]): Readonly<Record<number, ProblemResponse>> {
  const statuses = [...new Set(met.map(({ status }) => status))];
  return Object.fromEntries(
    statuses.map((status) => [status, problemResponse(met.filter((problem) => problem.status === status))]),
  );
}

/** The usual status of the code, and 404 where it can be about what the address names. */
function statusesOf(code: ProblemCode, path: string): readonly [number, ...number[]] {
  if (!isRefusal(code)) return [FAULTS[code].status];
  const addressed = [...path.matchAll(/\{(\w+)\}/g)].some(([, parameter = '']) => mayBeMissing(code, parameter));
  return addressed ? [STATUS_OF[code], 404] : [STATUS_OF[code]];
}

function isRefusal(code: ProblemCode): code is RefusalCode {
  return Object.hasOwn(STATUS_OF, code);
}

type ProblemResponse = Readonly<{ description: string; content: Readonly<Record<string, object>> }>;

function problemResponse(met: readonly ProblemMet[]): ProblemResponse {
  const schema = { $ref: `#/components/schemas/${ProblemBody.name}` };
  const examples = met.map(({ code, example }) => [code, { $ref: `#/components/examples/${example}` }] as const);
  const description = met.map(({ code }) => code).join(', ');
  return { description, content: { [PROBLEM]: { schema, examples: Object.fromEntries(examples) } } };
}
