import type { NewEvent } from '../kernel/event.js';

/** What one append may hold, in bytes as the store counts them; `bytes` is `undefined` where the store does not say it. */
export type AppendLimit = Readonly<{
  bytes: number | undefined;
  sizeOf: (event: Pick<NewEvent, 'type' | 'data' | 'metadata'>) => number;
}>;

/** The store takes no append of so many bytes; nothing was stored. */
export class AppendTooLarge extends Error {
  /** `limit`: in bytes, where the store says it. */
  constructor(
    message: string,
    readonly limit: number | undefined,
    cause: unknown,
  ) {
    super(message, { cause });
    this.name = 'AppendTooLarge';
  }
}
