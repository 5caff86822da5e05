import type Database from 'better-sqlite3';
import type { Position } from '../../src/kernel/event.js';
import type { Index } from '../../src/kernel/projection.js';
import { indexedFields, orderValue, type OrderValue, type PagePlan } from '../order.js';
import type { Kept, ModelId, Provenance } from '../read-model-store.js';
import { Damaged } from './damage.js';
import { jsonOf } from './row-json.js';

/** A row as the file has it. `row` is NULL where the facts left none. */
export type TableRow = Readonly<{ key: string; position: string; provenance: string; row: string | null }>;

/** A row as the parameters of the statement that writes it. */
export type RowValues = readonly (OrderValue | null)[];

const NAME = /^[a-z][a-z0-9-]*$/;
const FIELD = /^[A-Za-z][A-Za-z0-9]*$/;
const COLUMNS = 'key, position, provenance, row';

/**
 * The SQL of one build: a table `name@version.build` with the row as JSON beside one plain column for each indexed field.
 * It keeps its rowid: keys come in any order, and a table in the order of its writing loads more than twice as fast.
 */
export class BuildTable {
  private readonly table: string;
  private readonly fields: readonly string[];

  constructor(private readonly model: ModelId) {
    this.fields = indexedFields(model.indexes);
    for (const [text, form] of [[model.name, NAME], ...this.fields.map((field) => [field, FIELD] as const)] as const) {
      if (!form.test(text)) throw new RangeError(`Not a name for a table or column: ${text}`);
    }
    this.table = `"${model.name}@${model.version}.${model.build}"`;
  }

  /** As the schema of the file has them. */
  get names(): Readonly<{ table: string; indexes: readonly string[] }> {
    return { table: plain(this.table), indexes: this.model.indexes.map((index) => plain(this.indexName(index))) };
  }

  /** What may be long comes last: SQLite has to read past it to whatever follows, page by page. */
  create(): string {
    const columns = this.fields.map((field) => `${column(field)}, `).join('');
    return `CREATE TABLE IF NOT EXISTS ${this.table}
      (key TEXT PRIMARY KEY, position TEXT NOT NULL, ${columns}provenance TEXT NOT NULL, row TEXT)`;
  }

  drop(): string {
    return `DROP TABLE IF EXISTS ${this.table}`;
  }

  /** One statement for each declared index; the key is in each, since every order ends with it. */
  createIndexes(): readonly string[] {
    return this.model.indexes.map((index) => {
      return `CREATE INDEX IF NOT EXISTS ${this.indexName(index)} ON ${this.table} (${[...index.map(column), 'key'].join(', ')})`;
    });
  }

  /** A row at or after the position of the new one stays. */
  upsert(): string {
    return this.inserted(this.columns.slice(1), []);
  }

  /**
   * As {@link upsert}, but a row whose indexed fields would change stays too. Setting a column, even to what it was, makes
   * its index entries anew.
   */
  upsertApartFromIndexes(): string {
    const fields = this.fields.map(column);
    return this.inserted(
      this.columns.slice(1).filter((name) => !fields.includes(name)),
      fields,
    );
  }

  private inserted(changing: readonly string[], staying: readonly string[]): string {
    const changes = changing.map((name) => `${name} = excluded.${name}`);
    const conditions = ['excluded.position > position', ...staying.map((name) => `excluded.${name} = ${name}`)];
    return `INSERT INTO ${this.table} (${this.columns.join(', ')}) VALUES (${this.columns.map(() => '?').join(', ')})
      ON CONFLICT (key) DO UPDATE SET ${changes.join(', ')} WHERE ${conditions.join(' AND ')}`;
  }

  private get columns(): readonly string[] {
    return [...COLUMNS.split(', '), ...this.fields.map(column)];
  }

  /** The parameters of {@link upsert}. */
  values({ key, row, position, provenance }: Kept): RowValues {
    const json = row === undefined ? null : jsonOf(row);
    return [key, position, JSON.stringify(provenance), json, ...this.fields.map((field) => orderValue(row, field))];
  }

  one(): string {
    return `SELECT ${COLUMNS} FROM ${this.table} WHERE key = ? AND row IS NOT NULL`;
  }

  /** Takes the keys as one JSON list. */
  many(): string {
    return `SELECT ${COLUMNS} FROM ${this.table} WHERE key IN (SELECT value FROM json_each(?))`;
  }

  /**
   * The statement of a page and its parameters. It asks for one row more than the page, to know whether there is a next.
   * `until`: the last place that is looked at.
   */
  page(plan: PagePlan, until?: readonly OrderValue[]): [sql: string, values: OrderValue[]] {
    const conditions: Condition[] = [['row IS NOT NULL', []], ...equalities(plan.where), ...bounds(plan)];
    if (until) conditions.push(compared(plan, plan.descending ? '>=' : '<=', until));
    const sql = `SELECT ${COLUMNS} FROM ${this.table} ${this.indexed(plan)} WHERE ${inWords(conditions)}
      ORDER BY ${sorted(plan)} LIMIT ?`;
    return [sql, [...conditions.flatMap(([, values]) => values), plan.limit + 1]];
  }

  /** The statement of the place that many rows on, by what the index fixes alone, and its parameters. */
  place(plan: PagePlan, rows: number): [sql: string, values: OrderValue[]] {
    const { index = [], fixed = 0 } = plan.lookedThrough ?? {};
    const lead = plan.where.filter(([field]) => index.slice(0, fixed).includes(field));
    const conditions = [...equalities(lead), ...bounds(plan)];
    const where = conditions.length === 0 ? '' : `WHERE ${inWords(conditions)}`;
    const sql = `SELECT json_array(${placeOf(plan).join(', ')}) AS place FROM ${this.table} ${this.indexed(plan)} ${where}
      ORDER BY ${sorted(plan)} LIMIT 1 OFFSET ?`;
    return [sql, [...conditions.flatMap(([, values]) => values), rows - 1]];
  }

  /** The planner knows no row counts: which index is gone through is said, where several could be. */
  private indexed({ lookedThrough }: PagePlan): string {
    return lookedThrough ? `INDEXED BY ${this.indexName(lookedThrough.index)}` : '';
  }

  private indexName(index: Index): string {
    const { name, version, build } = this.model;
    return `"${name}@${version}.${build} by ${index.join(' ')}"`;
  }
}

/** The statements that fold a build, prepared once. */
export class BuildStatements {
  private readonly table: BuildTable;
  private readonly many: Database.Statement<[string], TableRow>;
  private readonly upsert: Database.Statement<[RowValues]>;
  private readonly upsertApartFromIndexes: Database.Statement<[RowValues]>;

  constructor(database: Database.Database, model: ModelId) {
    this.table = new BuildTable(model);
    this.many = database.prepare(this.table.many());
    this.upsert = database.prepare(this.table.upsert());
    this.upsertApartFromIndexes = database.prepare(this.table.upsertApartFromIndexes());
  }

  load(keys: readonly string[]): ReadonlyMap<string, Kept> {
    return new Map(this.many.all(JSON.stringify(keys)).map((row) => [row.key, keptInRow(row)]));
  }

  values(row: Kept): RowValues {
    return this.table.values(row);
  }

  write(rows: readonly RowValues[]): void {
    for (const values of rows) {
      // Few changes of a row concern what it is found by.
      if (this.upsertApartFromIndexes.run(values).changes === 0) this.upsert.run(values);
    }
  }
}

/** @throws Damaged */
export function keptInRow({ key, row, position, provenance }: TableRow): Kept {
  return {
    key,
    row: row === null ? undefined : parsed(row),
    position: position as Position,
    provenance: parsed(provenance) as Provenance,
  };
}

/** What was written as JSON text of an object or a list. @throws Damaged when it is none any more. */
export function parsed(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new Damaged('a text in it cannot be read', error);
  }
  throw new Damaged('a text in it is not what was written');
}

function plain(quoted: string): string {
  return quoted.slice(1, -1);
}

/** A column of its own for each indexed field, away from the names of the fixed columns. */
function column(field: string): string {
  return `by_${field}`;
}

type Condition = [condition: string, values: readonly OrderValue[]];

function equalities(where: PagePlan['where']): Condition[] {
  return where.map(([field, value]) => [`${column(field)} = ?`, [value]]);
}

function bounds(plan: PagePlan): Condition[] {
  const { from, to, after, descending } = plan;
  const [first = 'key'] = placeOf(plan);
  return [
    ...(from === undefined ? [] : [[`${first} >= ?`, [from]] satisfies Condition]),
    ...(to === undefined ? [] : [[`${first} <= ?`, [to]] satisfies Condition]),
    ...(after ? [compared(plan, descending ? '<' : '>', after)] : []),
  ];
}

function compared(plan: PagePlan, operator: string, place: readonly OrderValue[]): Condition {
  const columns = placeOf(plan);
  return [`(${columns.join(', ')}) ${operator} (${columns.map(() => '?').join(', ')})`, place];
}

function sorted(plan: PagePlan): string {
  return placeOf(plan)
    .map((name) => (plan.descending ? `${name} DESC` : name))
    .join(', ');
}

function placeOf({ order }: PagePlan): readonly string[] {
  return [...order.map(column), 'key'];
}

function inWords(conditions: readonly Condition[]): string {
  return conditions.map(([text]) => text).join(' AND ');
}
