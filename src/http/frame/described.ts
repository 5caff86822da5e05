import type { OpenAPIObject } from '@nestjs/swagger';
import { type Actors, mayClaim, maySend } from '../../identity/policy.js';
import { PROBLEM_PAGES, type ProblemPage } from '../problems/problem-pages.js';
import { exampleOf, type Schema } from './examples.js';
import { FIELD_WORDS } from './field-words.js';
import { type ProblemCode, problemResponses, problemsMet } from './problem-responses.js';

type Media = { schema?: Schema; example?: unknown; examples?: Record<string, object> };
type Body = { content: Record<string, Media> };
type Response = Readonly<{ description?: string; content?: Readonly<Record<string, object>> }>;
type Responses = Readonly<Record<string, Response>>;
type Operation = {
  operationId?: string;
  tags?: string[];
  description?: string;
  requestBody?: Body;
  /** Of a command: what its example says besides what the schema does. */
  'x-example'?: object;
  /** The codes that it can answer. */
  'x-problems'?: readonly ProblemCode[];
  responses?: Responses;
};

const A_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/**
 * Adds to the document what the library cannot know: what each field means, who may send each command, a body for each that
 * can be sent as it stands, and of each problem what it looks like.
 */
export function described(document: OpenAPIObject, actors: Actors): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  for (const [name, schema] of Object.entries(schemas)) describeFields(name, schema);
  const met = new Map<string, object>();
  const operations = operationsIn(document);
  for (const [path, operation] of operations) {
    describeSenders(operation, actors);
    giveExample(operation, schemas);
    for (const [name, value] of showProblems(path, operation)) met.set(name, value);
  }
  const tags = [...new Set(operations.flatMap(([, { tags: own = [] }]) => own))].map((name) => ({ name }));
  const examples = Object.fromEntries([...met].sort().map(([name, value]) => [name, { value }]));
  return { ...document, tags, components: { ...document.components, examples } };
}

/** Each operation with its path. */
function operationsIn({ paths }: OpenAPIObject): readonly (readonly [path: string, operation: Operation])[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods as Record<string, Operation>).map((operation) => [path, operation] as const),
  );
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
  // A file is no command: its route says who may send it.
  if (requestBody === undefined || !Object.hasOwn(actors, operationId)) return;
  const [acts, claims] = [maySend(actors, operationId), mayClaim(actors, operationId)].map((roles) => roles.join(', '));
  const senders = `Sent by: ${acts}. As a claim by: ${claims}.`;
  operation.description = description === undefined ? senders : `${description}\n\n${senders}`;
}

function giveExample(operation: Operation, schemas: Readonly<Record<string, Schema>>): void {
  const { requestBody, 'x-example': own } = operation;
  delete operation['x-example'];
  for (const media of Object.values(requestBody?.content ?? {})) {
    // A file is no JSON: there is no example of it.
    if (!Object.hasOwn(media.schema ?? {}, '$ref')) continue;
    media.example = Object.assign({}, exampleOf(media.schema ?? {}, schemas), own);
  }
}

/** Adds an answer for each status of the problems that the operation can meet. @returns what they look like, by name. */
function showProblems(path: string, operation: Operation): readonly (readonly [name: string, example: object])[] {
  const { 'x-problems': codes = [], responses } = operation;
  delete operation['x-problems'];
  const met = problemsMet(codes, path);
  operation.responses = { ...responses, ...beside(responses, problemResponses(met)) };
  return met.map(({ code, status, example }) => [example, problemOf(pageOf(code), status)]);
}

/** A status that says something of its own says that beside the problems. */
function beside(own: Responses = {}, problems: Readonly<Record<number, Response>>): Responses {
  return Object.fromEntries(
    Object.entries(problems).map(([status, problem]) => {
      const { description, content } = own[status] ?? {};
      const words = [description, problem.description].filter(Boolean).join('; ');
      return [status, { description: words, content: { ...content, ...problem.content } }];
    }),
  );
}

function pageOf(code: ProblemCode): ProblemPage {
  const page = PROBLEM_PAGES.find((known) => known.code === code);
  if (page === undefined) throw new RangeError(`No page tells of ${code}`);
  return page;
}

/** The problem with its facts left as they stand in the words: `{unit}`. */
function problemOf({ code, titles, rule, messages }: ProblemPage, status: number): object {
  const type = `/docs/problems/${code}`;
  return { type, title: titles.vi, status, detail: messages.vi, code, rule, messages, facts: {}, traceId: A_TRACE };
}
