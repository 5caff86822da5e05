import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import type { Index } from '../../src/kernel/projection.js';
import { cursorAfter, planPage } from '../order.js';
import {
  BuildGone,
  type Build,
  type Kept,
  type ModelId,
  type Page,
  type PageQuery,
  ReadModelNotBuilt,
  ReadModelStore,
  type Stored,
} from '../read-model-store.js';
import { BuildStatements, BuildTable, keptOf, type TableRow } from './build-table.js';

/** The layout of the file. A file of a later layout was written by later code and is refused. */
const LAYOUT = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS build (
    name TEXT, version INTEGER, build INTEGER, indexes TEXT NOT NULL, checkpoint TEXT NOT NULL, serves INTEGER NOT NULL,
    PRIMARY KEY (name, version, build)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${LAYOUT};`;

/** Pages of the write-ahead log before it is copied into the file, and the page cache in KiB. */
type Tuning = Readonly<{ logPages: number; cacheKiB: number }>;

/** Each copy is short, so that no request waits long for it. */
const SERVING: Tuning = { logPages: 1_000, cacheKiB: 16_384 };

/** Keys come in any order: a page that many rows land on is then copied once for many commits. */
const LOADING: Tuning = { logPages: 16_000, cacheKiB: 65_536 };

type BuildRecord = Readonly<{
  name: string;
  version: number;
  build: number;
  indexes: string;
  checkpoint: string;
  serves: number;
}>;

const THIS_BUILD = 'name = @name AND version = @version AND build = @build';
const OLDER_BUILDS = 'name = @name AND (version < @version OR (version = @version AND build < @build))';

/** Read models in one SQLite file of their own: written by one connection, read by another. */
export class SqliteReadModelStore extends ReadModelStore {
  private readonly writer: Database.Database;
  private readonly reader: Database.Database;
  private readonly statements = new Map<string, BuildStatements>();
  private readonly queries = new LRUCache<string, Database.Statement<unknown[], TableRow>>({ max: 256 });
  private readonly serving: Database.Statement<[string], BuildRecord>;
  private readonly record: Database.Statement<[Named], BuildRecord>;
  private readonly advance: Database.Statement<[Named & { checkpoint: Position }]>;

  /** @throws Error when the file was written by a later layout than this code knows. */
  constructor(path: string) {
    super();
    mkdirSync(dirname(path), { recursive: true });
    this.writer = new Database(path);
    this.writer.pragma('journal_mode = WAL');
    // Rows can be folded again from the log, so a commit need not wait for the disk: what a power cut takes is folded anew.
    this.writer.pragma('synchronous = NORMAL');
    this.tune(SERVING);
    const layout = this.writer.pragma('user_version', { simple: true }) as number;
    if (layout > LAYOUT) {
      this.writer.close();
      throw new Error(`${path} has layout ${layout}, this code knows ${LAYOUT}: it was written by a later version`);
    }
    if (layout < LAYOUT) this.writer.exec(SCHEMA);
    this.reader = new Database(path, { readonly: true });
    this.serving = this.reader.prepare('SELECT * FROM build WHERE name = ? AND serves = 1');
    this.record = this.writer.prepare(`SELECT * FROM build WHERE ${THIS_BUILD}`);
    this.advance = this.writer.prepare(
      `UPDATE build SET checkpoint = max(checkpoint, @checkpoint) WHERE ${THIS_BUILD}`,
    );
  }

  async find<Row extends object>(name: string, key: string): Promise<Stored<Row> | undefined> {
    return this.snapshot(() => {
      const { table } = this.served(name);
      const found = this.query(table.one()).get(key);
      return found && stored<Row>(found);
    });
  }

  async page<Row extends object>(name: string, query: PageQuery): Promise<Page<Row>> {
    return this.snapshot(() => {
      const { table, indexes, checkpoint } = this.served(name);
      const plan = planPage(query, indexes);
      const [sql, values] = table.page(plan);
      const found = this.query(sql).all(...values);
      const rows = found.slice(0, plan.limit).map(stored<Row>);
      const last = found.length > plan.limit ? rows.at(-1) : undefined;
      return { rows, position: checkpoint, ...(last && { next: cursorAfter(plan.order, last.row, last.key) }) };
    });
  }

  async position(name: string): Promise<Position> {
    return (this.serving.get(name)?.checkpoint as Position | undefined) ?? BEGINNING;
  }

  async current(name: string): Promise<Build | undefined> {
    const found = this.serving.get(name);
    return found && { version: found.version, build: found.build };
  }

  async declare(model: ModelId): Promise<void> {
    const indexes = JSON.stringify(model.indexes);
    this.writer
      .transaction(() => {
        const known = this.record.get(named(model));
        if (known && known.indexes !== indexes) {
          throw new Error(
            `${model.name} version ${model.version} has other indexes in the file: give it a new version`,
          );
        }
        if (!known || known.serves === 0) this.tune(LOADING);
        if (known) return;
        this.writer.exec(new BuildTable(model).create());
        this.writer
          .prepare('INSERT INTO build VALUES (@name, @version, @build, @indexes, @checkpoint, 0)')
          .run({ ...named(model), indexes, checkpoint: BEGINNING });
      })
      .immediate();
  }

  async checkpoint(model: ModelId): Promise<Position> {
    return this.existing(model).checkpoint as Position;
  }

  async load(model: ModelId, keys: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    this.existing(model);
    return this.prepared(model).load(keys);
  }

  async commit(model: ModelId, rows: readonly Kept[], checkpoint: Position): Promise<void> {
    this.writer
      .transaction(() => {
        if (this.advance.run({ ...named(model), checkpoint }).changes === 0) throw new BuildGone(model);
        this.prepared(model).write(rows);
      })
      .immediate();
  }

  async index(model: ModelId): Promise<void> {
    this.existing(model);
    for (const statement of new BuildTable(model).createIndexes()) this.writer.exec(statement);
    this.tune(SERVING);
  }

  async switchTo(model: ModelId): Promise<void> {
    const older = this.writer.prepare<[Named], BuildRecord>(`SELECT * FROM build WHERE ${OLDER_BUILDS}`);
    this.writer
      .transaction(() => {
        this.existing(model);
        for (const record of older.all(named(model))) {
          this.statements.delete(nameOf(record));
          this.writer.exec(new BuildTable({ ...record, indexes: [] }).drop());
        }
        this.writer.prepare<[Named]>(`DELETE FROM build WHERE ${OLDER_BUILDS}`).run(named(model));
        this.writer.prepare<[Named]>(`UPDATE build SET serves = 1 WHERE ${THIS_BUILD}`).run(named(model));
      })
      .immediate();
  }

  async close(): Promise<void> {
    this.reader.close();
    this.writer.close();
  }

  private tune({ logPages, cacheKiB }: Tuning): void {
    this.writer.pragma(`wal_autocheckpoint = ${logPages}`);
    this.writer.pragma(`cache_size = ${-cacheKiB}`);
    this.writer.pragma('shrink_memory');
  }

  /** Runs reads on one state of the file, whatever another process switches meanwhile. */
  private snapshot<T>(read: () => T): T {
    return this.reader.transaction(read).deferred();
  }

  private query(sql: string): Database.Statement<unknown[], TableRow> {
    const known = this.queries.get(sql) ?? this.reader.prepare<unknown[], TableRow>(sql);
    this.queries.set(sql, known);
    return known;
  }

  private served(name: string): { table: BuildTable; indexes: readonly Index[]; checkpoint: Position } {
    const record = this.serving.get(name);
    if (!record) throw new ReadModelNotBuilt(name);
    const indexes = JSON.parse(record.indexes) as readonly Index[];
    return { table: new BuildTable({ ...record, indexes }), indexes, checkpoint: record.checkpoint as Position };
  }

  private existing(model: ModelId): BuildRecord {
    const record = this.record.get(named(model));
    if (!record) throw new BuildGone(model);
    return record;
  }

  private prepared(model: ModelId): BuildStatements {
    const name = nameOf(model);
    const known = this.statements.get(name) ?? new BuildStatements(this.writer, model);
    this.statements.set(name, known);
    return known;
  }
}

type Named = Readonly<{ name: string; version: number; build: number }>;

function named({ name, version, build }: Named): Named {
  return { name, version, build };
}

function nameOf({ name, version, build }: Named): string {
  return `${name}@${version}.${build}`;
}

function stored<Row extends object>(found: TableRow): Stored<Row> {
  return keptOf(found) as Stored<Row>;
}
