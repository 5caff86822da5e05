/** The part of a JSON schema of OpenAPI that examples are made of. */
export type Schema = {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  discriminator?: { mapping?: Record<string, string> };
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  enum?: unknown[];
  example?: unknown;
};

type Schemas = Readonly<Record<string, Schema>>;

/**
 * A body that can be sent as it stands: what the schema requires, each by its own example. What is optional is left out:
 * `claim` and `onBehalfOf` make a command another one, which fewer may send.
 */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  if (schema.example !== undefined) return schema.example;
  const whole = resolved(schema, schemas);
  if (whole.example !== undefined) return whole.example;
  if (whole.properties !== undefined) {
    const { properties, required = [] } = whole;
    return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {}, schemas)]));
  }
  if (whole.items !== undefined) {
    const { items, minItems = 0 } = whole;
    return Array.from({ length: minItems }, () => exampleOf(items, schemas));
  }
  return whole.enum?.[0];
}

/** The schema that is meant: behind its reference, and of several kinds the first. */
function resolved(schema: Schema, schemas: Schemas): Schema {
  const $ref = schema.$ref ?? schema.allOf?.[0]?.$ref ?? firstKind(schema);
  if ($ref === undefined) return schema;
  return schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? schema;
}

function firstKind({ oneOf, discriminator }: Schema): string | undefined {
  return Object.values(discriminator?.mapping ?? {})[0] ?? oneOf?.[0]?.$ref;
}
