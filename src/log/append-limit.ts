import type { NewEvent } from '../kernel/event.js';

/** What one append may hold, in bytes as the store counts them; `bytes` is `undefined` where the store does not say it. */
export type AppendLimit = Readonly<{
  bytes: number | undefined;
  sizeOf: (event: Pick<NewEvent, 'type' | 'data' | 'metadata'>) => number;
}>;

/** What of the store is exceeded: in bytes, where the store says it, and in words that name the setting. */
type Exceeded = Readonly<{ limit: number | undefined; named: string; cause: unknown }>;

/** The store takes no append of so many bytes; nothing was stored, and the same events would be refused again. */
export class AppendTooLarge extends Error {
  readonly limit: number | undefined;
  readonly named: string;

  constructor(message: string, { limit, named, cause }: Exceeded) {
    super(message, { cause });
    this.name = 'AppendTooLarge';
    this.limit = limit;
    this.named = named;
  }
}
