import { NotLeaderError, WrongExpectedVersionError } from '@eventstore/db-client';
import { GroundsMoved, type StoreUnavailable } from '../event-store.js';
import { neverArrived } from './failures.js';
import { Silence } from './inflow.js';
import { NotShared } from './shared-appends.js';

/** An append is put to the server no later than so many times the patience with an answer after it was asked for. */
const PUT_WITHIN = 2;

/**
 * Whether an append that failed may be stored all the same, and how long that may be found out.
 *
 * | since | for how long it is put again |
 * | --- | --- |
 * | its answer was lost, however long the call had lasted | the patience with an answer: a server that breaks calls may be back at once |
 * | it was asked for, waiting for its turn included | twice that: what is put later would be seen later than readers of the past are promised |
 * | a server was silent | not at all: the caller's time is over |
 */
export class Doubt {
  mayBeStored = false;
  /** Whether an answer to it was lost: no refusal that comes later says that it was not stored. */
  wasLost = false;
  #wasSentOn = false;
  #lostAt: number | undefined;
  readonly #askedAt: number;

  constructor(
    private readonly patience: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#askedAt = now();
  }

  /** Whether its outcome is to be found out, or the node that leads was not reached yet. */
  get isPutAgain(): boolean {
    return this.mayBeStored || this.#wasSentOn;
  }

  /** @throws TooLate where it is not put any more */
  async during<T>(put: () => Promise<T>): Promise<T> {
    if (this.#isOver) throw new TooLate();
    const before = this.mayBeStored;
    this.mayBeStored = true;
    try {
      return await put();
    } catch (error) {
      const { cause, mayBeStored } =
        error instanceof NotShared ? error : { cause: error, mayBeStored: !neverArrived(error) };
      if (!mayBeStored) this.mayBeStored = before;
      else if (!(cause instanceof WrongExpectedVersionError)) this.wasLost = true;
      if (cause instanceof NotLeaderError) this.#wasSentOn = true;
      this.#lostAt ??= this.now();
      throw error;
    }
  }

  /** What is to be decided again is not put again. */
  isLate(error: StoreUnavailable | GroundsMoved): boolean {
    return (
      error instanceof GroundsMoved ||
      error.cause instanceof Silence ||
      this.#isOver ||
      this.now() - (this.#lostAt ?? Infinity) > this.patience
    );
  }

  get #isOver(): boolean {
    return this.now() - this.#askedAt > PUT_WITHIN * this.patience;
  }
}

/** It waited for its turn until its time was over, and was not put. */
export class TooLate extends Error {
  constructor() {
    super('The append waited for its turn until its time was over');
    this.name = 'TooLate';
  }
}
