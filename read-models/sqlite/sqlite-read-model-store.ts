import type { Position } from '../../src/kernel/event.js';
import { defined } from '../../src/kernel/defined.js';
import type { Index } from '../../src/kernel/projection.js';
import { cursorAfter, cursorAt, type OrderValue, Pageful, type PagePlan, planPage } from '../order.js';
import {
  type Build,
  type BuildState,
  type Changed,
  type Checkpoint,
  type Kept,
  type Lease,
  type LeaseSeen,
  type LedgerFile,
  type ModelId,
  type Page,
  type PageQuery,
  ReadModelNotBuilt,
  ReadModelStore,
  type Serving,
  type Step,
  type Stored,
} from '../read-model-store.js';
import { type BuildRecord, checkpointIn, indexesIn } from './build-register.js';
import { BuildTable, keptInRow, parsed, type TableRow } from './build-table.js';
import type { Report } from './damage.js';
import { LedgerUse } from './ledger-use.js';
import { BESIDE, LOADING, type ModelFile, SERVING } from './model-file.js';
import { StandingFile } from './standing-file.js';

/** Rows that one page looks at where no index fixes all that is asked for: a few milliseconds. */
const MOST_LOOKED_AT = 1_000;

/** So many rows in one commit are worth a thread that writes them. */
const MANY = 1_000;

/** `ledger`: the file of the log that they are used for. `beside`: no request waits in the thread that opens it. */
export type SqliteOptions = Readonly<{ ledger?: LedgerFile | undefined; beside?: boolean }>;

/** Read models in one SQLite file of their own. What cannot be read of it is of no use: all are folded anew into another. */
export class SqliteReadModelStore extends ReadModelStore {
  override readonly shared: boolean = false;
  private readonly file: StandingFile;

  private readonly use: LedgerUse | undefined;

  /**
   * @throws Error that names the file and what to do when it cannot be opened, is another's or of a later layout, or a running
   * process uses it for another ledger.
   */
  constructor(path: string, report: Report = () => undefined, { ledger, beside = false }: SqliteOptions = {}) {
    super();
    this.use = ledger && LedgerUse.begin(path, ledger);
    try {
      this.file = new StandingFile(path, report, beside ? BESIDE : SERVING);
    } catch (error) {
      this.use?.end();
      throw error;
    }
  }

  override get lost(): string | undefined {
    return this.file.remedy;
  }

  override get held(): string | undefined {
    return this.file.held;
  }

  async find<Row extends object>(name: string, key: string): Promise<Stored<Row> | undefined> {
    return this.reading((file) => {
      const { table } = this.served(file, name);
      const found = file.query(table.one()).get(key) as TableRow | undefined;
      return found && stored<Row>(found);
    });
  }

  async page<Row extends object>(name: string, query: PageQuery): Promise<Page<Row>> {
    return this.reading((file) => {
      const { table, indexes } = this.served(file, name);
      const plan = planPage(query, indexes);
      const until = lastLookedAt(file, table, plan);
      const [sql, values] = table.page(plan, until);
      const page = new Pageful<TableRow>(plan.limit);
      const isCut = some(file.query(sql).iterate(...values) as Iterable<TableRow>, (found) => !page.takes(found));
      const rows = page.rows.map(stored<Row>);
      const last = isCut ? rows.at(-1) : undefined;
      const next = last ? cursorAfter(plan.order, last.row, last.key) : until && cursorAt(plan.order, until);
      return { rows, ...defined({ next }) };
    });
  }

  async serving(names: readonly string[]): Promise<ReadonlyMap<string, Serving>> {
    return this.file.ask((file) => {
      const found = file.allServing.all({ log: this.log ?? null });
      return new Map(found.filter(({ name }) => names.includes(name)).map((record) => [record.name, shownIn(record)]));
    });
  }

  async declare(model: ModelId, log: string): Promise<void> {
    await this.file.change((file) => {
      const { writer, register } = file;
      const known = register.known(model);
      if (known && known.indexes !== JSON.stringify(model.indexes)) {
        throw new Error(`${model.name} version ${model.version} has other indexes in the file: give it a new version`);
      }
      if (!known || known.serves === 0) file.tune(LOADING);
      if (known) return;
      writer.exec(new BuildTable(model).create());
      register.add(model, log);
    });
  }

  async checkpoint(model: ModelId): Promise<Checkpoint> {
    return this.asking(({ register }) => checkpointIn(register.existing(model)));
  }

  async load(model: ModelId, keys: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    return this.asking((file) => {
      file.register.existing(model);
      return file.prepared(model).load(keys);
    });
  }

  async commit(model: ModelId, rows: readonly Changed[], step: Step): Promise<void> {
    if (await this.isLoaded(model, rows, step)) return;
    await this.file.change((file) => {
      file.register.advance(model, step);
      const statements = file.prepared(model);
      statements.write(rows.map((row) => statements.values(row)));
    });
  }

  async lease(model: ModelId): Promise<Lease> {
    return this.asking(({ register }) => {
      const { owner, fence, beat } = register.existing(model);
      return { owner, fence, beat };
    });
  }

  async replaceLease(model: ModelId, seen: LeaseSeen, next: Lease): Promise<boolean> {
    return this.file.change(({ register }) => register.replaceLease(model, seen, next));
  }

  async index(model: ModelId): Promise<void> {
    // One after another: making one keeps other processes from writing.
    for (const statement of new BuildTable(model).createIndexes()) {
      await this.file.change((file) => {
        file.register.existing(model);
        file.writer.exec(statement);
      });
    }
    this.asking((file) => {
      file.register.existing(model);
      file.tune();
    });
  }

  async switchTo(model: ModelId): Promise<void> {
    await this.file.change((file) => {
      file.register.existing(model);
      for (const record of file.register.serve(model)) {
        file.forget(record);
        file.writer.exec(new BuildTable({ ...record, indexes: [] }).drop());
      }
    });
  }

  async withdraw(model: Build & Readonly<{ name: string }>): Promise<void> {
    await this.file.change(({ register }) => register.withdraw(model));
  }

  async builds(name: string): Promise<readonly BuildState[]> {
    return this.asking(({ register }) => register.all(name));
  }

  async close(): Promise<void> {
    await this.file.close();
    this.use?.end();
  }

  /** Whether the thread beside has written it: only where queries do not read the build yet, and there is much to write. */
  private async isLoaded(model: ModelId, rows: readonly Changed[], step: Step): Promise<boolean> {
    const loading = this.file.ask((file) => {
      const isLoading = file.register.known(model)?.serves === 0;
      return isLoading && (file.loading.isRunning || rows.length >= MANY) ? file.loading : undefined;
    });
    if (!loading) return false;
    const table = new BuildTable(model);
    return loading.keep({ model, rows: rows.map((row) => table.values(row)), step });
  }

  private reading<T>(read: (file: ModelFile) => T): T {
    return this.file.ask((file) => file.snapshot(() => read(file)));
  }

  private asking<T>(ask: (file: ModelFile) => T): T {
    return this.file.ask((file) => file.snapshotOfWriter(() => ask(file)));
  }

  private shown(file: ModelFile, name: string): BuildRecord | undefined {
    return file.serving.get({ name, log: this.log ?? null });
  }

  private served(file: ModelFile, name: string): { table: BuildTable; indexes: readonly Index[] } {
    const record = this.shown(file, name);
    if (!record) throw new ReadModelNotBuilt(name);
    const indexes = indexesIn(record);
    return { table: new BuildTable({ ...record, indexes }), indexes };
  }
}

function shownIn({ version, build, checkpoint }: BuildRecord): Serving {
  return { version, build, position: checkpoint as Position };
}

/** The place at which a page ends that has to look at many rows, if there are so many. */
function lastLookedAt(file: ModelFile, table: BuildTable, plan: PagePlan): readonly OrderValue[] | undefined {
  if (plan.lookedThrough === undefined) return undefined;
  const [sql, values] = table.place(plan, MOST_LOOKED_AT);
  const found = file.query(sql).get(...values) as Readonly<{ place: string }> | undefined;
  return found && (parsed(found.place) as readonly OrderValue[]);
}

function some<Found>(rows: Iterable<Found>, is: (found: Found) => boolean): boolean {
  for (const found of rows) if (is(found)) return true;
  return false;
}

function stored<Row extends object>(found: TableRow): Stored<Row> {
  return keptInRow(found) as Stored<Row>;
}
