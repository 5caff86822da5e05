import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Service } from '../../src/main.js';

type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, Readonly<{ schema?: Schema }>>>;
type Operation = Readonly<{ operationId: string; responses: Readonly<Record<string, unknown>> }>;
/** What of the document is needed here. */
export type OpenApi = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, object>> }>;
}>;

/** An answer as it went over the wire, with the request it is to. */
export type Answer = Readonly<{ method: string; url: string; status: number; type: string; body: Buffer }>;

/** More than one test shows would only hide the first. */
const MOST = 20;

/**
 * Compares every answer of a service with the OpenAPI document that it publishes: the status and the type are told there,
 * and the body is what its schema says, without a field more.
 */
export class DocumentedAnswers {
  readonly violations = new Set<string>();
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #operations: readonly Readonly<{ method: string; path: RegExp; names: number; operation: Operation }>[];

  constructor(document: OpenApi) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(closed({ components: document.components }) as object, 'document');
    this.#operations = Object.entries(document.paths)
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
          names: path.split('{').length,
          operation,
        })),
      )
      .sort((one, other) => one.names - other.names);
  }

  /** Reads the document of the service and compares what it answers from then on. */
  static async of({ app, url }: Service): Promise<DocumentedAnswers> {
    // Tests of traces count what is traced.
    const traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
    const document = (await (await fetch(`${url}/docs/json`, { headers: { traceparent } })).json()) as OpenApi;
    const answers = new DocumentedAnswers(document);
    answers.watch(app.getHttpServer());
    return answers;
  }

  /** Compares what the server answers from now on. */
  watch(server: Server): void {
    server.prependListener('request', ({ method = '', url = '' }: IncomingMessage, response: ServerResponse) => {
      recorded(response, ({ type, body }) => this.judge({ method, url, status: response.statusCode, type, body }));
    });
  }

  judge(answer: Answer): void {
    const [path = ''] = answer.url.split('?');
    const method = answer.method === 'HEAD' ? 'GET' : answer.method;
    const found = this.#operations.find((each) => each.method === method && each.path.test(path));
    if (found !== undefined) this.#told(found.operation, answer);
    // Where the document tells of no operation, there is nothing but problems.
    else if (answer.status >= 400) this.#problem(answer);
  }

  #told({ operationId, responses }: Operation, answer: Answer): void {
    const { status } = answer;
    if (!(status in responses)) return this.#add(answer, `${operationId} is not told to answer ${status}`);
    if (answer.method === 'HEAD' || status === 304) return;
    const type = answer.type.split(';', 1)[0] ?? '';
    const { content } = responses[status] as Readonly<{ content?: Content }>;
    const schema = content?.[type]?.schema;
    if (schema === undefined) return this.#add(answer, `${operationId} ${status} is not told to be ${type}`);
    this.#body(`${operationId} ${status} ${type}`, schema, answer);
  }

  /** @throws Error with what the document does not tell. */
  assertNone(): void {
    if (this.violations.size === 0) return;
    throw new Error(`Answers that the OpenAPI document does not tell:\n${[...this.violations].join('\n')}`);
  }

  #problem(answer: Answer): void {
    if (!answer.type.startsWith('application/problem+json'))
      return this.#add(answer, `a refusal of type ${answer.type}`);
    if (answer.method !== 'HEAD') this.#body('a problem', { $ref: '#/components/schemas/ProblemBody' }, answer);
  }

  #body(where: string, schema: Schema, answer: Answer): void {
    const validate = this.#validators.get(where) ?? this.#ajv.compile(closed(localised(schema)) as object);
    this.#validators.set(where, validate);
    const text = answer.body.toString();
    const value: unknown = answer.type.includes('json') ? JSON.parse(text) : text;
    if (validate(value)) return;
    for (const { instancePath, message, params } of validate.errors ?? []) {
      const place = instancePath.replaceAll(/\/\d+(?=\/|$)/g, '/*');
      this.#add(answer, `${where} ${place} ${message ?? ''} ${JSON.stringify(params)}`);
    }
  }

  #add({ method }: Answer, what: string): void {
    if (this.violations.size < MOST) this.violations.add(`${method}: ${what}`);
  }
}

/** The references of an OpenAPI document, in the schema that the validator knows by that name. */
function localised(schema: Schema): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components'));
}

/** The same schemas, in which an object has no property besides those that it is told to have. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.entries(schema).map(([name, value]): [string, unknown] =>
    name === 'example' || name === 'enum' ? [name, value] : [name, closed(value)],
  );
  const whole = Object.fromEntries(inside);
  const open = typeof whole['properties'] === 'object' && whole['type'] === 'object';
  return open && !('additionalProperties' in whole) ? { ...whole, additionalProperties: false } : whole;
}

type Written = Readonly<{ type: string; body: Buffer }>;

/** Keeps what is written to the response until it ends. */
function recorded(response: ServerResponse, ended: (written: Written) => void): void {
  const chunks: Buffer[] = [];
  const headers = new Map<string, string>();
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse;
  const write = response.write.bind(response) as (...parts: unknown[]) => boolean;
  const end = response.end.bind(response) as (...parts: unknown[]) => ServerResponse;
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as Uint8Array));
  };
  Object.assign(response, {
    writeHead(...told: unknown[]) {
      for (const [name, value] of Object.entries(told.at(-1) ?? {})) headers.set(name.toLowerCase(), String(value));
      return writeHead(...told);
    },
    write(...told: unknown[]) {
      keep(told[0]);
      return write(...told);
    },
    end(...told: unknown[]) {
      keep(told[0]);
      return end(...told);
    },
  });
  response.once('finish', () => {
    const header = (name: string): string => headers.get(name) ?? String(response.getHeader(name) ?? '');
    ended({ type: header('content-type'), body: decoded(header('content-encoding'), Buffer.concat(chunks)) });
  });
}

function decoded(coding: string, body: Buffer): Buffer {
  if (coding === 'gzip') return gunzipSync(body);
  return coding === 'br' ? brotliDecompressSync(body) : body;
}
