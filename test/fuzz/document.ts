/** A JSON schema as the OpenAPI document of the service writes it. */
export type Schema = Readonly<{
  $ref?: string;
  allOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  discriminator?: Readonly<{ mapping: Readonly<Record<string, string>> }>;
  type?: string;
  enum?: readonly unknown[];
  example?: unknown;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  minItems?: number;
}>;

type Parameter = Readonly<{ name: string; in: 'path' | 'query' | 'header'; example?: unknown; schema: Schema }>;

/** The part of the OpenAPI document that the tests read. */
export type OpenApi = Readonly<{
  paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          Readonly<{
            operationId: string;
            parameters?: readonly Parameter[];
            requestBody?: Readonly<{
              content: Readonly<Record<string, Readonly<{ schema: Schema; example?: unknown }>>>;
            }>;
            security?: readonly object[];
            responses: Readonly<Record<string, unknown>>;
          }>
        >
      >
    >
  >;
  components: Readonly<{ schemas: Readonly<Record<string, Schema>> }>;
}>;

export type Operation = Readonly<{
  id: string;
  method: 'GET' | 'POST';
  path: string;
  parameters: readonly Parameter[];
  body: Schema | undefined;
  /** The body that can be sent as it stands. */
  example: unknown;
  statuses: readonly string[];
  /** Whether it asks for no token. */
  isPublic: boolean;
}>;

/** Without those that take a file in place of JSON: test/http/import.spec.ts sends them. */
export function operationsOf({ paths }: OpenApi): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { requestBody }]) => requestBody === undefined || 'application/json' in requestBody.content)
      .map(([method, { operationId, parameters = [], requestBody, responses, security = [] }]) => ({
        id: operationId,
        method: method === 'get' ? ('GET' as const) : ('POST' as const),
        path,
        parameters,
        body: requestBody?.content['application/json']?.schema,
        example: requestBody?.content['application/json']?.example,
        statuses: Object.keys(responses),
        isPublic: isPublic(security),
      })),
  );
}

/** Whether a request needs no token: none is asked for, or none is one of the ways. */
function isPublic(security: readonly object[]): boolean {
  return security.length === 0 || security.some((scheme) => Object.keys(scheme).length === 0);
}

/** The example of the schema with its required fields alone, and with `known` values by field name. */
export function exampleOf(schema: Schema, document: OpenApi, known: Readonly<Record<string, unknown>>): unknown {
  const whole = resolved(schema, document);
  if (whole.oneOf?.[0] !== undefined) return exampleOf(firstKind(whole), document, known);
  if (whole.properties !== undefined) return objectOf(whole, document, known);
  if (whole.items !== undefined) return listOf(whole, whole.items, document, known);
  return whole.example ?? whole.enum?.[0];
}

function objectOf(
  { properties = {}, required = [] }: Schema,
  document: OpenApi,
  known: Readonly<Record<string, unknown>>,
): object {
  const fields = required.map((name): [string, unknown] => {
    const schema = properties[name] ?? {};
    const isKnown = Object.hasOwn(known, name) && !holdsObjects(schema, document);
    const value = isKnown ? known[name] : exampleOf(schema, document, known);
    return [name, resolved(schema, document).items !== undefined && !Array.isArray(value) ? [value] : value];
  });
  return Object.fromEntries(fields);
}

/** A known id is a text: a list of objects under the same name is another thing. */
function holdsObjects(schema: Schema, document: OpenApi): boolean {
  const { items } = resolved(schema, document);
  return items !== undefined && resolved(items, document).properties !== undefined;
}

function listOf(
  { minItems = 0, example }: Schema,
  items: Schema,
  document: OpenApi,
  known: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  if (Array.isArray(example)) return example as readonly unknown[];
  return minItems === 0 ? [] : Array.from({ length: minItems }, () => exampleOf(items, document, known));
}

/** The schema of the discriminator's first kind, with the kind itself. */
function firstKind({ oneOf = [], discriminator }: Schema): Schema {
  const $ref = Object.values(discriminator?.mapping ?? {})[0];
  return $ref === undefined ? (oneOf[0] ?? {}) : { $ref };
}

function resolved(schema: Schema, document: OpenApi): Schema {
  const $ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if ($ref === undefined) return schema;
  return document.components.schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? schema;
}
