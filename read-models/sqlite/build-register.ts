import type Database from 'better-sqlite3';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import type { Index } from '../../src/kernel/projection.js';
import {
  BuildGone,
  type BuildState,
  type Checkpoint,
  CheckpointMoved,
  type Lease,
  LeaseLost,
  type LeaseSeen,
  type ModelId,
  type Step,
  UNFOLDED,
  UNLEASED,
} from '../read-model-store.js';
import { BuildTable, parsed } from './build-table.js';
import { Damaged } from './damage.js';

/** What makes each layout of the file from the one before. A file of a later layout was written by later code and is refused. */
const LAYOUTS = [
  `CREATE TABLE build (
    name TEXT, version INTEGER, build INTEGER, indexes TEXT NOT NULL, checkpoint TEXT NOT NULL, serves INTEGER NOT NULL,
    PRIMARY KEY (name, version, build)
  ) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE build ADD COLUMN owner TEXT NOT NULL DEFAULT '${UNLEASED.owner}';
  ALTER TABLE build ADD COLUMN fence INTEGER NOT NULL DEFAULT ${UNLEASED.fence};
  ALTER TABLE build ADD COLUMN beat INTEGER NOT NULL DEFAULT ${UNLEASED.beat};`,
  `ALTER TABLE build ADD COLUMN log TEXT NOT NULL DEFAULT '';
  ALTER TABLE build ADD COLUMN event TEXT NOT NULL DEFAULT '${UNFOLDED.eventId}';
  ALTER TABLE build ADD COLUMN recorded TEXT NOT NULL DEFAULT '';`,
  `ALTER TABLE build DROP COLUMN recorded;
  ALTER TABLE build ADD COLUMN salt TEXT NOT NULL DEFAULT '${UNFOLDED.salt}';`,
];

/**
 * One build: what it is, from which log and how far it is folded (position, id and salt of the last event), whether
 * queries read it (1) or not (0), and who folds it.
 */
export type BuildRecord = Lease &
  Named &
  Readonly<{ indexes: string; log: string; checkpoint: string; event: string; salt: string; serves: number }>;

/** Which build of which read model, as the parameters of a statement. */
type Named = Readonly<{ name: string; version: number; build: number }>;

const NAMES = "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
const ELSEWHERE = 'give READ_MODELS a place of its own, sqlite:<path of a new file>';

const THIS_BUILD = 'name = @name AND version = @version AND build = @build';
const OLDER_BUILDS = 'name = @name AND (version < @version OR (version = @version AND build < @build))';

/**
 * Changes nothing.
 * @throws Damaged when the file of an earlier start lacks its register.
 * @throws Error when it is not of this code: of something else, or of a later release.
 */
export function assertOurs(database: Database.Database): void {
  const layout = layoutOf(database);
  const tables = database.prepare(NAMES).pluck().all('table');
  if (!tables.includes('build')) {
    if (tables.length > 0) throw new Error(`${database.name} holds something else: ${ELSEWHERE}`);
    if (layout > 0) throw new Damaged('its register of builds is gone');
  } else if (layout === 0) throw new Damaged('it does not say its layout');
  if (layout > LAYOUTS.length) {
    throw new Error(
      `${database.name} has layout ${layout}, this code knows ${LAYOUTS.length}: it was written by a later version. ` +
        `Start that one, or move the file and its -wal away: read models are folded anew`,
    );
  }
}

/** @throws Damaged when the rows of a build are gone, or an index of the one that queries read. */
export function assertWhole(database: Database.Database): void {
  const there = new Set(['table', 'index'].flatMap((type) => database.prepare(NAMES).pluck().all(type)));
  for (const record of database.prepare<[], BuildRecord>('SELECT * FROM build').all()) {
    const { table, indexes } = new BuildTable({ ...record, indexes: indexesIn(record) }).names;
    const missing = [table, ...(record.serves === 1 ? indexes : [])].find((name) => !there.has(name));
    if (missing !== undefined) throw new Damaged(`${missing} is gone`);
  }
}

export function indexesIn({ indexes }: Pick<BuildRecord, 'indexes'>): readonly Index[] {
  return parsed(indexes) as readonly Index[];
}

/** Brings the file to the newest layout. */
export function layOut(database: Database.Database): void {
  const layoutNow = (): number => layoutOf(database);
  if (layoutNow() === LAYOUTS.length) return;
  // Asked again inside: of two processes that open a new file at once, the second finds it laid out.
  database
    .transaction(() => {
      for (const step of LAYOUTS.slice(layoutNow())) database.exec(step);
      database.pragma(`user_version = ${LAYOUTS.length}`);
    })
    .immediate();
}

function layoutOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/** The table of builds as the writer sees it. Its methods that write are to be called inside a transaction of several. */
export class SqliteBuildRegister {
  private readonly one: Database.Statement<[Named], BuildRecord>;
  private readonly older: Database.Statement<[Named], BuildRecord>;
  private readonly enter: Database.Statement<[Named & { indexes: string; log: string }]>;
  private readonly move: Database.Statement<
    [Named & { from: Position; to: Position; event: string; salt: string; fence: number }]
  >;
  private readonly hand: Database.Statement<[Named & Lease & { fenceSeen: number; beatSeen: number | null }]>;
  private readonly drop: Database.Statement<[Named]>;
  private readonly hide: Database.Statement<[Named]>;
  private readonly every: Database.Statement<[string], BuildRecord>;
  private readonly publish: Database.Statement<[Named]>;

  constructor(database: Database.Database) {
    this.one = database.prepare(`SELECT * FROM build WHERE ${THIS_BUILD}`);
    this.older = database.prepare(`SELECT * FROM build WHERE ${OLDER_BUILDS}`);
    this.enter = database.prepare(
      `INSERT INTO build (name, version, build, indexes, log, checkpoint, serves)
        VALUES (@name, @version, @build, @indexes, @log, '${BEGINNING}', 0)`,
    );
    this.move = database.prepare(
      `UPDATE build SET checkpoint = @to, event = @event, salt = @salt
        WHERE ${THIS_BUILD} AND fence = @fence AND checkpoint IN (@from, @to)`,
    );
    this.hand = database.prepare(
      `UPDATE build SET owner = @owner, fence = @fence, beat = @beat
        WHERE ${THIS_BUILD} AND fence = @fenceSeen AND beat = coalesce(@beatSeen, beat)`,
    );
    this.drop = database.prepare(`DELETE FROM build WHERE ${OLDER_BUILDS}`);
    this.hide = database.prepare(`UPDATE build SET serves = 0 WHERE ${THIS_BUILD}`);
    this.every = database.prepare('SELECT * FROM build WHERE name = ? ORDER BY version, build');
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

  add(model: ModelId, log: string): void {
    this.enter.run({ ...named(model), indexes: JSON.stringify(model.indexes), log });
  }

  /** @throws BuildGone @throws LeaseLost @throws CheckpointMoved */
  advance(model: ModelId, step: Step): void {
    const { position: to, eventId: event, salt } = step.to;
    const move = { from: step.from.position, to, event, salt, fence: step.fence };
    if (this.move.run({ ...named(model), ...move }).changes === 1) return;
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

  withdraw(model: Named): void {
    this.hide.run(named(model));
  }

  all(name: string): readonly BuildState[] {
    return this.every.all(name).map(({ version, build, log, serves, ...record }) => {
      return { version, build, log, checkpoint: checkpointIn(record), serves: serves === 1 };
    });
  }

  /** Lets this build serve and forgets the older ones, which it returns. */
  serve(model: ModelId): readonly BuildRecord[] {
    const older = this.older.all(named(model));
    this.drop.run(named(model));
    this.publish.run(named(model));
    return older;
  }
}

export function checkpointIn({
  checkpoint,
  event,
  salt,
}: Pick<BuildRecord, 'checkpoint' | 'event' | 'salt'>): Checkpoint {
  return { position: checkpoint as Position, eventId: event, salt };
}

export function tableOf({ name, version, build }: Named): string {
  return `${name}@${version}.${build}`;
}

function named({ name, version, build }: Named): Named {
  return { name, version, build };
}
