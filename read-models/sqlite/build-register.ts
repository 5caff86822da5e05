import type Database from 'better-sqlite3';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import {
  BuildGone,
  CheckpointMoved,
  type Lease,
  LeaseLost,
  type LeaseSeen,
  type ModelId,
  type Step,
  UNLEASED,
} from '../read-model-store.js';

/** What makes each layout of the file from the one before. A file of a later layout was written by later code and is refused. */
const LAYOUTS = [
  `CREATE TABLE build (
    name TEXT, version INTEGER, build INTEGER, indexes TEXT NOT NULL, checkpoint TEXT NOT NULL, serves INTEGER NOT NULL,
    PRIMARY KEY (name, version, build)
  ) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE build ADD COLUMN owner TEXT NOT NULL DEFAULT '${UNLEASED.owner}';
  ALTER TABLE build ADD COLUMN fence INTEGER NOT NULL DEFAULT ${UNLEASED.fence};
  ALTER TABLE build ADD COLUMN beat INTEGER NOT NULL DEFAULT ${UNLEASED.beat};`,
];

/** One build: what it is, how far it is folded, whether queries read it (1) or not yet (0), and who folds it. */
export type BuildRecord = Lease &
  Readonly<{ name: string; version: number; build: number; indexes: string; checkpoint: string; serves: number }>;

/** Which build of which read model, as the parameters of a statement. */
type Named = Readonly<{ name: string; version: number; build: number }>;

const THIS_BUILD = 'name = @name AND version = @version AND build = @build';
const OLDER_BUILDS = 'name = @name AND (version < @version OR (version = @version AND build < @build))';

/** Brings the file to the newest layout. @throws Error when it was written by later code. */
export function layOut(database: Database.Database): void {
  const layoutNow = (): number => database.pragma('user_version', { simple: true }) as number;
  if (layoutNow() > LAYOUTS.length) {
    const [found, known] = [layoutNow(), LAYOUTS.length];
    throw new Error(
      `${database.name} has layout ${found}, this code knows ${known}: it was written by a later version`,
    );
  }
  if (layoutNow() === LAYOUTS.length) return;
  // Asked again inside: of two processes that open a new file at once, the second finds it laid out.
  database
    .transaction(() => {
      for (const step of LAYOUTS.slice(layoutNow())) database.exec(step);
      database.pragma(`user_version = ${LAYOUTS.length}`);
    })
    .immediate();
}

/** The table of builds as the writer sees it. Its methods that write are to be called inside a transaction of several. */
export class SqliteBuildRegister {
  private readonly one: Database.Statement<[Named], BuildRecord>;
  private readonly older: Database.Statement<[Named], BuildRecord>;
  private readonly enter: Database.Statement<[Named & { indexes: string; checkpoint: Position }]>;
  private readonly move: Database.Statement<[Named & Step]>;
  private readonly hand: Database.Statement<[Named & Lease & { fenceSeen: number; beatSeen: number | null }]>;
  private readonly drop: Database.Statement<[Named]>;
  private readonly publish: Database.Statement<[Named]>;

  constructor(database: Database.Database) {
    this.one = database.prepare(`SELECT * FROM build WHERE ${THIS_BUILD}`);
    this.older = database.prepare(`SELECT * FROM build WHERE ${OLDER_BUILDS}`);
    this.enter = database.prepare(
      `INSERT INTO build (name, version, build, indexes, checkpoint, serves)
        VALUES (@name, @version, @build, @indexes, @checkpoint, 0)`,
    );
    this.move = database.prepare(
      `UPDATE build SET checkpoint = @to WHERE ${THIS_BUILD} AND fence = @fence AND checkpoint IN (@from, @to)`,
    );
    this.hand = database.prepare(
      `UPDATE build SET owner = @owner, fence = @fence, beat = @beat
        WHERE ${THIS_BUILD} AND fence = @fenceSeen AND beat = coalesce(@beatSeen, beat)`,
    );
    this.drop = database.prepare(`DELETE FROM build WHERE ${OLDER_BUILDS}`);
    this.publish = database.prepare(`UPDATE build SET serves = 1 WHERE ${THIS_BUILD}`);
  }

  known(model: ModelId): BuildRecord | undefined {
    return this.one.get(named(model));
  }

  /** @throws BuildGone */
  existing(model: ModelId): BuildRecord {
    const record = this.known(model);
    if (!record) throw new BuildGone(model);
    return record;
  }

  add(model: ModelId): void {
    this.enter.run({ ...named(model), indexes: JSON.stringify(model.indexes), checkpoint: BEGINNING });
  }

  /** @throws BuildGone @throws LeaseLost @throws CheckpointMoved */
  advance(model: ModelId, step: Step): void {
    if (this.move.run({ ...named(model), ...step }).changes === 1) return;
    const { fence, checkpoint } = this.existing(model);
    if (fence !== step.fence) throw new LeaseLost(model, step.fence);
    throw new CheckpointMoved(model, step, checkpoint as Position);
  }

  /** Whether the lease seen before still stood, and `next` stands now. @throws BuildGone */
  replaceLease(model: ModelId, seen: LeaseSeen, { owner, fence, beat }: Lease): boolean {
    const seenBefore = { fenceSeen: seen.fence, beatSeen: seen.beat ?? null };
    if (this.hand.run({ ...named(model), owner, fence, beat, ...seenBefore }).changes === 1) return true;
    this.existing(model);
    return false;
  }

  /** Lets this build serve and forgets the older ones, which it returns. */
  serve(model: ModelId): readonly BuildRecord[] {
    const older = this.older.all(named(model));
    this.drop.run(named(model));
    this.publish.run(named(model));
    return older;
  }
}

export function tableOf({ name, version, build }: Named): string {
  return `${name}@${version}.${build}`;
}

function named({ name, version, build }: Named): Named {
  return { name, version, build };
}
