import { BEGINNING, type Position } from '../src/kernel/event.js';
import type { Index } from '../src/kernel/projection.js';

/** Which events made a row: for each stream the revisions, as ranges (`0-4,7`). A revision is for ever, a position is not. */
export type Provenance = Readonly<Record<string, string>>;

/** A row as it is read: `position` is that of the last event in it, `provenance` names all of them. */
export type Stored<Row extends object = object> = Readonly<{
  key: string;
  row: Row;
  position: Position;
  provenance: Provenance;
}>;

/** A row as it is kept. Where the facts left no row, its absence is kept with its position, so that an event folded again cannot revive it. */
export type Kept = Readonly<{ key: string; row: object | undefined; position: Position; provenance: Provenance }>;

/** A row to be kept, and, for speed alone, whether none was kept under its key when that was last looked at. */
export type Changed = Kept & Readonly<{ isNew?: boolean }>;

/**
 * How far a build is folded: the last event that it has taken up, by which its place in the log is known again. Positions
 * alone are the same in every log.
 */
export type Checkpoint = Readonly<{ position: Position; eventId: string; salt: string }>;

/** The checkpoint of a build that has taken up nothing. */
export const UNFOLDED: Checkpoint = { position: BEGINNING, eventId: '', salt: '' };

/** The file of a ledger: what tells it from a copy, and where it is. */
export type LedgerFile = Readonly<{ file: string; path: string }>;

/** One building of a version of a read model. A rebuild of the same version is a further `build`, counted from 1. */
export type Build = Readonly<{ version: number; build: number }>;

/** A read model in one of its builds; rows of two builds live side by side while the newer is made. */
export type ModelId = Build & Readonly<{ name: string; indexes: readonly Index[] }>;

/** A build that queries read, and up to where it is folded. */
export type Serving = Build & Readonly<{ position: Position }>;

/** What is known of a build. `log` is the identity of the log that it is folded from; empty where an older release made it. */
export type BuildState = Build & Readonly<{ log: string; checkpoint: Checkpoint; serves: boolean }>;

/**
 * Who folds a build. `fence` grows each time it changes hands, `beat` with each sign of life of the owner. It holds no
 * time: a process that waits for it measures the silence by its own clock, so that no two clocks are compared.
 */
export type Lease = Readonly<{ owner: string; fence: number; beat: number }>;

/**
 * From where to where a commit takes a build, and the fence of the lease under which its rows were folded. Rows that are
 * written before the last of a batch leave it where it is: `to` is `from`.
 */
export type Step = Readonly<{ from: Checkpoint; to: Checkpoint; fence: number }>;

/** A lease as another found it; without `beat` whatever signs of life its owner has given since. */
export type LeaseSeen = Readonly<{ fence: number; beat?: number }>;

/** The lease on a build before its first owner. */
export const UNLEASED: Lease = { owner: '', fence: 0, beat: 0 };

/**
 * Rows whose fields equal `where`, ordered by the fields of `orderBy` and at last by key.
 * Only fields that a declared index names can be asked for. A field that a row lacks counts as the empty text,
 * `false` and `true` as 0 and 1; numbers come before texts, texts go by code point.
 */
export type PageQuery = Readonly<{
  where?: Readonly<Record<string, string | number | boolean>>;
  /** Inclusive bounds on the first field of `orderBy` that `where` does not fix. */
  from?: string;
  to?: string;
  /** Fields of a declared index, usually the index itself. Absent: by key alone. */
  orderBy?: Index;
  descending?: boolean;
  /** The cursor `next` of the page before, of the same order. */
  after?: string;
  /** From 1 to {@link MAX_PAGE}. */
  limit: number;
}>;

export const MAX_PAGE = 200;

/**
 * A page ends with the row that brings the text of its rows to that many characters: whole years, of which a long one has
 * several million, would otherwise fill the memory 200 at a time.
 */
export const MOST_TEXT = 1_048_576;

/**
 * `next` where there may be more rows. A page may end early: after {@link MOST_TEXT}, and, even empty, where no index fixes all
 * that is asked for and many rows would have to be looked at.
 */
export type Page<Row extends object> = Readonly<{ rows: readonly Stored<Row>[]; next?: string }>;

/**
 * Rows of read models, on any engine. Asked only for what every engine has: a guarded write, a bulk write, an index.
 * Every method may throw {@link ReadModelsUnavailable}.
 */
export abstract class ReadModelStore {
  /** Whether services of other logs may keep their rows in it too: then rows of another log are not ours to give up. */
  abstract readonly shared: boolean;
  /** The log whose rows are shown; of any as long as it is not known. */
  protected log: string | undefined;

  /** From now on no row is shown that was folded from another log. */
  belongsTo(log: string): void {
    this.log = log;
  }

  /** What became of rows that could not be read and were given up, if this process knows that any were. */
  get lost(): string | undefined {
    return undefined;
  }

  /** Why nothing can be written now, though rows are read, and what is to be done, if this process knows that it is so. */
  get held(): string | undefined {
    return undefined;
  }

  /**
   * The row as the build that serves has it.
   * @throws ReadModelNotBuilt when no build serves yet.
   */
  abstract find<Row extends object>(name: string, key: string): Promise<Stored<Row> | undefined>;
  /**
   * One page of rows.
   * @throws ReadModelNotBuilt when no build serves yet.
   * @throws InvalidCursor when `after` belongs to another order.
   * @throws RangeError when the limit is out of bounds or a field is in no index: a mistake of the caller.
   */
  abstract page<Row extends object>(name: string, query: PageQuery): Promise<Page<Row>>;
  /** The builds that queries read, by their read models, of all that are named in one question; absent where none serves yet. */
  abstract serving(names: readonly string[]): Promise<ReadonlyMap<string, Serving>>;

  /**
   * Makes room for a build folded from that log: its rows and its checkpoint, no indexes yet. Again: changes nothing.
   * @throws Error when the same version was declared with other indexes: a changed row is a new version.
   */
  abstract declare(model: ModelId, log: string): Promise<void>;
  /** Up to where the build has folded. @throws BuildGone */
  abstract checkpoint(model: ModelId): Promise<Checkpoint>;
  /** What is kept under those keys; absent where nothing ever was. @throws BuildGone */
  abstract load(model: ModelId, keys: readonly string[]): Promise<ReadonlyMap<string, Kept>>;
  /**
   * Writes rows and then the checkpoint, in the place of the one that the step begins at. A row kept at or after the
   * position of the new one stays, so the same commit again, or half of one, changes nothing.
   * @throws BuildGone
   * @throws LeaseLost when the build has another fence by now; the checkpoint stays where it was.
   * @throws CheckpointMoved when the build stands neither at the beginning of the step nor at its end; it stays there.
   */
  abstract commit(model: ModelId, rows: readonly Changed[], step: Step): Promise<void>;
  /** The lease on folding this build as it stands; {@link UNLEASED} at first. @throws BuildGone */
  abstract lease(model: ModelId): Promise<Lease>;
  /**
   * Puts `next` in the place of the lease seen before, if that still stands: same fence, and same beat where one is named.
   * @returns whether it did.
   * @throws BuildGone
   */
  abstract replaceLease(model: ModelId, seen: LeaseSeen, next: Lease): Promise<boolean>;
  /** Makes the declared indexes: after a build, not during it. Again: changes nothing. @throws BuildGone */
  abstract index(model: ModelId): Promise<void>;
  /** Lets queries read this build from now on and drops the older ones. @throws BuildGone */
  abstract switchTo(model: ModelId): Promise<void>;
  /** Lets queries read this build no longer; its rows stay until a newer one serves. Again: changes nothing. */
  abstract withdraw(model: Build & Readonly<{ name: string }>): Promise<void>;
  /** All builds there are, of whichever log, the older first. */
  abstract builds(name: string): Promise<readonly BuildState[]>;
  abstract close(): Promise<void>;
}

/** No build of the read model serves yet: ask again when the projector has made one. */
export class ReadModelNotBuilt extends Error {
  constructor(readonly model: string) {
    super(`The read model ${model} is not built yet`);
    this.name = 'ReadModelNotBuilt';
  }
}

/** The cursor was not given by a page of this order. */
export class InvalidCursor extends Error {
  constructor() {
    super('The cursor does not belong to this list');
    this.name = 'InvalidCursor';
  }
}

/** A newer build was switched in and this one dropped: a process that folds into it must turn to the newer. */
export class BuildGone extends Error {
  constructor({ name, version, build }: ModelId) {
    super(`Build ${build} of ${name} version ${version} is gone`);
    this.name = 'BuildGone';
  }
}

/** Another process folds this build by now: what this one has in its hands is not to be kept. */
export class LeaseLost extends Error {
  constructor({ name, version, build }: ModelId, fence: number) {
    super(`Build ${build} of ${name} version ${version} is no longer folded under fence ${fence}`);
    this.name = 'LeaseLost';
  }
}

/** The build does not stand where the step begins: rows folded from there would leave a gap, or hide one. */
export class CheckpointMoved extends Error {
  constructor({ name, version, build }: ModelId, { from, to }: Step, found: Position) {
    super(
      `Build ${build} of ${name} version ${version} stands at "${found}", not at "${from.position}": no step to "${to.position}"`,
    );
    this.name = 'CheckpointMoved';
  }
}

/** The store cannot be asked now. Nothing is lost: rows are folded from the log. */
export class ReadModelsUnavailable extends Error {
  constructor(cause: unknown) {
    super(`The store of read models cannot be asked: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'ReadModelsUnavailable';
  }
}
