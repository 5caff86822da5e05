import type { OpenAPIObject } from '@nestjs/swagger';
import { type Actors, mayClaim, maySend } from '../../identity/policy.js';
import { PROBLEM_PAGES, type ProblemPage } from '../problems/problem-pages.js';
import { exampleOf, type Schema } from './examples.js';
import { FIELD_WORDS } from './field-words.js';

type Media = { schema?: Schema; example?: unknown; examples?: Record<string, object> };
type Body = { content: Record<string, Media> };
type Answer = Partial<Body> & { description: string };
type Operation = {
  operationId?: string;
  tags?: string[];
  description?: string;
  requestBody?: Body;
  /** Of a command: what its example says besides what the schema does. */
  'x-example'?: object;
  responses?: Record<string, Answer>;
};

const PROBLEM = 'application/problem+json';
const A_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/**
 * Adds to the document what the library cannot know: what each field means, who may send each command, a body for each that
 * can be sent as it stands, and of each problem what it looks like.
 */
export function described(document: OpenAPIObject, actors: Actors): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  for (const [name, schema] of Object.entries(schemas)) describeFields(name, schema);
  for (const operation of operationsIn(document)) {
    describeSenders(operation, actors);
    giveExample(operation, schemas);
    showProblems(operation);
  }
  const operations = operationsIn(document);
  const met = new Set(operations.flatMap(({ responses = {} }) => Object.values(responses)).flatMap(codesOf));
  const problems = PROBLEM_PAGES.filter(({ code }) => met.has(code)).map(
    (page) => [page.code, { value: problemOf(page) }] as const,
  );
  const tags = [...new Set(operations.flatMap((operation) => operation.tags ?? []))].map((name) => ({ name }));
  return {
    ...document,
    tags,
    components: { ...document.components, examples: Object.fromEntries<{ value: object }>(problems) },
  };
}

function operationsIn({ paths }: OpenAPIObject): readonly Operation[] {
  return Object.values(paths).flatMap((methods) => Object.values(methods as Record<string, Operation>));
}

/** A reference cannot have words beside it (OpenAPI 3.0), so it is wrapped. */
function describeFields(of: string, { properties = {} }: Schema): void {
  for (const [name, field] of Object.entries(properties)) {
    const description = FIELD_WORDS[`${of}.${name}`] ?? FIELD_WORDS[name];
    if (field.description !== undefined || description === undefined) continue;
    properties[name] = field.$ref === undefined ? { ...field, description } : { allOf: [field], description };
  }
}

function describeSenders(operation: Operation, actors: Actors): void {
  const { operationId = '', requestBody, description } = operation;
  if (requestBody === undefined) return;
  const [acts, claims] = [maySend(actors, operationId), mayClaim(actors, operationId)].map((roles) => roles.join(', '));
  const senders = `Sent by: ${acts}. As a claim by: ${claims}.`;
  operation.description = description === undefined ? senders : `${description}\n\n${senders}`;
}

function giveExample(operation: Operation, schemas: Readonly<Record<string, Schema>>): void {
  const { requestBody, 'x-example': own } = operation;
  delete operation['x-example'];
  for (const media of Object.values(requestBody?.content ?? {})) {
    media.example = Object.assign({}, exampleOf(media.schema ?? {}, schemas), own);
  }
}

/** What each problem looks like that the operation can answer. */
function showProblems({ responses = {} }: Operation): void {
  for (const response of Object.values(responses)) {
    const codes = codesOf(response).map((code) => [code, { $ref: `#/components/examples/${code}` }] as const);
    Object.assign(response.content?.[PROBLEM] ?? {}, { examples: Object.fromEntries<object>(codes) });
  }
}

/** The codes of an answer that is a problem: its description names them. */
function codesOf({ description, content }: Answer): readonly string[] {
  return content?.[PROBLEM] === undefined ? [] : description.split(', ');
}

/** The problem with its facts left as they stand in the words: `{unit}`. */
function problemOf({ code, title, status, rule, messages }: ProblemPage): object {
  const type = `/docs/problems/${code}`;
  return { type, title, status, detail: messages.vi, code, rule, messages, facts: {}, traceId: A_TRACE };
}
