import { GroupCommit, type Outcome, type Task, type WriterWork } from './group-commit.js';
import type { LogWriter } from './log-writer.js';
import { isFull } from './native-errors.js';

/** How long a full disk is left alone before it is tried again, in milliseconds. */
const TRY_EVERY_MS = 1000;

/**
 * Commits groups as long as the disk has room, and refuses them while it has none, so that the service goes on reading.
 *
 * A full disk, as a quota that is used up, is told apart from every other error of it, after which nothing may be tried again: SQLite has then rolled the
 * group back, and the next commit writes over what lies in the WAL of it. Only a crash before that next commit could
 * bring the group back, so its callers are told that its outcome is unknown.
 */
export class RoomyCommit<Request, Reply> {
  readonly #groups: GroupCommit<Request, Reply>;
  #triesAgainAt: number | undefined;

  constructor(
    readonly log: LogWriter,
    private readonly work: WriterWork<Request, Reply>,
    private readonly roomChanged: (full: boolean) => void,
  ) {
    this.#groups = new GroupCommit(log, work);
  }

  /** Durable when it returns, except for those that were refused. */
  commit(group: readonly Task<Request>[]): readonly Outcome<Reply>[] {
    if (this.#triesAgainAt !== undefined && !this.#hasRoom(this.#triesAgainAt)) {
      return group.map(() => ({ full: 'BEFORE' }));
    }
    const before = this.log.end;
    try {
      return this.#groups.commit(group);
    } catch (error) {
      if (!isFull(error, this.log.path)) throw error;
      this.#becameFull(before);
      return group.map(() => ({ full: 'WHILE_STORING' }));
    }
  }

  /** Why every group would be refused at present, in words. A full disk is tried again. */
  doubt(): string | undefined {
    if (this.#triesAgainAt === undefined || this.#hasRoom(this.#triesAgainAt)) return this.work.doubt();
    return `The disk of ${this.log.path} is full: make room`;
  }

  close(): void {
    try {
      this.log.close();
    } catch (error) {
      this.log.leave();
      if (!isFull(error, this.log.path)) throw error;
    }
  }

  #becameFull(before: number): void {
    this.log.rollBack();
    this.work.undone();
    if (this.log.end !== before) throw new Error('The disk is full, and a group of events was stored nonetheless');
    this.#triesAgainAt = performance.now() + TRY_EVERY_MS;
    this.roomChanged(true);
  }

  /** Commits nothing but the first page: that also writes over what the refused group left in the WAL. */
  #hasRoom(triesAgainAt: number): boolean {
    if (performance.now() < triesAgainAt) return false;
    try {
      this.log.begin();
      this.log.commit();
    } catch (error) {
      if (!isFull(error, this.log.path)) throw error;
      this.log.rollBack();
      this.#triesAgainAt = performance.now() + TRY_EVERY_MS;
      return false;
    }
    this.#triesAgainAt = undefined;
    this.roomChanged(false);
    return true;
  }
}
