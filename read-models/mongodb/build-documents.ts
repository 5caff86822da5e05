import type { Filter, IndexDescription, Sort } from 'mongodb';
import type { Position } from '../../src/kernel/event.js';
import type { Index } from '../../src/kernel/projection.js';
import { indexedFields, orderValue, type OrderValue, type PagePlan } from '../order.js';
import type { Build, Kept, ModelId, Provenance } from '../read-model-store.js';
import { orderText } from './order-text.js';

/**
 * A row as a document. Row and provenance are JSON text: their keys may hold dots and dollar signs, which servers take
 * for paths and operators, and what comes back is what was written, as from every other engine. `row` is null where the
 * facts left none. Beside it stands `by_<field>` for each indexed field.
 */
export type RowDocument = Readonly<{
  _id: string;
  position: string;
  provenance: string;
  row: string | null;
  [indexed: `by_${string}`]: string;
}>;

const NAME = /^[a-z][a-z0-9-]*$/;
const FIELD = /^[A-Za-z][A-Za-z0-9]*$/;

/**
 * The collection of one build. A name has no underscore, so that no two builds share a collection.
 * @throws RangeError when the model's name is not in kebab case.
 */
export function collectionOf({ name, version, build }: Omit<ModelId, 'indexes'>): string {
  if (!NAME.test(name)) throw new RangeError(`Not a name for a collection: ${name}`);
  return `${name}_v${version}_b${build}`;
}

/** Which build of the model a collection holds, if it holds one. */
export function buildIn(collection: string, name: string): Build | undefined {
  const [, model, version, build] = /^(.+)_v(\d+)_b(\d+)$/.exec(collection) ?? [];
  return model === name ? { version: Number(version), build: Number(build) } : undefined;
}

/** @throws RangeError when an indexed field has no plain name. */
export function documentOf({ key, row, position, provenance }: Kept, indexes: readonly Index[]): RowDocument {
  const ordered = indexedFields(indexes).map((field) => [pathOf(field), orderText(orderValue(row, field))] as const);
  return {
    _id: key,
    position,
    provenance: JSON.stringify(provenance),
    row: row === undefined ? null : JSON.stringify(row),
    ...Object.fromEntries(ordered),
  };
}

export function keptInDocument({ _id, row, position, provenance }: RowDocument): Kept {
  return {
    key: _id,
    row: row === null ? undefined : (JSON.parse(row) as object),
    position: position as Position,
    provenance: JSON.parse(provenance) as Provenance,
  };
}

/** One for each declared index; the key is in each, since every order ends with it. */
export function indexesOf(indexes: readonly Index[]): IndexDescription[] {
  return indexes.map((index) => ({ key: Object.fromEntries([...index.map(pathOf), '_id'].map((path) => [path, 1])) }));
}

/** What a page asks for: which rows, and in which order. */
export function pageOf(plan: PagePlan): { filter: Filter<RowDocument>; sort: Sort } {
  const { where, order, from, to, descending, after } = plan;
  const paths = [...order.map(pathOf), '_id'];
  const first = paths[0] ?? '_id';
  const conditions: Filter<RowDocument>[] = [
    { row: { $ne: null } },
    ...where.map(([field, value]) => ({ [pathOf(field)]: orderText(value) })),
  ];
  if (from !== undefined) conditions.push({ [first]: { $gte: stored(first, from) } });
  if (to !== undefined) conditions.push({ [first]: { $lte: stored(first, to) } });
  if (after) conditions.push(beyond(paths, after, descending));
  const direction = descending ? -1 : 1;
  return { filter: { $and: conditions }, sort: paths.map((path): [string, 1 | -1] => [path, direction]) };
}

/** All places behind the one given: equal in the first few fields and further in the next. */
function beyond(paths: readonly string[], after: readonly OrderValue[], descending: boolean): Filter<RowDocument> {
  const place = paths.map((path, n) => [path, stored(path, after[n] ?? '')] as const);
  const further = descending ? '$lt' : '$gt';
  return {
    $or: place.map(([path, value], n) => ({ ...Object.fromEntries(place.slice(0, n)), [path]: { [further]: value } })),
  };
}

/** A value as the documents hold it at that path: the key is itself, an indexed field is an order text. */
function stored(path: string, value: OrderValue): string {
  return path === '_id' ? String(value) : orderText(value);
}

function pathOf(field: string): `by_${string}` {
  if (!FIELD.test(field)) throw new RangeError(`Not a name for a field: ${field}`);
  return `by_${field}`;
}
