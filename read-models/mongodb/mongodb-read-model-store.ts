import { type Collection, MongoServerError } from 'mongodb';
import { cursorAfter, Pageful, planPage } from '../order.js';
import {
  type Build,
  BuildGone,
  type BuildState,
  type Changed,
  type Checkpoint,
  type Kept,
  type Lease,
  type LeaseSeen,
  type ModelId,
  type Page,
  type PageQuery,
  ReadModelStore,
  type Serving,
  type Step,
  type Stored,
} from '../read-model-store.js';
import { collectionOf, documentOf, indexesOf, keptInDocument, pageOf, type RowDocument } from './build-documents.js';
import { MongodbBuildRegister, type ServedBuild } from './build-register.js';
import { type ConnectionOptions, MongodbConnection, QUERY_MS } from './connection.js';
import { writeGuarded } from './guarded-writes.js';

/** Keys asked for in one query, and rows in one write. */
const AT_ONCE = 1_000;

const NAMESPACE_NOT_FOUND = 26;

/**
 * Read models in a MongoDB database: a collection for each build, and one document for each read model that says which
 * builds there are, how far each is, and which serves. It needs no transaction: rows know their position, the checkpoint
 * is written after them, and a switch is one write to one document.
 */
export class MongodbReadModelStore extends ReadModelStore {
  override readonly shared: boolean = true;
  private readonly register: MongodbBuildRegister;

  private constructor(private readonly connection: MongodbConnection) {
    super();
    this.register = new MongodbBuildRegister(connection);
  }

  /** @throws Error when the server is absent, unless it may be, or refuses, with what to check. */
  static async open(url: string, options: ConnectionOptions = {}): Promise<MongodbReadModelStore> {
    return new MongodbReadModelStore(await MongodbConnection.open(url, options));
  }

  find<Row extends object>(name: string, key: string): Promise<Stored<Row> | undefined> {
    return this.onServed(name, async ({ rows }) => {
      const found = await rows.findOne({ _id: key, row: { $ne: null } }, { maxTimeMS: QUERY_MS });
      return found === null ? undefined : stored<Row>(found);
    });
  }

  page<Row extends object>(name: string, query: PageQuery): Promise<Page<Row>> {
    return this.onServed(name, async ({ rows, indexes }) => {
      const plan = planPage(query, indexes);
      const { filter, sort } = pageOf(plan);
      // One row more than the page tells whether there is a next.
      const limit = plan.limit + 1;
      const page = new Pageful<RowDocument>(plan.limit);
      let isCut = false;
      for await (const found of rows.find(filter, { sort, limit, batchSize: limit, maxTimeMS: QUERY_MS })) {
        isCut = !page.takes(found);
        if (isCut) break;
      }
      const taken = page.rows.map(stored<Row>);
      const last = isCut ? taken.at(-1) : undefined;
      return { rows: taken, ...(last && { next: cursorAfter(plan.order, last.row, last.key) }) };
    });
  }

  serving(names: readonly string[]): Promise<ReadonlyMap<string, Serving>> {
    return this.reach(() => this.register.serving(names, this.log));
  }

  declare(model: ModelId, log: string): Promise<void> {
    return this.reach(() => this.register.declare(model, log));
  }

  checkpoint(model: ModelId): Promise<Checkpoint> {
    return this.reach(() => this.register.checkpoint(model));
  }

  async load(model: ModelId, keys: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    const kept = new Map<string, Kept>();
    for (const some of portions(keys)) {
      const found = await this.reach(() =>
        this.rowsOf(model)
          .find({ _id: { $in: some } }, { batchSize: AT_ONCE, maxTimeMS: QUERY_MS })
          .toArray(),
      );
      for (const document of found) kept.set(document._id, keptInDocument(document));
    }
    // Asked last: rows that were dropped before would have looked like rows that never were.
    await this.checkpoint(model);
    return kept;
  }

  async commit(model: ModelId, rows: readonly Changed[], step: Step): Promise<void> {
    for (const some of portions(rows)) {
      const fresh = new Set(some.filter(({ isNew }) => isNew).map(({ key }) => key));
      const documents = some.map((row) => documentOf(row, model.indexes));
      await this.reach(() => writeGuarded(this.rowsOf(model), documents, (key) => fresh.has(key)));
    }
    await this.reach(() => this.orDropped(model, this.register.advance(model, step)));
  }

  lease(model: ModelId): Promise<Lease> {
    return this.reach(() => this.register.lease(model));
  }

  replaceLease(model: ModelId, seen: LeaseSeen, next: Lease): Promise<boolean> {
    return this.reach(() => this.register.replaceLease(model, seen, next));
  }

  async index(model: ModelId): Promise<void> {
    await this.checkpoint(model);
    if (model.indexes.length === 0) return;
    await this.connection.patiently((database) => createMissing(database.collection(collectionOf(model)), model));
    await this.reach(() => this.orDropped(model, this.register.checkpoint(model)));
  }

  switchTo(model: ModelId): Promise<void> {
    return this.reach(async () => {
      await this.register.switchTo(model);
      await this.register.dropOlder(model);
    });
  }

  withdraw(model: Build & Readonly<{ name: string }>): Promise<void> {
    return this.reach(() => this.register.withdraw(model));
  }

  builds(name: string): Promise<readonly BuildState[]> {
    return this.reach(() => this.register.all(name));
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /**
   * Reads from the build that serves. When another was switched in meanwhile, the rows may have been dropped under the
   * reading, so it is read again from that one.
   */
  private onServed<T>(name: string, read: (served: ServedBuild & { rows: Rows }) => Promise<T>): Promise<T> {
    return this.reach(async () => {
      let served = await this.register.served(name, this.log);
      for (;;) {
        const answer = await read({ ...served, rows: this.rowsOf({ ...served, name }) });
        const now = await this.register.served(name, this.log);
        if (now.version === served.version && now.build === served.build) return answer;
        served = now;
      }
    });
  }

  /** Writing into a collection that was dropped makes it anew: a process that finds its build gone drops it again. */
  private async orDropped(model: ModelId, checked: Promise<unknown>): Promise<void> {
    try {
      await checked;
    } catch (error) {
      if (error instanceof BuildGone) await this.register.dropRows(model);
      throw error;
    }
  }

  private rowsOf(model: Build & { name: string }): Rows {
    return this.connection.database.collection<RowDocument>(collectionOf(model));
  }

  private reach<T>(action: () => Promise<T>): Promise<T> {
    return this.connection.reach(action);
  }
}

type Rows = Collection<RowDocument>;

/** A server may take as long to find that an index is there as to make it. */
async function createMissing(rows: Collection, { indexes }: ModelId): Promise<void> {
  const made = await rows.indexes().catch(noneOfNothing);
  const there = new Set(made.map(({ key }) => JSON.stringify(key)));
  const missing = indexesOf(indexes).filter(({ key }) => !there.has(JSON.stringify(key)));
  if (missing.length > 0) await rows.createIndexes(missing);
}

/** A collection is made with its first row, or its first index. */
function noneOfNothing(error: unknown): never[] {
  if (error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
  throw error;
}

function* portions<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += AT_ONCE) yield all.slice(start, start + AT_ONCE);
}

function stored<Row extends object>(found: RowDocument): Stored<Row> {
  return keptInDocument(found) as Stored<Row>;
}
