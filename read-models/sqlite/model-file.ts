import { type BigIntStats, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { ModelId } from '../read-model-store.js';
import { assertOurs, assertWhole, type BuildRecord, layOut, SqliteBuildRegister, tableOf } from './build-register.js';
import { BuildStatements } from './build-table.js';
import type { Report } from './damage.js';
import { Loading } from './loading.js';

/** Pages of the write-ahead log before it is copied into the file, and the page cache in KiB. */
export type Tuning = Readonly<{ logPages: number; cacheKiB: number }>;

/** Of a new file, in bytes: a row of the history of a bloc lies on two pages and not on four, each of which is written on its own. */
export const PAGE_BYTES = 8_192;

/** Each copy is short, so that no request waits long for it. */
export const SERVING: Tuning = { logPages: 500, cacheKiB: 16_384 };

/** In a thread of its own, where no request waits: a page that many rows land on is copied once for several commits. */
export const BESIDE: Tuning = { logPages: 8_000, cacheKiB: 32_768 };

/** Keys come in any order: a page that many rows land on is then copied once for many commits. */
export const LOADING: Tuning = { logPages: 8_000, cacheKiB: 65_536 };

/** Milliseconds between two looks whether the file is still the one under its name, and has what it says that it has. */
const LOOK_EVERY_MS = 500;

/**
 * How long a write waits for one of another process to end, in milliseconds, since the thread that waits may be the one that
 * answers requests: longer than a commit takes.
 */
export const WAITS_MS = 1_000;

/** One open file of read models: written by one connection, read by another. */
export class ModelFile {
  readonly writer: Database.Database;
  readonly reader: Database.Database;
  readonly register: SqliteBuildRegister;
  readonly loading: Loading;
  readonly serving: Database.Statement<[{ name: string; log: string | null }], BuildRecord>;
  readonly allServing: Database.Statement<[{ log: string | null }], BuildRecord>;
  private readonly statements = new Map<string, BuildStatements>();
  private readonly queries = new LRUCache<string, Database.Statement>({ max: 256 });
  private readonly file: BigIntStats | undefined;
  private lookedAt = performance.now();

  private constructor(
    private readonly path: string,
    { writer, reader }: Readonly<{ writer: Database.Database; reader: Database.Database }>,
    private readonly usual: Tuning,
    report: Report,
  ) {
    this.writer = writer;
    this.reader = reader;
    this.register = new SqliteBuildRegister(writer);
    const serving = 'SELECT * FROM build WHERE serves = 1 AND log = coalesce(@log, log)';
    this.serving = reader.prepare(`${serving} AND name = @name`);
    this.allServing = reader.prepare(serving);
    this.file = found(path);
    this.loading = new Loading({ path, inode: this.file?.ino ?? 0n }, report);
  }

  /**
   * Opens the file, or makes it; nothing else may do so meanwhile, nor set it aside.
   * @throws Damaged when it lacks what it says that it has. @throws Error when it is another's, or of a later layout.
   */
  static open(path: string, usual: Tuning, report: Report): ModelFile {
    const opened: Database.Database[] = [];
    const connect = (options: Database.Options): Database.Database => {
      const connection = new Database(path, options);
      opened.push(connection);
      return connection;
    };
    try {
      const writer = connect({ timeout: WAITS_MS });
      // Before anything is changed: the file may be another's.
      writer.transaction(() => assertOurs(writer)).deferred();
      writer.pragma(`page_size = ${PAGE_BYTES}`);
      writer.pragma('journal_mode = WAL');
      // Rows can be folded again from the log, so a commit need not wait for the disk: what a power cut takes is folded anew.
      writer.pragma('synchronous = NORMAL');
      layOut(writer);
      // In one state of the file: another projector may be exchanging builds.
      writer.transaction(() => assertWhole(writer)).deferred();
      const file = new ModelFile(path, { writer, reader: connect({ readonly: true }) }, usual, report);
      file.tune(usual);
      return file;
    } catch (error) {
      for (const connection of opened) connection.close();
      throw error;
    }
  }

  /** Looks now and then whether it is still the file under its name. @throws Damaged when a table or an index is gone. */
  get isReplaced(): boolean {
    if (performance.now() - this.lookedAt < LOOK_EVERY_MS) return false;
    this.lookedAt = performance.now();
    if (!this.isInPlace) return true;
    this.snapshot(() => assertWhole(this.reader));
    return false;
  }

  get isInPlace(): boolean {
    const now = found(this.path);
    return now !== undefined && now.ino === this.file?.ino && now.dev === this.file.dev;
  }

  waitForOthers(waits: boolean): void {
    this.writer.pragma(`busy_timeout = ${waits ? WAITS_MS : 0}`);
  }

  /** Without a tuning: for what it was opened for. */
  tune({ logPages, cacheKiB } = this.usual): void {
    this.writer.pragma(`wal_autocheckpoint = ${logPages}`);
    this.writer.pragma(`cache_size = ${-cacheKiB}`);
    this.writer.pragma('shrink_memory');
  }

  /** Runs reads on one state of the file, whatever another process switches meanwhile. */
  snapshot<T>(read: () => T): T {
    return this.reader.transaction(read).deferred();
  }

  /** The same for what folds, whose rows other reads need not see yet. */
  snapshotOfWriter<T>(read: () => T): T {
    return this.writer.transaction(read).deferred();
  }

  query(sql: string): Database.Statement {
    const known = this.queries.get(sql) ?? this.reader.prepare(sql);
    this.queries.set(sql, known);
    return known;
  }

  /** The statements that fold a build. */
  prepared(model: ModelId): BuildStatements {
    const name = tableOf(model);
    const known = this.statements.get(name) ?? new BuildStatements(this.writer, model);
    this.statements.set(name, known);
    return known;
  }

  forget(record: BuildRecord): void {
    this.statements.delete(tableOf(record));
  }

  close(): Promise<void> {
    this.reader.close();
    this.writer.close();
    return this.loading.end();
  }
}

/** Where a file that cannot be read is put, in the place of the one that was put there before. */
export function asideOf(path: string): string {
  return `${path}.damaged`;
}

/**
 * Renames the file with its WAL. The file goes last: whoever opens its name meanwhile finds it, damaged, or nothing; never a new
 * file beside an old WAL.
 */
export function setAside(path: string): void {
  const aside = asideOf(path);
  rmSync(`${path}-shm`, { force: true });
  for (const suffix of ['-wal', '']) {
    rmSync(`${aside}${suffix}`, { force: true });
    if (found(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  }
}

function found(path: string): BigIntStats | undefined {
  return statSync(path, { throwIfNoEntry: false, bigint: true });
}
