import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Client } from './client.js';

/** A client with the calls that are on it. Given up, it is closed when the last of them has ended. */
export class Line {
  #calls = 0;
  #isGivenUp = false;

  constructor(private readonly made: Client) {}

  get client(): EventStoreDBClient {
    return this.made.client;
  }

  get isConnected(): boolean {
    return this.made.isConnected();
  }

  async during<T>(call: () => Promise<T>): Promise<T> {
    this.begun();
    try {
      return await call();
    } finally {
      this.ended();
    }
  }

  begun(): void {
    this.#calls += 1;
  }

  ended(): void {
    this.#calls -= 1;
    this.#closeIfDone();
  }

  giveUp(): void {
    this.#isGivenUp = true;
    this.#closeIfDone();
  }

  close(): Promise<void> {
    return this.made.close();
  }

  #closeIfDone(): void {
    // Who asked has been answered already; what fails of closing is of no concern to them.
    if (this.#isGivenUp && this.#calls === 0) this.close().catch(() => undefined);
  }
}
