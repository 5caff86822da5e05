import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { defined } from '../../src/kernel/defined.js';
import type { Index } from '../../src/kernel/projection.js';
import { cursorAfter, cursorAt, type OrderValue, type PagePlan, planPage } from '../order.js';
import {
  type Build,
  type BuildState,
  type Checkpoint,
  type Kept,
  type Lease,
  type LeaseSeen,
  type ModelId,
  type Page,
  type PageQuery,
  ReadModelNotBuilt,
  ReadModelStore,
  type Step,
  type Stored,
} from '../read-model-store.js';
import { type BuildRecord, checkpointIn, SqliteBuildRegister, layOut, tableOf } from './build-register.js';
import { BuildStatements, BuildTable, keptInRow, type TableRow } from './build-table.js';

/** Pages of the write-ahead log before it is copied into the file, and the page cache in KiB. */
type Tuning = Readonly<{ logPages: number; cacheKiB: number }>;

/** Each copy is short, so that no request waits long for it. */
const SERVING: Tuning = { logPages: 1_000, cacheKiB: 16_384 };

/** Keys come in any order: a page that many rows land on is then copied once for many commits. */
const LOADING: Tuning = { logPages: 16_000, cacheKiB: 65_536 };

/** Rows that one page looks at where no index fixes all that is asked for: a few milliseconds. */
const MOST_LOOKED_AT = 1_000;

/** Read models in one SQLite file of their own: written by one connection, read by another. */
export class SqliteReadModelStore extends ReadModelStore {
  override readonly shared: boolean = false;
  private readonly writer: Database.Database;
  private readonly reader: Database.Database;
  private readonly statements = new Map<string, BuildStatements>();
  private readonly queries = new LRUCache<string, Database.Statement>({ max: 256 });
  private readonly serving: Database.Statement<[{ name: string; log: string | null }], BuildRecord>;
  private readonly register: SqliteBuildRegister;

  /** @throws Error when the file was written by a later layout than this code knows. */
  constructor(path: string) {
    super();
    mkdirSync(dirname(path), { recursive: true });
    this.writer = new Database(path);
    this.writer.pragma('journal_mode = WAL');
    // Rows can be folded again from the log, so a commit need not wait for the disk: what a power cut takes is folded anew.
    this.writer.pragma('synchronous = NORMAL');
    this.tune(SERVING);
    try {
      layOut(this.writer);
    } catch (error) {
      this.writer.close();
      throw error;
    }
    this.register = new SqliteBuildRegister(this.writer);
    this.reader = new Database(path, { readonly: true });
    this.serving = this.reader.prepare(
      'SELECT * FROM build WHERE name = @name AND serves = 1 AND log = coalesce(@log, log)',
    );
  }

  async find<Row extends object>(name: string, key: string): Promise<Stored<Row> | undefined> {
    return this.snapshot(() => {
      const { table } = this.served(name);
      const found = this.query(table.one()).get(key) as TableRow | undefined;
      return found && stored<Row>(found);
    });
  }

  async page<Row extends object>(name: string, query: PageQuery): Promise<Page<Row>> {
    return this.snapshot(() => {
      const { table, indexes, checkpoint } = this.served(name);
      const plan = planPage(query, indexes);
      const until = this.lastLookedAt(table, plan);
      const [sql, values] = table.page(plan, until);
      const found = this.query(sql).all(...values) as TableRow[];
      const rows = found.slice(0, plan.limit).map(stored<Row>);
      const last = found.length > plan.limit ? rows.at(-1) : undefined;
      const next = last ? cursorAfter(plan.order, last.row, last.key) : until && cursorAt(plan.order, until);
      return { rows, position: checkpoint, ...defined({ next }) };
    });
  }

  /** The place at which a page ends that has to look at many rows, if there are so many. */
  private lastLookedAt(table: BuildTable, plan: PagePlan): readonly OrderValue[] | undefined {
    if (plan.lookedThrough === undefined) return undefined;
    const [sql, values] = table.place(plan, MOST_LOOKED_AT);
    const found = this.query(sql).get(...values) as Readonly<{ place: string }> | undefined;
    return found && (JSON.parse(found.place) as readonly OrderValue[]);
  }

  async position(name: string): Promise<Position> {
    return (this.shown(name)?.checkpoint as Position | undefined) ?? BEGINNING;
  }

  async current(name: string): Promise<Build | undefined> {
    const found = this.shown(name);
    return found && { version: found.version, build: found.build };
  }

  async declare(model: ModelId, log: string): Promise<void> {
    this.writer
      .transaction(() => {
        const known = this.register.known(model);
        if (known && known.indexes !== JSON.stringify(model.indexes)) {
          throw new Error(
            `${model.name} version ${model.version} has other indexes in the file: give it a new version`,
          );
        }
        if (!known || known.serves === 0) this.tune(LOADING);
        if (known) return;
        this.writer.exec(new BuildTable(model).create());
        this.register.add(model, log);
      })
      .immediate();
  }

  async checkpoint(model: ModelId): Promise<Checkpoint> {
    return checkpointIn(this.register.existing(model));
  }

  async load(model: ModelId, keys: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    this.register.existing(model);
    return this.prepared(model).load(keys);
  }

  async commit(model: ModelId, rows: readonly Kept[], step: Step): Promise<void> {
    this.writer
      .transaction(() => {
        this.register.advance(model, step);
        this.prepared(model).write(rows);
      })
      .immediate();
  }

  async lease(model: ModelId): Promise<Lease> {
    const { owner, fence, beat } = this.register.existing(model);
    return { owner, fence, beat };
  }

  async replaceLease(model: ModelId, seen: LeaseSeen, next: Lease): Promise<boolean> {
    return this.register.replaceLease(model, seen, next);
  }

  async index(model: ModelId): Promise<void> {
    this.register.existing(model);
    for (const statement of new BuildTable(model).createIndexes()) this.writer.exec(statement);
    this.tune(SERVING);
  }

  async switchTo(model: ModelId): Promise<void> {
    this.writer
      .transaction(() => {
        this.register.existing(model);
        for (const record of this.register.serve(model)) {
          this.statements.delete(tableOf(record));
          this.writer.exec(new BuildTable({ ...record, indexes: [] }).drop());
        }
      })
      .immediate();
  }

  async withdraw(model: Build & Readonly<{ name: string }>): Promise<void> {
    this.register.withdraw(model);
  }

  async builds(name: string): Promise<readonly BuildState[]> {
    return this.register.all(name);
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

  private query(sql: string): Database.Statement {
    const known = this.queries.get(sql) ?? this.reader.prepare(sql);
    this.queries.set(sql, known);
    return known;
  }

  private shown(name: string): BuildRecord | undefined {
    return this.serving.get({ name, log: this.log ?? null });
  }

  private served(name: string): { table: BuildTable; indexes: readonly Index[]; checkpoint: Position } {
    const record = this.shown(name);
    if (!record) throw new ReadModelNotBuilt(name);
    const indexes = JSON.parse(record.indexes) as readonly Index[];
    return { table: new BuildTable({ ...record, indexes }), indexes, checkpoint: record.checkpoint as Position };
  }

  private prepared(model: ModelId): BuildStatements {
    const name = tableOf(model);
    const known = this.statements.get(name) ?? new BuildStatements(this.writer, model);
    this.statements.set(name, known);
    return known;
  }
}

function stored<Row extends object>(found: TableRow): Stored<Row> {
  return keptInRow(found) as Stored<Row>;
}
