import { setTimeout } from 'node:timers/promises';
import { ReadModelsUnavailable, type ReadModelStore } from '../../read-models/read-model-store.js';

type Call = () => Promise<unknown>;

/** One process's way to a store that others use too: it can be slow, lose its connection, hang, and die. */
export class TroubledStore {
  /** Milliseconds that a call takes on its way there, and again on its way back. */
  slowness = 0;
  /** So many of the next calls fail, every other one after the store has done what was asked. */
  lost = 0;
  readonly store: ReadModelStore;
  private hung = false;
  private buried = false;
  private readonly sleepers = new Set<() => void>();

  constructor(inner: ReadModelStore) {
    this.store = new Proxy(inner, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        // It asks the store nothing.
        if (name === 'belongsTo') return member.bind(target) as unknown;
        return (...given: unknown[]) => this.call(() => Reflect.apply(member, target, given) as Promise<unknown>);
      },
    });
  }

  /** Nothing that it asks arrives any more, until it wakes. */
  pause(): void {
    this.hung = true;
  }

  wake(): void {
    this.hung = false;
    for (const sleeper of [...this.sleepers]) sleeper();
  }

  /** What it asked fails, and nothing that it asks arrives ever again: for the end of a test. */
  bury(): void {
    this.buried = true;
    this.wake();
  }

  private async call(work: Call): Promise<unknown> {
    await this.onTheWay();
    if (this.lost > 0) {
      this.lost -= 1;
      if (this.lost % 2 === 0) await work();
      throw new ReadModelsUnavailable(new Error('the connection is lost'));
    }
    const answer = await work();
    await this.onTheWay();
    return answer;
  }

  private async onTheWay(): Promise<void> {
    if (this.slowness > 0) await setTimeout(this.slowness);
    while (this.hung && !this.buried) await this.woken();
    if (this.buried) throw new Error('the process is dead');
  }

  private woken(): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = (): void => {
        this.sleepers.delete(sleeper);
        resolve();
      };
      this.sleepers.add(sleeper);
    });
  }
}
