import { type Instant, instantOf } from '../../src/kernel/instant.js';
import { ReadModelsUnavailable } from '../read-model-store.js';
import { damageIn, Held, ofFile, type Report } from './damage.js';
import { asideOf, ModelFile, setAside, type Tuning } from './model-file.js';
import { oneAtATime } from './one-at-a-time.js';

/** A new file that is damaged again so soon is left as it is: the disk may be what is broken. Milliseconds. */
const NOT_AGAIN_WITHIN_MS = 60_000;

/**
 * The file that stands under a name. One that cannot be read is set aside by whichever process finds it so, and a new one is made
 * in its place; the others notice within a second and turn to it.
 */
export class StandingFile {
  /** What became of the last file, once another has taken its place. */
  remedy: string | undefined;
  private file: ModelFile | undefined;
  private setAsideAt = -Infinity;
  /** Since when nothing could be written, because another process does not come to the end of what it writes. */
  private heldSince: Instant | undefined;

  /** @throws Error that names the file and what to do when it cannot be opened, or is another's or of a later layout. */
  constructor(
    private readonly path: string,
    private readonly report: Report,
    private readonly tuning: Tuning,
  ) {
    this.file = this.opened();
  }

  /** @throws ReadModelsUnavailable that names the file and what to do. */
  ask<T>(question: (file: ModelFile) => T): T {
    try {
      return question(this.current());
    } catch (error) {
      const damage = damageIn(error);
      if (damage === undefined) throw ofFile(this.path, error);
      this.giveUp(damage, error);
      return question(this.current());
    }
  }

  /** As {@link ask}, for what writes, in one transaction. Who was kept waiting once is told at once from then on. */
  async change<T>(write: (file: ModelFile) => T): Promise<T> {
    try {
      const loading = this.ask((file) => file.loading);
      return await loading.writeAlone(() => this.ask((file) => this.changed(file, write)));
    } catch (error) {
      if (error instanceof Held) {
        this.heldSince ??= instantOf(Date.now());
        this.file?.waitForOthers(false);
      }
      throw error;
    }
  }

  private changed<T>(file: ModelFile, write: (file: ModelFile) => T): T {
    const begun = (): T => {
      this.letGo(file);
      return write(file);
    };
    return file.writer.transaction(begun).immediate();
  }

  /** Whatever comes of the write: nothing else is within one. */
  private letGo(file: ModelFile): void {
    if (this.heldSince !== undefined) file.waitForOthers(true);
    this.heldSince = undefined;
  }

  /** Why nothing can be written now, though rows are read. */
  get held(): string | undefined {
    if (this.heldSince === undefined) return undefined;
    return (
      `Another process holds ${this.path} since ${this.heldSince}, as one that is paused or hangs in the middle of a write, or makes ` +
      `indexes. Rows are read meanwhile, and folding goes on by itself when that process goes on or ends: "lsof ${this.path}" names it`
    );
  }

  async close(): Promise<void> {
    await this.file?.close();
  }

  private current(): ModelFile {
    if (this.file?.isReplaced === true) this.follow(this.file);
    this.file ??= this.opened();
    return this.file;
  }

  /** Another process has set the file aside, or the operator has moved it away. */
  private follow(file: ModelFile): void {
    this.leave(file);
    this.hasFollowed();
  }

  private hasFollowed(): void {
    this.remedy = `${this.path} is another file than before. Its read models are being built anew: nothing is to be done`;
  }

  private opened(): ModelFile {
    return this.alone(() => {
      try {
        return this.openedNow();
      } catch (error) {
        const damage = damageIn(error);
        if (damage === undefined) throw error;
        this.putAside(damage, error);
        return this.openedNow();
      }
    });
  }

  private openedNow(): ModelFile {
    return ModelFile.open(this.path, this.tuning, this.report);
  }

  /** Who comes second finds another file in its place, and leaves that alone. */
  private giveUp(damage: string, error: unknown): void {
    const { file } = this;
    if (!file) throw this.unavailable(`is damaged (${damage}), soon after it was made anew: look at its disk`, error);
    this.leave(file);
    this.alone(() => (file.isInPlace ? this.putAside(damage, error) : this.hasFollowed()));
  }

  private alone<T>(work: () => T): T {
    try {
      return oneAtATime(this.path, work);
    } catch (error) {
      throw ofFile(this.path, error);
    }
  }

  private leave(file: ModelFile): void {
    this.file = undefined;
    this.heldSince = undefined;
    void file.close();
  }

  private putAside(damage: string, error: unknown): void {
    if (performance.now() - this.setAsideAt < NOT_AGAIN_WITHIN_MS) {
      throw this.unavailable(`is damaged again (${damage}), soon after it was made anew: look at its disk`, error);
    }
    try {
      setAside(this.path);
    } catch (failure) {
      throw this.unavailable(
        `is damaged (${damage}) and cannot be renamed (${String(failure)}): move it and its -wal away, read models are folded anew`,
        error,
      );
    }
    this.setAsideAt = performance.now();
    this.remedy = `${this.path} could not be read (${damage}) and was set aside as ${asideOf(this.path)}. Its read models are being built anew: look at its disk`;
    this.report(this.remedy, error);
  }

  private unavailable(what: string, cause: unknown): ReadModelsUnavailable {
    return new ReadModelsUnavailable(new Error(`${this.path} ${what}`, { cause }));
  }
}
