/**
 * A read model by its name, with how the keys of its rows are built and read. The fold that makes the rows and the
 * routes that show them both name it by this token, so that name, key and row type are written once.
 */
export type ReadModel<
  Row extends object,
  Key extends readonly unknown[],
  Parts extends readonly unknown[] = Key,
> = Readonly<{
  /** In kebab case. */
  name: string;
  keyOf: (...parts: Key) => string;
  partsOf: (key: string) => Parts;
  /** Never set: it ties the type of the rows to the token. */
  row?: Row;
}>;

/** `Parts` where the key is read less exactly than it is built. */
export function readModel<Row extends object, Key extends readonly unknown[], Parts extends readonly unknown[] = Key>(
  name: string,
  keyOf: (...parts: Key) => string,
  partsOf: (key: string) => Parts,
): ReadModel<Row, Key, Parts> {
  return { name, keyOf, partsOf };
}

type OfYear = [blocId: string, year: string];

/** The bloc and the year that a key begins with; slugs hold no slash. */
export function yearIn(key: string): OfYear {
  const [blocId = '', year = ''] = key.split('/');
  return [blocId, year];
}

/** A read model with one row for each year of a bloc. */
export function yearModel<Row extends object>(name: string): ReadModel<Row, OfYear> {
  return readModel<Row, OfYear>(name, (blocId, year) => `${blocId}/${year}`, yearIn);
}

/** A read model with one row for each thing that has an id. */
export function modelById<Row extends object>(name: string): ReadModel<Row, [id: string]> {
  return readModel<Row, [id: string]>(
    name,
    (id) => id,
    (key) => [key],
  );
}
