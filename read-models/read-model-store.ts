import type { Position } from '../src/kernel/event.js';
import type { Index } from '../src/kernel/projection.js';

/** Which events made a row: for each stream the revisions, as ranges (`0-4,7`). A revision is for ever, a position is not. */
export type Provenance = Readonly<Record<string, string>>;

/** A row as it is kept: true at `position`, made by the events of `provenance`. */
export type Stored<Row extends object = object> = Readonly<{
  key: string;
  row: Row;
  position: Position;
  provenance: Provenance;
}>;

/** A read model in one of its versions; rows of two versions live side by side while the newer is built. */
export type ModelId = Readonly<{ name: string; version: number; indexes: readonly Index[] }>;

/** Rows whose fields equal `where`, ordered by the fields of `orderBy` (a declared index) and at last by key. */
export type PageQuery = Readonly<{
  where?: Readonly<Record<string, string | number | boolean>>;
  /** Inclusive bounds on the first field of `orderBy`. */
  from?: string;
  to?: string;
  orderBy?: Index;
  descending?: boolean;
  /** The cursor of the page before. */
  after?: string;
  /** At most 200. */
  limit: number;
}>;

export type Page<Row extends object> = Readonly<{ rows: readonly Stored<Row>[]; next?: string; position: Position }>;

/** Rows of read models, on any engine. Asked only for what every engine has: a guarded write, a bulk write, an index. */
export abstract class ReadModelStore {
  /** The row, with the position the whole read model is true at. Reads the version that is switched in. */
  abstract find<Row extends object>(name: string, key: string): Promise<Stored<Row> | undefined>;
  abstract page<Row extends object>(name: string, query: PageQuery): Promise<Page<Row>>;
  /** How far the read model that is switched in has come. */
  abstract position(name: string): Promise<Position>;

  /** Declares a version of a read model: its table and checkpoint, and, once `indexed`, its indexes. */
  abstract declare(model: ModelId): Promise<void>;
  abstract checkpoint(model: ModelId): Promise<Position>;
  abstract load(model: ModelId, keys: readonly string[]): Promise<ReadonlyMap<string, Stored>>;
  /** Writes rows (`undefined` deletes) and then the checkpoint. A row that is already true at or after its position stays. */
  abstract commit(model: ModelId, rows: ReadonlyMap<string, Stored | undefined>, checkpoint: Position): Promise<void>;
  /** Builds the declared indexes: after a rebuild, not during it. */
  abstract index(model: ModelId): Promise<void>;
  /** Makes this version the one that queries read, and drops the others. */
  abstract switchTo(model: ModelId): Promise<void>;
  /** The version that queries read, or none yet. */
  abstract current(name: string): Promise<number | undefined>;
  abstract close(): Promise<void>;
}
